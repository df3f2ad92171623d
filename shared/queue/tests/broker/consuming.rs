use std::time::Duration;

use messages::topology::{self, DelayTimes};
use queue::{Outcome, consumer};

use crate::counting::{Counting, done};
use crate::site::{DESK, Site, eventually, run};

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_message_returns_from_the_retry_queue_to_its_own_queue() {
    let delays = DelayTimes { ten_seconds: Duration::from_millis(100), ..DelayTimes::default() };
    let site = Site::with_delays(delays).await;
    let handler =
        Counting::answering(
            |message| if message.attempt == 1 { Outcome::Retry("database_away") } else { Outcome::Done },
        );
    let (publisher, publishing) = site.publisher().await;
    let (job, _probe) = consumer(site.consume(), site.inbox(), publisher, handler.clone());
    let consuming = run(vec![job]);

    let id = site.publish_all(vec![site.message()]).await[0];

    eventually("the second attempt", async || handler.attempts_on(id) == [1, 2]).await;
    consuming.stop().await;
    assert!(site.inbox().begin("any", &[id]).await.unwrap()[0].done);
    assert!(site.is_empty(topology::desk_queue(DESK)).await && site.is_empty("retry.10s").await);
    publishing.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_connection_is_rebuilt_and_nothing_is_lost_or_handled_twice() {
    let site = Site::new().await;
    let handler = Counting::gated(done);
    let (publisher, publishing) = site.publisher().await;
    let ids = site.publish_all((0..500).map(|_| site.message()).collect()).await;
    let (job, probe) = consumer(site.consume(), site.inbox(), publisher, handler.clone());
    let consuming = run(vec![job]);

    // The handler has the first batch when the connection dies: it does the work, but the acknowledgement gets lost.
    eventually("a batch in hand", async || !handler.seen().is_empty()).await;
    site.kill_connections("consume").await;
    handler.open();

    eventually("every message", async || handler.seen().len() == ids.len()).await;
    assert!(probe.check().await.is_ok());
    consuming.stop().await;
    let seen = handler.seen();
    let in_hand_twice: Vec<_> = seen.iter().filter(|(_, attempts)| attempts.len() != 1).collect();
    assert!(in_hand_twice.is_empty(), "{in_hand_twice:?}");
    assert!(ids.iter().all(|id| seen.contains_key(id)));
    assert!(site.is_empty(topology::desk_queue(DESK)).await);
    publishing.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_published_twice_is_handled_once() {
    let site = Site::new().await;
    let handler = Counting::answering(done);
    let (publisher, publishing) = site.publisher().await;
    let (first, last) = (site.message(), site.message());
    site.publish_all(vec![first.clone(), first.clone(), first.clone()]).await;
    let (job, _probe) = consumer(site.consume(), site.inbox(), publisher, handler.clone());
    let consuming = run(vec![job]);
    eventually("the first", async || !handler.attempts_on(first.event_id).is_empty()).await;

    site.publish_all(vec![first.clone(), last.clone()]).await;

    eventually("the last", async || !handler.attempts_on(last.event_id).is_empty()).await;
    consuming.stop().await;
    assert_eq!(handler.attempts_on(first.event_id), [1]);
    assert!(site.is_empty(topology::desk_queue(DESK)).await);
    publishing.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopping_consumer_finishes_the_batch_in_hand_and_leaves_the_rest() {
    let site = Site::new().await;
    let handler = Counting::gated(done);
    let (publisher, publishing) = site.publisher().await;
    site.publish_all((0..100).map(|_| site.message()).collect()).await;
    let (job, _probe) = consumer(site.consume(), site.inbox(), publisher, handler.clone());
    let consuming = run(vec![job]);
    eventually("a batch in hand", async || !handler.seen().is_empty()).await;
    let in_hand = handler.seen().len();

    consuming.ask_to_stop();
    handler.open();
    consuming.stop().await;

    assert_eq!(handler.seen().len(), in_hand, "no new batch was begun");
    let left = u32::try_from(100 - in_hand).unwrap();
    eventually("the rest back in the queue", async || site.ready_in(topology::desk_queue(DESK)).await == left).await;
    publishing.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consumer_whose_queue_is_deleted_comes_back_with_it() {
    let site = Site::new().await;
    let handler = Counting::answering(done);
    let (publisher, publishing) = site.publisher().await;
    let (job, probe) = consumer(site.consume(), site.inbox(), publisher, handler.clone());
    let consuming = run(vec![job]);
    eventually("a consumer", async || probe.check().await.is_ok()).await;

    let (connection, channel) = site.channel().await;
    channel
        .queue_delete(topology::desk_queue(DESK).into(), lapin::options::QueueDeleteOptions::default())
        .await
        .unwrap();
    connection.close(200, "deleted".into()).await.unwrap();
    site.management.import(&site.vhost, &topology::definitions()).await.unwrap();

    let id = site.publish_all(vec![site.message()]).await[0];
    eventually("the message", async || handler.attempts_on(id) == [1]).await;
    consuming.stop().await;
    publishing.stop().await;
    site.remove().await;
}
