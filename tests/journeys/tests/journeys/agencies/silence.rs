//! What tells an agency that is silent from one that has nothing to do.

use anyhow::{Context as _, Result, ensure};
use testing::{Layout, System, eventually};

use super::{DESK, file};
use crate::agency::{Agency, PATIENCE, reply};
use crate::measured::{metrics, value};

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_an_agency_is_counted_and_only_its_own_signs_of_life_are() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let agency = Agency::serving(&system, DESK).await?;
    let other = Agency::add(&system, DESK)?;
    for seed in 78_001..78_003 {
        file(&system.api(), seed).await?;
    }
    waiting(&system, &agency, 2.0).await?;
    ensure!(last_seen(&system, &agency).await?.is_none(), "it has said nothing yet");
    let (_connection, channel) = agency.connect().await?;
    let number = agency.next_ticket(&channel, DESK).await?;
    ensure!(last_seen(&system, &agency).await?.is_none(), "nobody here sees what an agency takes");

    // Either of the two is a sign of life, and tells nothing of another agency.
    let read = system.api().desk_get(agency.token(), &format!("/api/v1/tickets/{number}")).await?;
    ensure!(read.status == 200, "{}", read.status);
    last_seen(&system, &agency).await?.context("seen by a request")?;
    ensure!(last_seen(&system, &other).await?.is_none(), "the other one was not seen");
    let (_connection, channel) = other.connect().await?;
    other.report(&channel, &reply("case.received", &number)).await?;
    eventually("the other one to be seen by a report", PATIENCE, async || last_seen(&system, &other).await).await?;

    waiting(&system, &agency, 1.0).await?;
    system.operate(&["desk", "served-by", DESK.as_str(), "here"])?;
    waiting(&system, &agency, 0.0).await
}

async fn waiting(system: &System, agency: &Agency, messages: f64) -> Result<()> {
    let series = format!("agency_queue_messages{{agency=\"{}\"}}", agency.name);
    eventually(&format!("{messages} messages to wait for the agency"), PATIENCE, async || {
        let counted = value(&metrics(system, "helpdesk").await?, &series);
        Ok(counted.filter(|counted| counted.to_bits() == messages.to_bits()))
    })
    .await
    .map(drop)
}

async fn last_seen(system: &System, agency: &Agency) -> Result<Option<f64>> {
    let series = format!("agency_last_seen_timestamp_seconds{{agency=\"{}\"}}", agency.name);
    Ok(value(&metrics(system, "helpdesk").await?, &series))
}
