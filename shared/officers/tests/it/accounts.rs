//! Administrators and the operator make accounts, change them, close them and let them begin anew.

use anyhow::{Context as _, Result};
use domain::Desk;
use officers::{AccountRefusal, Activated, By, Role};

use crate::{AYU, BUDI, CITRA, OPERATOR, Site};

/// Only a newer version makes such an account. This one would take from it what it does not know, and an administrator
/// of the other desks could change it.
#[tokio::test]
async fn an_account_with_a_role_or_desk_that_this_version_does_not_know_is_not_touched() -> Result<()> {
    for (column, change) in [
        ("roles", "UPDATE desk.officers SET roles = '{officer,sovereign}'"),
        ("desks", "UPDATE desk.officers SET desks = desks || '{moon}'"),
    ] {
        let site = Site::new().await?;
        let ayu = site.person(AYU, &[Role::Officer]).await?;
        site.database.execute("ALTER TABLE desk.officers DROP CONSTRAINT officers_roles_check").await?;
        site.database.execute(change).await?;
        let told = format!("desk.officers.{column} of {} holds a value that this version does not know", ayu.id);
        let (entered, read, changed) = (
            site.officer(&ayu).await.err(),
            site.officers.accounts(OPERATOR).await.err().map(anyhow::Error::from),
            site.officers.change_rights(OPERATOR, ayu.id, &[Role::Auditor], &Desk::ALL).await.err().map(Into::into),
        );
        for refused in [entered, read, changed] {
            let refused = format!("{:#}", refused.context("an account is read that this version does not know")?);
            assert!(refused.contains(&told), "{refused}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_closed_account_is_out_at_once() -> Result<()> {
    let site = Site::new().await?;
    let ayu = site.person(AYU, &[Role::Officer]).await?;
    site.officers.disable(OPERATOR, ayu.id).await?;
    assert!(site.officers.signed_in(&ayu.entered.session).await?.is_none());
    Ok(())
}

#[tokio::test]
async fn a_reset_by_one_administrator_still_asks_for_the_phone() -> Result<()> {
    let site = Site::new().await?;
    let (ayu, budi) = (site.person(AYU, &[Role::Officer]).await?, site.person(BUDI, &[Role::Administrator]).await?);
    let administrator = site.officer(&budi).await?;
    let code = site.officers.reset(By::Administrator(&administrator), ayu.id).await?.text;
    assert!(site.officers.signed_in(&ayu.entered.session).await?.is_none(), "all sessions ended");
    assert_eq!(site.choose(&code, "000 000").await?, Activated::WrongProof);
    assert_eq!(site.choose(&code, &ayu.phone.code(site.clock.now())).await?, Activated::Yes);
    Ok(())
}

#[tokio::test]
async fn the_phone_goes_only_when_two_administrators_say_so() -> Result<()> {
    let site = Site::new().await?;
    let ayu = site.person(AYU, &[Role::Officer]).await?;
    let (budi, citra) =
        (site.person(BUDI, &[Role::Administrator]).await?, site.person(CITRA, &[Role::Administrator]).await?);
    let (budi, citra) = (site.officer(&budi).await?, site.officer(&citra).await?);
    site.officers.ask_reset(&budi, ayu.id).await?;
    assert!(matches!(site.officers.confirm_reset(&budi, ayu.id).await, Err(AccountRefusal::NotAsked)));
    let code = site.officers.confirm_reset(&citra, ayu.id).await?.text;
    assert_eq!(site.choose(&code, "").await?, Activated::Yes, "no phone is asked for");
    Ok(())
}

#[tokio::test]
async fn the_last_administrator_stays_one() -> Result<()> {
    let site = Site::new().await?;
    let budi = site.person(BUDI, &[Role::Administrator]).await?;
    let closed = site.officers.disable(OPERATOR, budi.id).await;
    assert!(matches!(closed, Err(AccountRefusal::LastAdministrator)));
    Ok(())
}
