//! The way of submissions through the running router.

use std::collections::BTreeSet;

use anyhow::Result;
use domain::Desk;
use messages::TicketRouted;
use messages::topology::{ROUTER_SUBMISSIONS, dead_queue};
use testing::eventually;
use uuid::Uuid;

use crate::site::{PATIENCE, Site, TRACE};

#[tokio::test]
async fn a_submission_arrives_at_its_forms_desk_under_the_same_id_and_trace() -> Result<()> {
    let site = Site::new().await?;
    let submission = site.submission("66", "317403", 1);
    site.submit(std::slice::from_ref(&submission)).await?;

    let router = site.router().await?;
    let dispatches = site.dispatches(1).await?;
    router.stop().await?;

    assert_eq!(dispatches, [(submission.event_id, "662026112100000018".to_owned(), "bkn.data-fixes".to_owned(), None)]);
    assert_eq!(site.done().await?, 1);
    let taken = site.take_from(Desk::BknDataFixes).await?;
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].routed, TicketRouted::from_submission(&submission, Desk::BknDataFixes));
    assert_eq!(taken[0].message_id, submission.event_id.to_string());
    assert_eq!(taken[0].traceparent.as_deref().and_then(|traceparent| traceparent.split('-').nth(1)), Some(TRACE));
    assert_eq!(site.broker.depth(ROUTER_SUBMISSIONS).await?, 0);
    Ok(())
}

#[tokio::test]
async fn rules_override_the_catalogue() -> Result<()> {
    let site = Site::new().await?;
    let owner = site.database.owner();
    let form = router::operator::rules::add(owner, Some("67".parse()?), None, Desk::BknAccounts, "").await?;
    let both =
        router::operator::rules::add(owner, Some("67".parse()?), Some("3174"), Desk::InstansiComplaints, "").await?;
    let submissions = [
        site.submission("67", "317403", 1),
        site.submission("67", "110101", 2),
        site.submission("70", "317403", 3),
        site.submission("20", "317403", 4),
    ];
    site.submit(&submissions).await?;

    let router = site.router().await?;
    let dispatches = site.dispatches(4).await?;
    router.stop().await?;

    let decided: Vec<(&str, &str, Option<i32>)> =
        dispatches.iter().map(|(_, number, desk, rule)| (number.as_str(), desk.as_str(), *rule)).collect();
    assert_eq!(
        decided,
        [
            ("202026112100000047", "kemendikbud.teacher-data", None),
            ("672026112100000013", "instansi.complaints", Some(both)),
            ("672026112100000021", "bkn.accounts", Some(form)),
            ("702026112100000038", "instansi.complaints", None),
        ]
    );
    assert_eq!(site.take_from(Desk::BknAccounts).await?.len(), 1);
    assert_eq!(site.take_from(Desk::InstansiComplaints).await?.len(), 2);
    assert_eq!(site.take_from(Desk::KemendikbudTeacherData).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn submissions_that_come_twice_are_routed_once() -> Result<()> {
    let site = Site::new().await?;
    let once: Vec<_> = (1..=300).map(|sequence| site.submission("66", "317403", sequence)).collect();
    let twice: Vec<_> = once.iter().flat_map(|submission| [submission.clone(), submission.clone()]).collect();
    site.submit(&twice).await?;
    site.submit(&once).await?;

    let router = site.router().await?;
    site.dispatches(300).await?;
    let emptied = async || Ok((site.broker.depth(ROUTER_SUBMISSIONS).await? == 0).then_some(()));
    eventually("the queue to be empty", PATIENCE, emptied).await?;
    router.stop().await?;

    let taken = site.take_from(Desk::BknDataFixes).await?;
    let ids: BTreeSet<Uuid> = taken.iter().map(|message| message.routed.event_id).collect();
    assert_eq!((taken.len(), ids.len()), (300, 300));
    assert_eq!(site.recorded().await?.len(), 300);
    assert_eq!(site.broker.depth(ROUTER_SUBMISSIONS).await?, 0);
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_routed_is_parked_and_holds_nothing_up() -> Result<()> {
    let site = Site::new().await?;
    let mut other_version = site.submission("66", "317403", 1);
    other_version.version = 99;
    let without_desk = site.submission("04", "317403", 2);
    site.submit(&[other_version, without_desk, site.submission("66", "317403", 3)]).await?;

    let router = site.router().await?;
    let dispatches = site.dispatches(1).await?;
    let parked = async || Ok((site.broker.depth(&dead_queue(ROUTER_SUBMISSIONS)).await? == 2).then_some(()));
    eventually("two parked messages", PATIENCE, parked).await?;
    router.stop().await?;

    assert_eq!(dispatches[0].1, "662026112100000039");
    Ok(())
}
