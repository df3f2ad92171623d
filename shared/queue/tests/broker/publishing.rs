use std::time::Instant;

use messages::topology;
use queue::{Outgoing, PublishError};

use crate::site::{DESK, Site, eventually};

#[tokio::test(flavor = "multi_thread")]
async fn an_unroutable_message_is_an_error_and_its_neighbours_are_sent() {
    let site = Site::new().await;
    let (publisher, process) = site.publisher().await;
    let lost = [3, 150, 299];
    let messages = (0..300)
        .map(|index| {
            let key = if lost.contains(&index) { "no.such.desk" } else { DESK.as_str() };
            Outgoing::new(topology::DESKS, key, site.clock.new_id(), b"{}".to_vec())
        })
        .collect();

    let results = publisher.publish(messages).await;

    for (index, result) in results.iter().enumerate() {
        if lost.contains(&index) {
            assert!(matches!(result, Err(PublishError::Returned)), "{index}: {result:?}");
        } else {
            assert!(result.is_ok(), "{index}: {result:?}");
        }
    }
    assert_eq!(site.ready_in(topology::desk_queue(DESK)).await, 297);
    process.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_messages_are_published_pipelined() {
    let site = Site::new().await;
    let (publisher, process) = site.publisher().await;
    let started = Instant::now();

    let results = publisher.publish((0..2000).map(|_| site.message()).collect()).await;

    println!("2,000 messages confirmed in {:?}", started.elapsed());
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(site.ready_in(topology::desk_queue(DESK)).await, 2000);
    process.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_batches_at_once_each_get_their_own_results() {
    let site = Site::new().await;
    let (publisher, process) = site.publisher().await;
    let batches = (0..20).map(|number| {
        let publisher = publisher.clone();
        let key = if number % 2 == 0 { DESK.as_str() } else { "no.such.desk" };
        let messages =
            (0..50).map(|_| Outgoing::new(topology::DESKS, key, site.clock.new_id(), b"{}".to_vec())).collect();
        tokio::spawn(async move { (number, publisher.publish(messages).await) })
    });

    for batch in batches.collect::<Vec<_>>() {
        let (number, results) = batch.await.unwrap();
        assert!(results.iter().all(|result| result.is_ok() == (number % 2 == 0)), "{number}: {results:?}");
    }

    process.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_publisher_whose_connection_is_killed_builds_a_new_one() {
    let site = Site::new().await;
    let (publisher, process) = site.publisher().await;

    site.kill_connections("publish").await;

    eventually("the loss to be seen", async || !publisher.is_available()).await;
    let refused = publisher.publish(vec![site.message()]).await;
    assert!(matches!(refused.as_slice(), [Err(PublishError::Unavailable)]), "{refused:?}");
    eventually("a new connection", async || publisher.is_available()).await;
    assert!(publisher.publish(vec![site.message()]).await.iter().all(Result::is_ok));
    process.stop().await;
    site.remove().await;
}
