use lapin::BasicProperties;
use lapin::options::BasicPublishOptions;
use messages::topology;
use queue::{MAX_ATTEMPTS, Outcome, consumer};

use crate::counting::{Counting, done};
use crate::site::{DESK, Site, eventually, eventually_some, run};

#[tokio::test(flavor = "multi_thread")]
async fn six_failing_attempts_park_a_message_and_a_redrive_brings_it_home() {
    let site = Site::new().await;
    let queue = topology::desk_queue(DESK);
    let handler = Counting::answering(|_| Outcome::Retry("rule_missing"));
    let (publisher, publishing) = site.publisher().await;
    let (job, _probe) = consumer(site.consume(), site.inbox(), publisher.clone(), handler.clone());
    let failing = run(vec![job]);
    let sent = site.message();
    let id = site.publish_all(vec![sent.clone().traced(Some("00-trace-span-01".to_owned()))]).await[0];
    let operator = site.dead_letters().await;

    let letters = eventually_some("the message in its parking queue", async || {
        let letters = operator.show(queue, 10).await.unwrap();
        (!letters.is_empty()).then_some(letters)
    })
    .await;
    failing.stop().await;

    assert_eq!(handler.attempts_on(id), [1, 2, 3, 4, 5, 6]);
    let letter = &letters[0];
    assert_eq!((letters.len(), letter.event_id, letter.attempts), (1, Some(id), Some(MAX_ATTEMPTS)));
    assert_eq!(letter.reason.as_deref(), Some("rule_missing"));
    assert!(letter.parked_at.is_some());
    assert_eq!(
        (letter.body.as_bytes(), letter.traceparent.as_deref()),
        (sent.body.as_slice(), Some("00-trace-span-01"))
    );
    eventually("the message put back after looking", async || {
        let lengths = operator.list().await.unwrap();
        lengths.iter().all(|parked| parked.messages == u32::from(parked.queue == queue))
    })
    .await;

    let inbox = site.inbox();
    let home = operator.redrive(queue, None, async |id| inbox.reset(id).await).await.unwrap();
    assert_eq!(home, 1);
    let healed = Counting::answering(done);
    let (job, _probe) = consumer(site.consume(), site.inbox(), publisher, healed.clone());
    let consuming = run(vec![job]);
    eventually("the message at home", async || healed.attempts_on(id) == [1]).await;
    consuming.stop().await;
    assert!(operator.show(queue, 10).await.unwrap().is_empty());
    operator.close().await;
    publishing.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redrive_of_one_message_leaves_the_others_parked() {
    let site = Site::new().await;
    let queue = topology::desk_queue(DESK);
    let handler = Counting::answering(|_| Outcome::Park("unknown_form"));
    let (publisher, publishing) = site.publisher().await;
    let ids = site.publish_all((0..5).map(|_| site.message()).collect()).await;
    let (job, _probe) = consumer(site.consume(), site.inbox(), publisher, handler.clone());
    let consuming = run(vec![job]);
    let operator = site.dead_letters().await;
    eventually("all in the parking queue", async || operator.show(queue, 10).await.unwrap().len() == 5).await;
    consuming.stop().await;
    let all_put_back =
        async || operator.list().await.unwrap().iter().any(|parked| parked.queue == queue && parked.messages == 5);
    eventually("all put back", all_put_back).await;

    let inbox = site.inbox();
    let home = operator.redrive(queue, Some(ids[2]), async |id| inbox.reset(id).await).await.unwrap();

    assert_eq!(home, 1);
    eventually("one at home", async || site.ready_in(queue).await == 1).await;
    let left: Vec<_> =
        operator.show(queue, 10).await.unwrap().into_iter().filter_map(|letter| letter.event_id).collect();
    assert_eq!(left.len(), 4);
    assert!(!left.contains(&ids[2]));
    assert!(operator.show("no.such.queue", 1).await.is_err());
    operator.close().await;
    publishing.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::disallowed_methods, reason = "only a foreign client publishes what is no message")]
async fn what_is_no_message_is_parked_at_once() {
    let site = Site::new().await;
    let handler = Counting::answering(done);
    let (publisher, publishing) = site.publisher().await;
    let (job, _probe) = consumer(site.consume(), site.inbox(), publisher, handler.clone());
    let consuming = run(vec![job]);
    let (connection, channel) = site.channel().await;
    let with_id = BasicProperties::default().with_message_id(site.clock.new_id().to_string().into());
    for (body, properties) in [(&b"{}"[..], BasicProperties::default()), (&b"no json"[..], with_id)] {
        let (exchange, key) = (topology::DESKS.into(), DESK.as_str().into());
        drop(channel.basic_publish(exchange, key, BasicPublishOptions::default(), body, properties).await.unwrap());
    }

    let operator = site.dead_letters().await;
    let letters = eventually_some("both in the parking queue", async || {
        let letters = operator.show(topology::desk_queue(DESK), 10).await.unwrap();
        (letters.len() == 2).then_some(letters)
    })
    .await;

    let mut reasons: Vec<_> = letters.into_iter().filter_map(|letter| letter.reason).collect();
    reasons.sort();
    assert_eq!(reasons, ["no_event_id", "not_json"]);
    assert!(handler.seen().is_empty());
    consuming.stop().await;
    let (queue, inbox) = (topology::desk_queue(DESK), site.inbox());
    let both_put_back =
        async || operator.list().await.unwrap().iter().any(|parked| parked.queue == queue && parked.messages == 2);
    eventually("both put back", both_put_back).await;
    let home = operator.redrive(queue, None, async |id| inbox.reset(id).await).await.unwrap();
    assert_eq!(home, 2, "one without an id counts, too");
    connection.close(200, "published".into()).await.unwrap();
    operator.close().await;
    publishing.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_never_lets_its_handler_finish_is_parked_and_its_neighbours_are_handled() {
    let site = Site::new().await;
    let queue = topology::desk_queue(DESK);
    let (publisher, publishing) = site.publisher().await;
    let killer = site.message();
    let mut all: Vec<_> = (0..30).map(|_| site.message()).collect();
    let poisoned = queue::Outgoing { body: br#"{"kills":true}"#.to_vec(), ..killer };
    all.insert(10, poisoned.clone());
    let handler = Counting::answering(|message| {
        assert!(message.body.as_ref() != br#"{"kills":true}"#, "the handler dies of this message");
        Outcome::Done
    });
    site.publish_all(all.clone()).await;
    let (job, _probe) = consumer(site.consume(), site.inbox(), publisher, handler.clone());
    let consuming = run(vec![job]);

    let operator = site.dead_letters().await;
    let letters = eventually_some("the message in its parking queue", async || {
        let letters = operator.show(queue, 40).await.unwrap();
        (!letters.is_empty()).then_some(letters)
    })
    .await;

    assert_eq!((letters.len(), letters[0].event_id), (1, Some(poisoned.event_id)));
    assert_eq!(letters[0].reason.as_deref(), Some("never_finished"));
    let inbox = site.inbox();
    let neighbours: Vec<_> = all.iter().map(|message| message.event_id).filter(|id| *id != poisoned.event_id).collect();
    eventually("all neighbours done", async || {
        inbox.begin(queue, &neighbours).await.unwrap().iter().all(|begun| begun.done)
    })
    .await;
    consuming.stop().await;
    operator.close().await;
    publishing.stop().await;
    site.remove().await;
}
