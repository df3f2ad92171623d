//! Accepted tickets whose message was lost before the router noted a desk.

use std::time::Duration;

use anyhow::Result;
use database::Pool;
use intake::{list_unrouted, send_unrouted};
use jiff::{SignedDuration, Timestamp};
use queue::ResendPolicy;
use runtime::Clock;
use serde_json::Value;
use testing::Person;
use uuid::Uuid;

use crate::service::{Service, ticket_number};

const FORM: &str = "pengaduan-instansi";

/// What the sweep does, with intake's own rights.
struct Sweep {
    pool: Pool,
    now: Timestamp,
    policy: ResendPolicy,
}

impl Sweep {
    async fn of(service: &Service) -> Result<Self> {
        let pool = Pool::connect(&service.database.service_url("INTAKE")?).await?;
        Ok(Self { pool, now: Clock::system().now(), policy: ResendPolicy::new(Duration::from_mins(3)) })
    }

    /// How many are sent again so many minutes after the last call.
    async fn after_minutes(&mut self, minutes: i64) -> Result<usize> {
        self.now += SignedDuration::from_mins(minutes);
        list_unrouted(&self.pool, self.now, self.policy).await?;
        Ok(send_unrouted(&self.pool, self.now, self.policy, false).await?.0)
    }
}

#[tokio::test]
async fn a_ticket_without_a_dispatch_is_announced_again_as_it_was_at_first() -> Result<()> {
    let service = Service::start().await?;
    file(&service, 1).await?;
    let announced = outbox(&service).await?;
    let mut sweep = Sweep::of(&service).await?;
    lose_the_message(&service).await?;
    assert_eq!(sweep.after_minutes(1).await?, 0, "it may still be on its way");
    assert_eq!(sweep.after_minutes(3).await?, 1);
    assert_eq!(
        outbox(&service).await?,
        announced,
        "the same message under the same id, so that a slow one counts once"
    );
    Ok(())
}

#[tokio::test]
async fn each_time_a_ticket_waits_twice_as_long_to_be_sent_again() -> Result<()> {
    let service = Service::start().await?;
    file(&service, 1).await?;
    let mut sweep = Sweep::of(&service).await?;
    let mut sent_at = Vec::new();
    for minute in 0..60 {
        lose_the_message(&service).await?;
        if sweep.after_minutes(1).await? > 0 {
            sent_at.push(minute);
        }
    }
    assert_eq!(sent_at.len(), 4, "after 3, 9, 21 and 45 minutes: {sent_at:?}");
    Ok(())
}

#[tokio::test]
async fn what_is_in_the_outbox_or_routed_or_erased_is_left_alone() -> Result<()> {
    let service = Service::start().await?;
    let (owner, mut sweep) = (service.database.owner(), Sweep::of(&service).await?);
    let (waiting, routed, erased) = (file(&service, 1).await?, file(&service, 2).await?, file(&service, 3).await?);
    assert_eq!(sweep.after_minutes(4).await?, 0, "the relay still has them");
    assert_eq!(service.count("unrouted").await?, 3, "but it is told how many wait");
    sqlx::query("DELETE FROM intake.outbox WHERE body->>'ticket_number' <> $1").bind(&waiting).execute(owner).await?;
    sqlx::query(
        "INSERT INTO routing.dispatches (event_id, ticket_number, desk) VALUES (gen_random_uuid(), $1, \
        'instansi.complaints')",
    )
    .bind(&routed)
    .execute(owner)
    .await?;
    sqlx::query("UPDATE intake.tickets SET erased_at = now(), content = NULL WHERE number = $1")
        .bind(&erased)
        .execute(owner)
        .await?;
    assert_eq!(sweep.after_minutes(10).await?, 0);
    assert_eq!(service.count("unrouted").await?, 1);
    lose_the_message(&service).await?;
    assert_eq!(sweep.after_minutes(10).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_message_that_the_operator_has_comes_again_only_a_day_later() -> Result<()> {
    let service = Service::start().await?;
    file(&service, 1).await?;
    lose_the_message(&service).await?;
    sqlx::query(
        "INSERT INTO routing.inbox (event_id, queue, attempts) SELECT id, 'router.submissions', 6 FROM intake.tickets",
    )
    .execute(service.database.owner())
    .await?;
    let mut sweep = Sweep::of(&service).await?;
    assert_eq!(sweep.after_minutes(60).await?, 0);
    assert_eq!(sweep.after_minutes(22 * 60).await?, 0);
    assert_eq!(sweep.after_minutes(2 * 60).await?, 1, "should the parking queue have been lost, it is back there");
    Ok(())
}

#[tokio::test]
async fn of_several_processes_at_once_each_ticket_is_sent_again_by_one() -> Result<()> {
    let service = Service::start().await?;
    for seed in 1..=30 {
        file(&service, seed).await?;
    }
    lose_the_message(&service).await?;
    let sweep = Sweep::of(&service).await?;
    let now = sweep.now + SignedDuration::from_mins(4);
    let rounds = (0..4).map(|_| async {
        list_unrouted(&sweep.pool, now, sweep.policy).await?;
        anyhow::Ok(send_unrouted(&sweep.pool, now, sweep.policy, false).await?.0)
    });
    let sent: usize = futures_util::future::try_join_all(rounds).await?.into_iter().sum();
    assert_eq!((sent, service.count("outbox").await?), (30, 30));
    Ok(())
}

#[tokio::test]
async fn a_ticket_that_became_visible_long_after_its_time_is_found_within_a_day() -> Result<()> {
    let service = Service::start().await?;
    let mut sweep = Sweep::of(&service).await?;
    file(&service, 1).await?;
    lose_the_message(&service).await?;
    sqlx::query("UPDATE intake.tickets SET erased_at = now()").execute(service.database.owner()).await?;
    assert_eq!(sweep.after_minutes(60).await?, 0);
    sqlx::query("UPDATE intake.tickets SET erased_at = NULL").execute(service.database.owner()).await?;
    assert_eq!(sweep.after_minutes(60).await?, 0, "its time was looked at");
    let watch = database::Watch::new(sweep.pool.clone(), database::Schema::Intake);
    let from = watch.begin(sweep.now, Duration::from_secs(1)).await?.expect("nobody looked");
    assert!(
        sweep.now.duration_since(from) > SignedDuration::from_hours(48),
        "once a day a look begins days ago: {from}"
    );
    assert_eq!(watch.begin(sweep.now, Duration::from_secs(1)).await?, None, "of several processes one looks");
    assert_eq!(sweep.after_minutes(1).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_ticket_whose_row_cannot_be_read_stays_on_the_list_and_stops_no_other() -> Result<()> {
    let service = Service::start().await?;
    let (damaged, whole) = (file(&service, 1).await?, file(&service, 2).await?);
    lose_the_message(&service).await?;
    sqlx::query("UPDATE intake.tickets SET number = 'rusak' WHERE number = $1")
        .bind(&damaged)
        .execute(service.database.owner())
        .await?;
    let mut sweep = Sweep::of(&service).await?;
    assert_eq!(sweep.after_minutes(4).await?, 1);
    let numbers: Vec<String> =
        outbox(&service).await?.iter().map(|(_, _, _, body)| body["ticket_number"].to_string()).collect();
    assert_eq!(numbers, [format!("\"{whole}\"")]);
    let listed: Vec<String> =
        sqlx::query_scalar("SELECT ticket_number FROM intake.unrouted ORDER BY ticket_number DESC")
            .fetch_all(service.database.owner())
            .await?;
    assert_eq!(listed, ["rusak", whole.as_str()], "the operator sees both");
    Ok(())
}

async fn file(service: &Service, seed: u64) -> Result<String> {
    Ok(ticket_number(&service.api.submit(FORM, &Person::new(seed).submission(FORM, 0), None).await?))
}

/// As a queue does that is deleted with what is in it.
async fn lose_the_message(service: &Service) -> Result<()> {
    sqlx::query("DELETE FROM intake.outbox").execute(service.database.owner()).await?;
    Ok(())
}

async fn outbox(service: &Service) -> Result<Vec<(Uuid, String, String, Value)>> {
    Ok(sqlx::query_as("SELECT event_id, exchange, routing_key, body FROM intake.outbox")
        .fetch_all(service.database.owner())
        .await?)
}
