//! What nobody has any use for is deleted, and nothing else.

use anyhow::Result;
use bytes::Bytes;
use jiff::SignedDuration;
use runtime::Clock;
use testing::eventually;

use crate::files::letter;
use crate::site::{PATIENCE, Site};

#[tokio::test]
async fn a_replaced_file_goes_with_its_object_when_its_day_is_over() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.upload(&siti, "diploma", &letter(1)).await?.assert_kept("diploma");
    site.upload(&siti, "diploma", &letter(2)).await?.assert_kept("diploma");
    let kept = site.file(&siti, "diploma").await?;
    let over = "UPDATE registration.files SET doomed_at = now() - interval '1 second' WHERE doomed_at IS NOT NULL";
    site.database.execute(over).await?;
    let _sweeping = site.doing(&["registration.sweep-files"]).await?;
    let left = async || {
        let rows = site.database.count("SELECT count(*) FROM registration.files").await?;
        Ok((rows == 1).then_some(()))
    };
    eventually("one file", PATIENCE, left).await?;
    assert_eq!(site.objects("registrations/").await?, [format!("registrations/{}/{kept}", siti.account)]);
    Ok(())
}

#[tokio::test]
async fn an_object_without_a_row_goes_after_a_day_and_nothing_else_does() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.upload(&siti, "diploma", &letter(1)).await?.assert_kept("diploma");
    let store = site.bucket.store()?;
    let left = format!("registrations/{}/{}", site.clock.new_id(), site.clock.new_id());
    let others = ["registrations/catatan".to_owned(), format!("accounts/{}/{}", siti.account, site.clock.new_id())];
    for key in others.iter().chain([&left]) {
        store.put(key, Bytes::from_static(b"x")).await?;
    }
    let before = site.objects("").await?;
    let tomorrow = Clock::fixed(site.clock.now() + SignedDuration::from_hours(25));
    let _sweeping = site.doing_at(&tomorrow, &["registration.unknown-files"]).await?;
    let gone = async || Ok((!site.objects("registrations/").await?.contains(&left)).then_some(()));
    eventually("the object that has no row", PATIENCE, gone).await?;
    let expected: Vec<String> = before.into_iter().filter(|key| *key != left).collect();
    assert_eq!(site.objects("").await?, expected);
    Ok(())
}

#[tokio::test]
async fn what_is_an_accounts_goes_with_it() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.upload(&siti, "diploma", &letter(1)).await?.assert_kept("diploma");
    site.database.execute("DELETE FROM accounts.accounts").await?;
    assert_eq!(site.database.count("SELECT count(*) FROM registration.files").await?, 0);
    Ok(())
}
