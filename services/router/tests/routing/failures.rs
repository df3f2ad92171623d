//! What happens between two steps: nothing is acknowledged too early, and nothing is recorded twice.

use std::time::Duration;

use anyhow::Result;
use database::Pool;
use domain::Desk;
use queue::{AmqpConfig, Handler, Outcome, Publisher};
use router::Route;
use runtime::{Clock, Settings};
use tokio::time::timeout;

use crate::site::{Site, incoming};

#[tokio::test]
async fn a_redelivery_after_the_publish_but_before_the_record_has_one_dispatch() -> Result<()> {
    let site = Site::new().await?;
    let (publisher, process) = site.publisher("router").await?;
    let route = Route::new(site.pool()?, publisher, site.clock.clone());
    let batch = site.incoming(&[site.submission("66", "317403", 1), site.submission("66", "317403", 2)]).await?;
    let owner = site.database.owner();

    // The record fails after the broker has confirmed, as if the process had died there.
    sqlx::query("REVOKE INSERT ON routing.dispatches FROM helpdesk_router").execute(owner).await?;
    assert_eq!(route.handle(batch.clone()).await, [Outcome::Retry("not_recorded"), Outcome::Retry("not_recorded")]);
    assert_eq!((site.recorded().await?.len(), site.done().await?), (0, 0));

    sqlx::query("GRANT INSERT ON routing.dispatches TO helpdesk_router").execute(owner).await?;
    assert_eq!(route.handle(batch.clone()).await, [Outcome::Done, Outcome::Done]);
    assert_eq!(route.handle(batch.clone()).await, [Outcome::Done, Outcome::Done]);
    process.stop().await?;

    assert_eq!((site.recorded().await?.len(), site.done().await?), (2, 2));
    let mut ids: Vec<_> =
        site.take_from(Desk::BknDataFixes).await?.iter().map(|message| message.routed.event_id).collect();
    assert_eq!(ids.len(), 6);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 2, "every copy carries the submission's own id");
    Ok(())
}

#[tokio::test]
async fn what_the_broker_did_not_confirm_is_not_recorded() -> Result<()> {
    let site = Site::new().await?;
    let route = Route::new(site.pool()?, publisher_without_connection(&site.clock), site.clock.clone());
    let batch = site.incoming(&[site.submission("66", "317403", 1)]).await?;

    assert_eq!(route.handle(batch).await, [Outcome::Unavailable("not_confirmed")]);
    assert_eq!((site.recorded().await?.len(), site.done().await?), (0, 0));
    Ok(())
}

#[tokio::test]
async fn each_message_of_a_batch_has_its_own_outcome() -> Result<()> {
    let site = Site::new().await?;
    let (publisher, process) = site.publisher("router").await?;
    let route = Route::new(site.pool()?, publisher, site.clock.clone());
    let mut batch = site.incoming(&[site.submission("04", "317403", 1), site.submission("66", "317403", 2)]).await?;
    batch.push(incoming(site.clock.new_id(), br#"{"version":1}"#.to_vec()));
    batch.push(incoming(site.clock.new_id(), serde_json::to_vec(&site.submission("66", "317403", 3))?));

    let outcomes = route.handle(batch).await;
    process.stop().await?;

    assert_eq!(
        outcomes,
        [Outcome::Park("no_desk"), Outcome::Done, Outcome::Park("malformed"), Outcome::Park("other_event_id")]
    );
    assert_eq!(site.recorded().await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn while_the_database_is_away_a_batch_is_tried_again_for_a_bounded_time_and_then_handed_back() -> Result<()> {
    let clock = Clock::system();
    let pool = Pool::connect_lazy("postgres://nobody@127.0.0.1:1/nowhere")?;
    pool.close().await;
    let route = Route::new(pool, publisher_without_connection(&clock), clock.clone());

    let outcomes =
        timeout(Duration::from_mins(1), route.handle(vec![incoming(clock.new_id(), b"{}".to_vec())])).await?;

    assert_eq!(outcomes, [Outcome::Unavailable("rules_unavailable")]);
    Ok(())
}

/// A publisher whose connection nobody keeps.
fn publisher_without_connection(clock: &Clock) -> Publisher {
    let mut settings = Settings::from_pairs([("AMQP_URL".to_owned(), "amqp://127.0.0.1:1".to_owned())]);
    Publisher::start(AmqpConfig::read(&mut settings, "router"), clock.clone()).0
}
