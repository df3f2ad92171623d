//! SIGTERM on the real binaries: they finish what they began, lose nothing accepted, and report it in the exit code.

use std::time::Duration;

use anyhow::{Context, Result};
use testing::{Client, Layout, Person, System, eventually};

#[tokio::test(flavor = "multi_thread")]
async fn a_process_asked_to_stop_finishes_its_requests_and_ends_well() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let api = system.api();
    let mut filing = tokio::task::JoinSet::new();
    for seed in 0..24 {
        let api = api.clone();
        filing.spawn(async move {
            let person = Person::new(20_000 + seed);
            let body = person.submission("status-bukan-pns", 60_000);
            (person, api.submit("status-bukan-pns", &body, None).await)
        });
    }
    // The system has accepted some submissions and others are on their way when the signal comes.
    eventually("a first ticket", Duration::from_secs(20), async || {
        let tickets: i64 =
            sqlx::query_scalar("SELECT count(*) FROM intake.tickets").fetch_one(system.database.owner()).await?;
        Ok((tickets > 0).then_some(()))
    })
    .await?;
    system.ask_to_stop("helpdesk")?;
    let mut accepted = Vec::new();
    while let Some(filed) = filing.join_next().await {
        // A connection that the service refuses after the drain began carries no submission. A 5xx other than 503 would
        // be a defect.
        if let (person, Ok(response)) = filed? {
            assert!([201, 503].contains(&response.status.as_u16()), "{}", response.status);
            if response.status == 201 {
                accepted.push((person, response.json()?["ticket_number"].as_str().context("a number")?.to_owned()));
            }
        }
    }
    let status = system.ended("helpdesk").await?;
    assert!(status.success(), "ended with {status}");
    assert!(!accepted.is_empty());
    assert!(
        Client::default().get(&format!("{}/livez", system.admin_url("helpdesk"))).await.is_err(),
        "its ports are closed"
    );

    system.launch("helpdesk")?;
    system.ready("helpdesk").await?;
    for (person, number) in accepted {
        eventually(&format!("ticket {number} at its desk"), Duration::from_secs(30), async || {
            Ok(api.found(&number, &person.nik).await?.filter(|lookup| lookup.stage == "received"))
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_separate_process_ends_well_on_sigterm() -> Result<()> {
    let system = System::start(Layout::Separate).await?;
    for name in Layout::Separate.processes() {
        system.ask_to_stop(name)?;
        assert!(system.ended(name).await?.success(), "{name}");
    }
    Ok(())
}
