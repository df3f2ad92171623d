//! What nobody has any use for is deleted, and nothing else.

use anyhow::Result;
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
async fn what_is_an_accounts_goes_with_it() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.upload(&siti, "diploma", &letter(1)).await?.assert_kept("diploma");
    site.database.execute("DELETE FROM accounts.accounts").await?;
    assert_eq!(site.database.count("SELECT count(*) FROM registration.files").await?, 0);
    Ok(())
}
