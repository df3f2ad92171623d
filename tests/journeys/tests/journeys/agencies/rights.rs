//! What an agency may read and write, under which name, and with which credentials.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use domain::Desk;
use lapin::options::{BasicGetOptions, QueueDeclareOptions};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel};
use testing::{Layout, System, eventually};

use super::{DESK, file, id_of, reached, stage};
use crate::agency::{Agency, PATIENCE, publish, publish_to, reply};

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_reads_and_writes_only_what_is_its_own() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let agency = Agency::add(&system, DESK)?;
    assert_eq!(
        consuming(&agency, "desk.instansi.complaints").await?,
        "refused",
        "before the operator gives it the queue"
    );
    agency.serve(&system, DESK).await?;
    assert_eq!(consuming(&agency, "desk.instansi.complaints").await?, "allowed");
    assert_eq!(consuming(&agency, &agency.rejected_queue()).await?, "allowed");
    let other = Agency::add(&system, Desk::BknAccounts)?;
    for queue in [
        "desk.bkn.accounts",
        "answer.replies",
        "dead.answer.replies",
        "router.submissions",
        &other.rejected_queue(),
        &other.reports_queue(),
    ] {
        assert_eq!(consuming(&agency, queue).await?, "refused", "{queue}");
    }
    let (_connection, channel) = agency.connect().await?;
    let declared =
        channel.queue_declare("agency.own".into(), QueueDeclareOptions::default(), FieldTable::default()).await;
    assert!(declared.is_err_and(|error| is_refused(&error)), "it declares nothing");
    let (_connection, channel) = agency.connect().await?;
    assert!(publish_elsewhere(&channel).await.is_err(), "it publishes nowhere else");
    for path in ["/api/v1/desks/bkn.accounts/tickets", "/api/v1/desks/bkn.data-fixes/tickets"] {
        assert_eq!(system.api().desk_get(agency.token(), path).await?.status, 404, "{path}");
    }
    assert_eq!(system.api().desk_get(agency.token(), "/api/v1/desks/instansi.complaints/tickets").await?.status, 200);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_sender_is_refused_by_the_broker() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let (agency, other) = (Agency::serving(&system, DESK).await?, Agency::add(&system, Desk::BknAccounts)?);
    let (number, person) = file(&system.api(), 70_101).await?;
    let (_connection, channel) = other.connect().await?;
    let body = reply("case.received", &number);
    let forged =
        publish(&channel, "case.received", agency.properties(&id_of(&body)), body.to_string().as_bytes()).await;
    assert!(forged.is_err(), "the broker checks user_id");
    let (_connection, channel) = other.connect().await?;
    other.report(&channel, &body).await?;
    assert_eq!(other.rejections(&channel, 1).await?, BTreeMap::from([(id_of(&body), "unknown_ticket".to_owned())]));
    assert_eq!(stage(&system, &number, &person).await?, "submitted");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_reports_with_its_own_name_and_opens_ten_connections_at_most() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let (agency, other) = (Agency::add(&system, DESK)?, Agency::add(&system, Desk::BknAccounts)?);
    let (connection, channel) = agency.connect().await?;
    let body = reply("case.received", "702026112199999");
    let (key, text) = (other.key("case.received"), body.to_string());
    let foreign = publish_to(&channel, "helpdesk.reports", &key, agency.properties(&id_of(&body)), text.as_bytes());
    let refused = foreign.await.err().context("another's queue is refused")?;
    assert!(
        refused.to_string().contains("ACCESS_REFUSED") || format!("{refused:?}").contains("ACCESS_REFUSED"),
        "{refused:?}"
    );
    connection.close(200, "seen".into()).await?;

    let mut open = Vec::new();
    let refused =
        eventually("the broker to refuse one more connection", PATIENCE, async || match agency.connect().await {
            Ok(one) => {
                open.push(one);
                ensure!(open.len() < 12, "{} connections are open", open.len());
                Ok(None)
            }
            Err(error) => Ok(Some(error)),
        })
        .await?;
    assert!((9..=11).contains(&open.len()), "{} and then {refused:#}", open.len());
    assert!(other.connect().await.is_ok(), "the limit is each agency's own");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_is_older_than_own_queues_works_on_until_the_shared_one_is_closed_to_it() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let agency = Agency::serving(&system, DESK).await?;
    let (number, person) = file(&system.api(), 70_951).await?;
    let (_connection, channel) = agency.connect().await?;
    agency.next_ticket(&channel, DESK).await?;
    let body = reply("case.received", &number);
    publish(&channel, "case.received", agency.properties(&id_of(&body)), body.to_string().as_bytes()).await?;
    reached(&system, &number, &person, "received").await?;

    system.operate(&["agency", "own-queue", &agency.name, "--only"])?;
    let (_connection, channel) = agency.connect().await?;
    let body = reply("case.processing", &number);
    assert!(
        publish(&channel, "case.processing", agency.properties(&id_of(&body)), body.to_string().as_bytes())
            .await
            .is_err()
    );
    let (_connection, channel) = agency.connect().await?;
    agency.report(&channel, &body).await?;
    reached(&system, &number, &person, "processing").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_are_shown_once_changed_and_taken_away() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let agency = Agency::serving(&system, DESK).await?;
    let listed = system.operate(&["agency", "list"])?;
    assert!(listed.contains(&agency.name) && listed.contains(DESK.as_str()));
    assert!(!listed.contains(agency.token()), "no secret in a list");
    assert!(system.operate(&["agency", "add", &agency.name, "--desk", "bkn.accounts"]).is_err(), "it exists");
    assert!(system.operate(&["desk", "served-by", "bkn.accounts", &agency.name]).is_err(), "not its desk");
    assert!(system.operate(&["agency", "remove", &agency.name]).is_err(), "it still serves a desk");

    system.operate(&["agency", "rotate", &agency.name])?;
    assert!(agency.connect().await.is_err(), "the old password");
    eventually("the old token to be refused", PATIENCE, async || {
        Ok((system.api().desk_get(agency.token(), "/api/v1/desks/instansi.complaints/tickets").await?.status == 401)
            .then_some(()))
    })
    .await?;
    system.operate(&["desk", "served-by", DESK.as_str(), "here"])?;
    system.operate(&["agency", "remove", &agency.name])?;
    assert!(system.broker.depth(&agency.rejected_queue()).await.is_err(), "its queue is gone");
    system.operate(&["agency", "remove", &agency.name])?;
    let back = system.operate(&["agency", "add", &agency.name, "--desk", "bkn.accounts"])?;
    assert!(back.contains("AGENCY_API_TOKEN=agency_"));
    system.operate(&["agency", "remove", &agency.name])?;
    Ok(())
}

/// Whether the broker refused because a right is missing (403).
fn is_refused(error: &lapin::Error) -> bool {
    error.to_string().contains("ACCESS_REFUSED")
}

/// Whether the agency may read a queue: `allowed` or `refused`.
async fn consuming(agency: &Agency, queue: &str) -> Result<&'static str> {
    let (connection, channel) = agency.connect().await?;
    let got = channel.basic_get(queue.into(), BasicGetOptions::default()).await;
    let verdict = match got {
        Ok(_) => "allowed",
        Err(error) if is_refused(&error) => "refused",
        Err(error) => return Err(error.into()),
    };
    connection.close(200, "seen".into()).await?;
    Ok(verdict)
}

#[expect(clippy::disallowed_methods, reason = "agencies publish with clients of their own")]
async fn publish_elsewhere(channel: &Channel) -> Result<()> {
    let options = lapin::options::BasicPublishOptions::default();
    channel
        .basic_publish("helpdesk.desks".into(), "bkn.accounts".into(), options, b"{}", BasicProperties::default())
        .await?
        .await?;
    Ok(())
}
