//! The operator's commands on a running system: routes, tokens, dead letters, rotation, erasing.

use std::time::Duration;

use anyhow::{Context, Result};
use domain::Desk;
use testing::{Layout, Person, System, eventually};

const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_sends_a_region_to_another_desk_until_it_is_removed() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    system.operate(&["routes", "add", "--form", "24", "--region", "3174", "--desk", "bkn.accounts", "--note", "uji"])?;
    assert!(system.operate(&["routes", "list"])?.contains("bkn.accounts"));
    // The router follows within five seconds: the first ticket that arrives there shows it.
    eventually("the rule to be followed", PATIENCE, async || Ok((desk_of_a_new_ticket(&system).await? == "bkn.accounts").then_some(())))
        .await?;
    let id: i32 = sqlx::query_scalar("SELECT id FROM routing.rules").fetch_one(system.database.owner()).await?;
    system.operate(&["routes", "remove", &id.to_string()])?;
    eventually("the catalogue's desk again", PATIENCE, async || {
        Ok((desk_of_a_new_ticket(&system).await? == "bkn.data-fixes").then_some(()))
    })
    .await?;
    assert!(system.operate(&["routes", "remove", "999"]).is_err());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_ticket_is_gone_for_applicant_desk_and_bucket() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let (number, person) = file(&system, "status-bukan-pns", 40_001).await?;
    at_its_desk(&system, &number, &person).await?;
    let key: String = sqlx::query_scalar("SELECT object_key FROM intake.tickets").fetch_one(system.database.owner()).await?;
    assert!(system.bucket.store()?.get_range(&key, 0, 8).await.is_ok());
    assert!(system.operate(&["erase", &number]).is_err(), "not without --yes");
    let clusters =
        async || anyhow::Ok(sqlx::query_scalar::<_, i64>("SELECT count(*) FROM desk.clusters").fetch_one(system.database.owner()).await?);
    eventually("the ticket in its cluster", PATIENCE, async || Ok((clusters().await? == 1).then_some(()))).await?;

    system.operate(&["erase", &number, "--yes"])?;
    assert_eq!(system.api().lookup(&number, &person.nik).await?.status, 404);
    let read = system.api().desk_get(system.desk_token(Desk::BknDataFixes), &format!("/api/v1/tickets/{number}")).await?;
    assert_eq!(read.status, 410);
    assert!(system.bucket.store()?.get_range(&key, 0, 8).await.is_err(), "the sealed documents are deleted");
    let region: String = sqlx::query_scalar("SELECT region FROM desk.cases").fetch_one(system.database.owner()).await?;
    assert_eq!(region, "000000", "nor does the case tell where the person comes from");
    assert_eq!(clusters().await?, 0, "nothing is left of what it had in common with others");
    system.operate(&["erase", &number, "--yes"]).context("erasing again is harmless")?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_nobody_can_read_is_parked_shown_and_driven_home() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    system.broker.publish("helpdesk.submissions", "submitted.66", b"{\"not\": \"a ticket\"}").await?;
    eventually("the message to be parked", PATIENCE, async || {
        Ok((system.broker.depth("dead.router.submissions").await? == 1).then_some(()))
    })
    .await?;
    let listed = system.operate(&["dead-letters", "list"])?;
    assert!(listed.lines().any(|line| line.contains("router.submissions") && line.contains('1')), "{listed}");
    let shown = system.operate(&["dead-letters", "show", "router.submissions"])?;
    assert!(shown.contains("not"), "{shown}");
    system.operate(&["dead-letters", "redrive", "router.submissions"])?;
    // It is as unreadable as before, so it must come back: this is what shows that it went home.
    eventually("the message to be parked again", PATIENCE, async || {
        Ok((system.broker.depth("dead.router.submissions").await? == 1).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_token_is_refused_within_seconds() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    file(&system, "pengaduan-instansi", 40_003).await?;
    assert!(system.operate(&["token", "list"])?.contains("uji"));
    system.operate(&["token", "revoke", "uji"])?;
    let person = Person::new(40_004);
    eventually("the token to be refused", PATIENCE, async || {
        let status = system.api().submit("pengaduan-instansi", &person.submission("pengaduan-instansi", 0), None).await?.status;
        Ok([401, 403].contains(&status.as_u16()).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_checked_all_at_once_and_secrets_never_shown() -> Result<()> {
    let mut system = System::start(Layout::AllInOne).await?;
    let report = system.operate(&["check-config"])?;
    assert!(report.contains("S3_BUCKET") && report.contains(system.bucket.name()));
    let secret = testing::Environment::of_test_servers()?.get("S3_SECRET_ACCESS_KEY")?.to_owned();
    assert!(!report.contains(&secret), "a secret is shown");
    system.set("S3_BUCKET", "");
    system.set("VAULT_KEYS", "rahasia-yang-salah");
    let refused = system.operate(&["check-config"]).err().context("wrong settings are refused")?.to_string();
    assert!(refused.contains("S3_BUCKET") && refused.contains("VAULT_KEYS"), "{refused}");
    assert!(!refused.contains("rahasia-yang-salah"));
    Ok(())
}

/// Files form 24 from region 3174 and says at which desk it arrived.
async fn desk_of_a_new_ticket(system: &System) -> Result<String> {
    let at: i64 = sqlx::query_scalar("SELECT count(*) FROM intake.tickets").fetch_one(system.database.owner()).await?;
    let (number, person) = file(system, "cek-eks-thk2", 1_000 + u64::try_from(at)?).await?;
    at_its_desk(system, &number, &person).await?;
    Ok(sqlx::query_scalar("SELECT desk FROM desk.cases WHERE ticket_number = $1").bind(number).fetch_one(system.database.owner()).await?)
}

async fn file(system: &System, slug: &str, seed: u64) -> Result<(String, Person)> {
    let person = Person::new(seed);
    let filed = system.api().submit(slug, &person.submission(slug, 20_000), None).await?;
    assert_eq!(filed.status, 201, "{}", String::from_utf8_lossy(&filed.body));
    Ok((filed.json()?["ticket_number"].as_str().context("a number")?.to_owned(), person))
}

async fn at_its_desk(system: &System, number: &str, person: &Person) -> Result<()> {
    eventually("the ticket at its desk", PATIENCE, async || {
        Ok(system.api().found(number, &person.nik).await?.filter(|lookup| lookup.stage == "received").map(drop))
    })
    .await
}
