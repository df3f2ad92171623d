//! Sessions, known browsers and one-time codes.

use anyhow::Result;
use credentials::{NewSession, OneTime, Stage};
use futures_util::future::join_all;
use jiff::SignedDuration;
use uuid::Uuid;
use vault::Secret;

use crate::Site;

/// A session of this account.
async fn begin(site: &Site, account: Uuid, stage: Stage) -> Result<Secret> {
    let sessions = site.sessions();
    let new = NewSession { account, stage, valid: sessions.longest(), client: "Firefox di Windows" };
    Ok(sessions.begin(site.database.owner(), new).await?)
}

#[tokio::test]
async fn a_session_is_open_until_it_is_left_alone() -> Result<()> {
    let site = Site::new().await?;
    let (sessions, account) = (site.sessions(), site.account().await?);
    let secret = begin(&site, account, Stage::Open).await?;
    for _ in 0..3 {
        site.pass(SignedDuration::from_mins(29));
        let found = sessions.open(&secret).await?.unwrap();
        assert_eq!(found.account, account);
        sessions.note_use(&found).await?;
    }
    site.pass(SignedDuration::from_mins(31));
    assert!(sessions.open(&secret).await?.is_none());
    assert_eq!(sessions.owner_of(&secret).await?, Some(account), "whose it was can still be told");
    assert!(sessions.open(&Secret::new()?).await?.is_none());
    Ok(())
}

#[tokio::test]
async fn a_session_ends_after_its_longest_time_however_much_it_is_used() -> Result<()> {
    let site = Site::new().await?;
    let (sessions, account) = (site.sessions(), site.account().await?);
    let secret = begin(&site, account, Stage::Open).await?;
    for _ in 0..71 {
        site.pass(SignedDuration::from_mins(10));
        sessions.note_use(&sessions.open(&secret).await?.unwrap()).await?;
    }
    site.pass(SignedDuration::from_mins(10));
    assert!(sessions.open(&secret).await?.is_none());
    Ok(())
}

#[tokio::test]
async fn the_password_alone_opens_nothing() -> Result<()> {
    let site = Site::new().await?;
    let account = site.account().await?;
    let secret = begin(&site, account, Stage::Password).await?;
    assert!(site.sessions().open(&secret).await?.is_none());
    assert_eq!(site.sessions().owner_of(&secret).await?, None);
    Ok(())
}

#[tokio::test]
async fn the_newest_browser_always_gets_in_and_the_oldest_goes() -> Result<()> {
    let site = Site::new().await?;
    let (sessions, account) = (site.sessions(), site.account().await?);
    let mut secrets = Vec::new();
    for _ in 0..4 {
        let mut transaction = site.database.owner().begin().await?;
        sessions.make_room(&mut transaction, account).await?;
        transaction.commit().await?;
        secrets.push(begin(&site, account, Stage::Open).await?);
        site.pass(SignedDuration::from_secs(1));
    }
    assert!(sessions.open(&secrets[0]).await?.is_none());
    for secret in &secrets[1..] {
        assert!(sessions.open(secret).await?.is_some());
    }
    assert_eq!(sessions.list(account).await?.len(), 3);
    Ok(())
}

#[tokio::test]
async fn nobody_ends_a_session_of_somebody_else() -> Result<()> {
    let site = Site::new().await?;
    let (sessions, owner, other) = (site.sessions(), site.account().await?, site.account().await?);
    let (mine, second) = (begin(&site, owner, Stage::Open).await?, begin(&site, owner, Stage::Open).await?);
    let id = sessions.open(&mine).await?.unwrap().id;
    let mut transaction = site.database.owner().begin().await?;
    assert!(!sessions.end(&mut transaction, other, id).await?);
    sessions.end_all(&mut transaction, other, None).await?;
    sessions.end_all(&mut transaction, owner, Some(id)).await?;
    transaction.commit().await?;
    assert!(sessions.open(&mine).await?.is_some() && sessions.open(&second).await?.is_none());
    Ok(())
}

#[tokio::test]
async fn sessions_that_ran_out_leave_the_table() -> Result<()> {
    let site = Site::new().await?;
    let secret = begin(&site, site.account().await?, Stage::Open).await?;
    site.pass(SignedDuration::from_hours(7 * 24));
    site.sessions().purge(SignedDuration::from_hours(7 * 24)).await?;
    assert!(site.sessions().owner_of(&secret).await?.is_some());
    site.pass(SignedDuration::from_hours(13));
    site.sessions().purge(SignedDuration::from_hours(7 * 24)).await?;
    assert!(site.sessions().owner_of(&secret).await?.is_none());
    Ok(())
}

#[tokio::test]
async fn a_browser_is_known_to_its_own_account_only() -> Result<()> {
    let site = Site::new().await?;
    let (devices, owner, other) = (site.devices(), site.account().await?, site.account().await?);
    let mut connection = site.database.owner().acquire().await?;
    let device = devices.remember(&mut connection, owner, None).await?.unwrap();
    assert!(devices.knows(owner, &device).await? && !devices.knows(other, &device).await?);
    assert!(devices.remember(&mut connection, owner, Some(&device)).await?.is_none(), "it is known already");
    let others = devices.remember(&mut connection, other, Some(&device)).await?;
    assert!(others.is_some_and(|others| others.hash() != device.hash()), "another account gets a secret of its own");
    devices.forget(&mut connection, owner).await?;
    assert!(!devices.knows(owner, &device).await?);
    Ok(())
}

#[tokio::test]
async fn a_one_time_code_counts_once_also_in_many_browsers_at_once() -> Result<()> {
    let site = Site::new().await?;
    let (codes, account) = (site.codes(), site.account().await?);
    let mut connection = site.database.owner().acquire().await?;
    let issued = codes.issue(&mut connection, account, SignedDuration::from_hours(72)).await?;
    let code = OneTime::read(&issued.text.to_lowercase().replace('-', " ")).unwrap();
    assert_eq!(codes.owner_of(&code).await?, Some(account));
    let spent = join_all((0..8).map(|_| async {
        let mut connection = site.database.owner().acquire().await.unwrap();
        codes.spend(&mut connection, account, &code).await.unwrap()
    }))
    .await;
    assert_eq!(spent.iter().filter(|spent| **spent).count(), 1);
    assert_eq!(codes.owner_of(&code).await?, None);
    Ok(())
}

#[tokio::test]
async fn a_new_code_takes_the_place_of_the_old_one_and_runs_out() -> Result<()> {
    let site = Site::new().await?;
    let (codes, account) = (site.codes(), site.account().await?);
    let mut connection = site.database.owner().acquire().await?;
    let valid = SignedDuration::from_hours(72);
    let old = codes.issue(&mut connection, account, valid).await?;
    let new = codes.issue(&mut connection, account, valid).await?;
    let (old, new) = (OneTime::read(&old.text).unwrap(), OneTime::read(&new.text).unwrap());
    assert_eq!((codes.owner_of(&old).await?, codes.owner_of(&new).await?), (None, Some(account)));
    site.pass(valid);
    assert_eq!(codes.owner_of(&new).await?, None);
    assert!(!codes.spend(&mut connection, account, &new).await?);
    Ok(())
}
