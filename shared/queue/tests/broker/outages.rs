use std::sync::atomic::{AtomicU32, Ordering};

use database::{Inbox, Outbox, Schema};
use messages::topology;
use queue::{Publisher, Wake, consumer, relay};

use crate::counting::{Counting, done};
use crate::passage::Passage;
use crate::relaying::write;
use crate::site::{DESK, Site, eventually, run};

#[tokio::test(flavor = "multi_thread")]
async fn rows_wait_untouched_while_the_broker_is_away_and_leave_when_it_is_back() {
    let site = Site::new().await;
    let mut way = Passage::to(site.broker_address()).await;
    let (publisher, publishing, probe) = Publisher::start(site.broker_as(None, Some(way.port)), site.clock.clone());
    let outbox = Outbox::new(site.pool.clone(), Schema::Desk);
    let wake = Wake::new();
    let process = run(vec![publishing, relay(outbox.clone(), publisher.clone(), wake.clone())]);

    write(&site, 20, DESK.as_str()).await;
    wake.wake();
    assert!(probe.check().await.is_err());
    let claimed: i64 =
        sqlx::query_scalar("SELECT count(*) FROM desk.outbox WHERE attempts > 0").fetch_one(&site.pool).await.unwrap();
    assert_eq!(claimed, 0, "without a broker nothing is claimed");

    way.open().await;
    eventually("an empty outbox", async || outbox.backlog().await.unwrap().count == 0).await;
    assert!(probe.check().await.is_ok());

    way.close().await;
    eventually("the loss to be seen", async || !publisher.is_available()).await;
    write(&site, 20, DESK.as_str()).await;
    wake.wake();
    way.open().await;
    eventually("an empty outbox again", async || outbox.backlog().await.unwrap().count == 0).await;

    process.stop().await;
    assert_eq!(site.ready_in(topology::desk_queue(DESK)).await, 40);
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_kept_through_a_database_outage_and_no_attempt_is_spent() {
    let site = Site::new().await;
    let mut way = Passage::to(site.database_address()).await;
    let (publisher, publishing) = site.publisher().await;
    let handler = Counting::answering(done);
    let inbox = Inbox::new(site.pool_at_port(way.port), Schema::Desk);
    let (job, probe) = consumer(site.consume(), inbox, publisher, handler.clone());
    let consuming = run(vec![job]);
    eventually("a consumer", async || probe.check().await.is_ok()).await;
    let id = site.publish_all(vec![site.message()]).await[0];
    eventually("the message in the consumer's hands", async || site.ready_in(topology::desk_queue(DESK)).await == 0)
        .await;
    assert!(handler.seen().is_empty());

    way.open().await;

    eventually("the message", async || handler.attempts_on(id) == [1]).await;
    consuming.stop().await;
    assert!(site.is_empty(topology::desk_queue(DESK)).await);
    publishing.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_tried_while_the_broker_takes_no_messages_and_what_fails_then_comes_again() {
    let site = Site::new().await;
    let mut way = Passage::to(site.broker_address()).await;
    let (publisher, publishing, _probe) = Publisher::start(site.broker_as(None, Some(way.port)), site.clock.clone());
    let handler = Counting::answering(|message| {
        if message.attempt == 1 { queue::Outcome::Retry("desk_away") } else { queue::Outcome::Done }
    });
    let (job, _probe) = consumer(site.consume(), site.inbox(), publisher, handler.clone());
    let process = run(vec![publishing, job]);
    let id = site.publish_all(vec![site.message()]).await[0];
    eventually("the consumer to have taken it", async || site.ready_in(topology::desk_queue(DESK)).await == 0).await;
    assert!(handler.attempts_on(id).is_empty());

    way.open().await;

    eventually("the second attempt", async || handler.attempts_on(id) == [1, 2]).await;
    process.stop().await;
    assert!(site.is_empty(topology::desk_queue(DESK)).await);
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_work_needs_may_be_away_and_no_attempt_is_spent_on_it() {
    static TIMES: AtomicU32 = AtomicU32::new(0);
    let site = Site::new().await;
    let (publisher, publishing) = site.publisher().await;
    let handler = Counting::answering(|_message| {
        if TIMES.fetch_add(1, Ordering::Relaxed) < 3 {
            queue::Outcome::Unavailable("desk_away")
        } else {
            queue::Outcome::Done
        }
    });
    let (job, _probe) = consumer(site.consume(), site.inbox(), publisher, handler.clone());
    let consuming = run(vec![job]);
    let id = site.publish_all(vec![site.message()]).await[0];
    eventually("the work to be done", async || handler.attempts_on(id).len() == 4).await;
    assert_eq!(handler.attempts_on(id), [1, 1, 1, 1], "it was kept in hand all the time");
    consuming.stop().await;
    assert!(site.is_empty(topology::desk_queue(DESK)).await);
    publishing.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attempt_whose_count_was_not_heard_of_is_not_counted_twice() {
    let site = Site::new().await;
    let (inbox, id) = (site.inbox(), site.clock.new_id());
    assert_eq!(inbox.begin("any", &[id]).await.unwrap()[0].attempts, 1);
    assert_eq!(inbox.begin_again("any", &[id]).await.unwrap()[0].attempts, 1);
    assert_eq!(inbox.begin("any", &[id]).await.unwrap()[0].attempts, 2);
    inbox.give_back(&[id]).await.unwrap();
    assert_eq!(inbox.begin("any", &[id]).await.unwrap()[0].attempts, 2, "an outage spent the second one");
    assert_eq!(
        inbox.begin_again("any", &[site.clock.new_id()]).await.unwrap()[0].attempts,
        1,
        "it was not counted before"
    );
    site.remove().await;
}
