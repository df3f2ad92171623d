use std::time::Duration;

use database::{NewMessage, Outbox, Pool, Schema};
use messages::topology;
use queue::{Wake, relay};
use serde_json::json;
use uuid::Uuid;

use crate::counting::{Counting, done};
use crate::site::{DESK, Site, eventually, run};

#[tokio::test(flavor = "multi_thread")]
async fn every_outbox_row_reaches_its_queue_once_with_several_relays_at_work() {
    let site = Site::new().await;
    let (publisher, publishing) = site.publisher().await;
    let ids = write(&site, 1500, DESK.as_str()).await;
    let outbox = Outbox::new(site.pool.clone(), Schema::Desk);

    let wake = Wake::new();
    let relays = run((0..3).map(|_| relay(outbox.clone(), publisher.clone(), wake.clone())).collect());

    eventually("an empty outbox", async || outbox.backlog().await.unwrap().count == 0).await;
    assert_eq!(site.ready_in(topology::desk_queue(DESK)).await, u32::try_from(ids.len()).unwrap());
    relays.stop().await;
    publishing.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_no_queue_takes_stays_and_holds_up_nobody() {
    let site = Site::new().await;
    let (publisher, publishing) = site.publisher().await;
    let stuck = write(&site, 1, "no.such.desk").await[0];
    write(&site, 300, DESK.as_str()).await;
    let outbox = Outbox::new(site.pool.clone(), Schema::Desk);

    let relaying = run(vec![relay(outbox.clone(), publisher, Wake::new())]);

    eventually("one row to be left", async || outbox.backlog().await.unwrap().count == 1).await;
    assert_eq!(waiting(&site.pool).await, [stuck]);
    eventually("it to be told apart as resting", async || outbox.backlog().await.unwrap().resting == 1).await;
    assert_eq!(site.ready_in(topology::desk_queue(DESK)).await, 300);
    relaying.stop().await;
    publishing.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_a_broker_that_is_away_does_not_count_as_resting() {
    let site = Site::new().await;
    write(&site, 3, DESK.as_str()).await;
    let outbox = Outbox::new(site.pool.clone(), Schema::Desk);

    let claimed = outbox.claim(8, Duration::from_secs(15)).await.unwrap();
    let ids: Vec<Uuid> = claimed.iter().map(|row| row.event_id).collect();
    outbox.release(&ids, Duration::ZERO).await.unwrap();
    let waits = outbox.backlog().await.unwrap();
    assert_eq!((waits.count, waits.resting), (3, 0));

    outbox.rest(&ids[..1], Duration::ZERO).await.unwrap();
    outbox.rest(&ids[..1], Duration::ZERO).await.unwrap();
    assert_eq!(outbox.backlog().await.unwrap().resting, 1, "a message counts once, however often it was refused");
    outbox.sent(&ids[..1]).await.unwrap();
    let sent = outbox.backlog().await.unwrap();
    assert_eq!((sent.count, sent.resting), (2, 0), "and no more once the broker took it");
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ring_wakes_the_relay_and_the_message_arrives_with_its_trace() {
    let site = Site::new().await;
    let (publisher, publishing) = site.publisher().await;
    let wake = Wake::new();
    let relaying = run(vec![relay(Outbox::new(site.pool.clone(), Schema::Desk), publisher.clone(), wake.clone())]);
    let handler = Counting::answering(|message| {
        assert_eq!(message.traceparent.as_deref(), Some("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        done(message)
    });
    let (job, _probe) = queue::consumer(site.consume(), site.inbox(), publisher, handler.clone());
    let consuming = run(vec![job]);

    let id = write(&site, 1, DESK.as_str()).await[0];
    wake.wake();

    eventually("the message", async || handler.attempts_on(id) == [1]).await;
    consuming.stop().await;
    relaying.stop().await;
    assert!(site.inbox().begin("any", &[id]).await.unwrap()[0].done);
    publishing.stop().await;
    site.remove().await;
}

/// Writes outbox rows as a service does.
pub(crate) async fn write(site: &Site, count: usize, routing_key: &str) -> Vec<Uuid> {
    let messages: Vec<NewMessage> = (0..count)
        .map(|_| NewMessage {
            event_id: site.clock.new_id(),
            exchange: topology::DESKS,
            routing_key: routing_key.to_owned(),
            body: json!({ "version": 1 }),
            traceparent: Some("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".to_owned()),
        })
        .collect();
    Outbox::insert(&mut site.pool.acquire().await.unwrap(), Schema::Desk, &messages).await.unwrap();
    messages.into_iter().map(|message| message.event_id).collect()
}

pub(crate) async fn waiting(pool: &Pool) -> Vec<Uuid> {
    sqlx::query_scalar("SELECT event_id FROM desk.outbox").fetch_all(pool).await.unwrap()
}
