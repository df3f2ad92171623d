//! Nobody waits for somebody who waits for them, and looking at a page changes nothing.

use anyhow::Result;
use http::StatusCode;
use testing::eventually;

use crate::files::letter;
use crate::filling::{BIODATA, OVERVIEW, SELECTION};
use crate::site::{DOCUMENTS, PATIENCE, Site};

const LETTER: &str = "application_letter";
const POSITION: [(&str, &str); 3] = [("page", "1"), ("position", "bottom-right"), ("signed", "yes")];

#[tokio::test]
async fn whoever_waits_for_an_account_does_not_hold_its_registration() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.upload(&siti, LETTER, &letter(1)).await?.assert_kept(LETTER);
    // Somebody who removes the account has it first, and needs the registration then.
    let mut removal = site.database.owner().begin().await?;
    let account = "SELECT FROM accounts.accounts WHERE id = $1 FOR NO KEY UPDATE";
    sqlx::query(account).bind(siti.account).execute(&mut *removal).await?;
    let path = format!("{DOCUMENTS}/{LETTER}/e-meterai");
    let removing = async {
        let waiting = "SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let waits = async || Ok((site.database.count(waiting).await? > 0).then_some(()));
        eventually("the stamping waits for the account", PATIENCE, waits).await?;
        let registration = "SELECT FROM registration.registrations WHERE account_id = $1 FOR UPDATE NOWAIT";
        let held = sqlx::query(registration).bind(siti.account).execute(&mut *removal).await;
        removal.commit().await?;
        anyhow::Ok(held)
    };
    let (stamped, held) = tokio::join!(site.send(&siti, &path, &POSITION), removing);
    held??;
    stamped?.assert_kept(LETTER);
    Ok(())
}

#[tokio::test]
async fn a_look_at_the_steps_begins_nothing_and_writes_nothing() -> Result<()> {
    let site = Site::open().await?;
    let newcomer = site.newcomer().await?;
    assert_eq!(site.get(Some(&newcomer), BIODATA).await?.status, StatusCode::OK);
    for path in [OVERVIEW, SELECTION, DOCUMENTS] {
        site.get(Some(&newcomer), path).await?;
    }
    assert_eq!(site.database.count("SELECT count(*) FROM registration.registrations").await?, 0);
    let siti = site.person().await?;
    site.database.execute("UPDATE registration.registrations SET step = 5").await?;
    site.get(Some(&siti), DOCUMENTS).await?.assert_told(StatusCode::OK, "Melengkapi Dokumen");
    let written = "SELECT count(*) FROM registration.registrations WHERE step <> 5";
    assert_eq!(site.database.count(written).await?, 0, "only a change of the documents does");
    site.upload(&siti, LETTER, &letter(1)).await?.assert_kept(LETTER);
    assert_eq!(site.database.count(written).await?, 1);
    Ok(())
}
