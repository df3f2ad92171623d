//! Messages of partners: who sent them, also after a retry, and what becomes of those without effect. Also a consumer
//! behind a gate.

use std::sync::{Arc, Mutex};

use lapin::BasicProperties;
use lapin::options::{BasicGetOptions, BasicPublishOptions};
use messages::ReplyRejected;
use messages::topology::{self, ANSWER_REPLIES, AgencyRights, REPLIES, agency_user, rejected_queue};
use queue::{ConsumerConfig, Gate, Handler, Incoming, Outcome, Rejection, consumer, gated_consumer};
use secrecy::SecretString;
use uuid::Uuid;

use crate::counting::{Counting, done};
use crate::site::{DESK, Site, channel_of, eventually, eventually_some, run};

const PASSWORD: &str = "only-for-this-test";
const REJECTION: Rejection = Rejection { reason: "unknown_ticket", explanation: "Tiket tidak ditemukan." };

/// Who sent which message, in the order of the attempts.
type Senders = Vec<(Uuid, Option<String>)>;

/// Fails at first, then rejects; remembers who sent what.
#[derive(Clone, Default)]
struct Strict(Arc<Mutex<Senders>>);

impl Handler for Strict {
    async fn handle(&self, batch: Vec<Incoming>) -> Vec<Outcome> {
        self.0.lock().unwrap().extend(batch.iter().map(|message| (message.event_id, message.sender.clone())));
        batch
            .iter()
            .map(|message| if message.attempt == 1 { Outcome::Retry("later") } else { Outcome::Reject(REJECTION) })
            .collect()
    }

    fn unreadable(&self, reason: &'static str) -> Outcome {
        Outcome::Reject(Rejection { reason, explanation: "Isi pesan bukan JSON." })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_is_known_after_a_retry_and_told_what_had_no_effect() {
    let site = Site::new().await;
    let agency = format!("t{}", &site.clock.new_id().simple().to_string()[12..]);
    site.management.make_agency_queues(&site.vhost, &agency).await.unwrap();
    let (password, rights) = (SecretString::from(PASSWORD), AgencyRights::new(&agency, &[]));
    site.management.renew_agency(&site.vhost, &agency, Some(&password), &rights).await.unwrap();
    let user = agency_user(&agency);
    let (_connection, channel) = channel_of(&site.broker_as(Some((&user, PASSWORD)), None)).await;
    let (good, garbage, anonymous) = (site.clock.new_id(), site.clock.new_id(), site.clock.new_id());
    for (id, claimed, body) in [(good, true, "{\"secret\":1}"), (garbage, true, "secret"), (anonymous, false, "secret")]
    {
        let properties = BasicProperties::default().with_message_id(id.to_string().into());
        let properties = if claimed { properties.with_user_id(user.as_str().into()) } else { properties };
        publish(&channel, properties, body).await;
    }

    let handler = Strict::default();
    let (publisher, publishing) = site.publisher().await;
    let config = ConsumerConfig { queue: ANSWER_REPLIES, home: ANSWER_REPLIES, ..site.consume() };
    let (job, _probe) = consumer(config, site.inbox(), publisher, handler.clone());
    let consuming = run(vec![job]);
    let mut told = Vec::new();
    eventually("two rejections", async || {
        while let Some(message) =
            channel.basic_get(rejected_queue(&agency).into(), BasicGetOptions { no_ack: true }).await.unwrap()
        {
            assert!(
                !String::from_utf8_lossy(&message.delivery.data).contains("secret"),
                "nothing of the body comes back"
            );
            told.push(serde_json::from_slice::<ReplyRejected>(&message.delivery.data).unwrap());
        }
        told.len() == 2
    })
    .await;
    told.sort_by_key(|letter| letter.reason.clone());
    let told: Vec<_> = told.iter().map(|letter| (letter.rejected_id, letter.reason.as_str())).collect();
    assert_eq!(told, [(Some(garbage), "not_json"), (Some(good), "unknown_ticket")]);
    assert_eq!(
        *handler.0.lock().unwrap(),
        [(good, Some(user.clone())), (good, Some(user))],
        "the same sender on both attempts"
    );

    let operator = site.dead_letters().await;
    let letters = eventually_some("the message without a sender", async || {
        Some(operator.show(ANSWER_REPLIES, 10).await.unwrap()).filter(|letters| letters.len() == 1)
    })
    .await;
    assert_eq!((letters[0].event_id, letters[0].body.as_str()), (Some(anonymous), "{}"));
    operator.close().await;
    consuming.stop().await;
    publishing.stop().await;
    site.management.remove_agency(&site.vhost, &agency).await.unwrap();
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejection_for_a_sender_that_is_gone_holds_nothing_up() {
    let site = Site::new().await;
    let (handler, (publisher, publishing)) = (Strict::default(), site.publisher().await);
    let (_connection, channel) = site.channel().await;
    let config = ConsumerConfig { queue: ANSWER_REPLIES, home: ANSWER_REPLIES, ..site.consume() };
    let (job, _probe) = consumer(config, site.inbox(), publisher, handler.clone());
    let consuming = run(vec![job]);
    let user = site.user();
    for _ in 0..2 {
        let properties = BasicProperties::default().with_user_id(user.as_str().into());
        publish(&channel, properties.with_message_id(site.clock.new_id().to_string().into()), "no json").await;
    }
    let last = site.clock.new_id();
    publish(
        &channel,
        BasicProperties::default().with_user_id(user.as_str().into()).with_message_id(last.to_string().into()),
        "{}",
    )
    .await;
    eventually("the message behind them", async || handler.0.lock().unwrap().iter().any(|(id, _)| *id == last)).await;
    consuming.stop().await;
    publishing.stop().await;
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_closed_gate_messages_stay_in_their_queue() {
    let site = Site::new().await;
    let queue = topology::desk_queue(DESK);
    let (gate, handler, (publisher, publishing)) =
        (Gate::undecided(), Counting::answering(done), site.publisher().await);
    let (job, probe) = gated_consumer(site.consume(), site.inbox(), publisher, handler.clone(), gate.clone());
    let consuming = run(vec![job]);
    assert!(probe.check().await.is_err(), "nobody has said yet whether to consume");
    let first = site.publish_all(vec![site.message()]).await[0];
    gate.set(true);
    eventually("the first message", async || handler.attempts_on(first) == [1]).await;
    assert!(probe.check().await.is_ok());

    gate.set(false);
    eventually("no consumer", async || site.consumers_of(queue).await == 0).await;
    let second = site.publish_all(vec![site.message()]).await[0];
    assert_eq!((site.ready_in(queue).await, probe.check().await), (1, Ok(())));
    gate.set(true);
    eventually("the second message", async || handler.attempts_on(second) == [1]).await;
    consuming.stop().await;
    publishing.stop().await;
    site.remove().await;
}

#[expect(clippy::disallowed_methods, reason = "partners publish with clients of their own")]
async fn publish(channel: &lapin::Channel, properties: BasicProperties, body: &str) {
    let options = BasicPublishOptions::default();
    channel
        .basic_publish(REPLIES.into(), "case.received".into(), options, body.as_bytes(), properties)
        .await
        .unwrap()
        .await
        .unwrap();
}
