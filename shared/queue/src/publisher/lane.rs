//! One channel in confirm mode. One batch at a time uses it.
//!
//! The broker returns an unroutable message just before it confirms it, and the client library attaches a returned
//! message to the next confirm that it resolves: with several confirms in one frame that may be another message's. So a
//! batch has the channel to itself and awaits all its confirms. The names of the returned messages then say which of
//! the batch came back.

use std::collections::HashSet;
use std::time::Duration;

use futures_util::future::join_all;
use lapin::message::BasicReturnMessage;
use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::types::ShortString;
use lapin::{Channel, Confirmation, Connection};

use super::PublishError;
use crate::BrokerError;
use crate::connection::within;
use crate::envelope::Envelope;

/// Longest time to write a batch and get its confirms.
const CONFIRM_TIMEOUT: Duration = Duration::from_secs(10);

/// A channel whose broker confirms what it publishes.
#[derive(Debug)]
pub(crate) struct Lane {
    channel: Channel,
}

impl Lane {
    pub(crate) async fn open(connection: &Connection) -> Result<Self, BrokerError> {
        let channel = within("opening a channel", connection.create_channel()).await?;
        within("asking for confirms", channel.confirm_select(ConfirmSelectOptions::default())).await?;
        Ok(Self { channel })
    }

    /// Publishes the batch pipelined. After [`PublishError::Broken`] or [`PublishError::TimedOut`] nobody can use the
    /// lane again.
    ///
    /// A batch that the broker does not confirm completely in time counts as not sent at all, because we may not know a
    /// returned message yet.
    pub(crate) async fn publish(&self, envelopes: &[Envelope]) -> Vec<Result<(), PublishError>> {
        let confirmed = join_all(envelopes.iter().map(|envelope| self.send(envelope)));
        match tokio::time::timeout(CONFIRM_TIMEOUT, confirmed).await {
            Ok(answers) => verdicts(envelopes, answers),
            Err(_elapsed) => envelopes.iter().map(|_| Err(PublishError::TimedOut)).collect(),
        }
    }

    /// Writes one message and awaits its confirm.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that publishes, with confirms")]
    async fn send(&self, envelope: &Envelope) -> Result<Confirmation, PublishError> {
        let written = self.channel.basic_publish(
            short(&envelope.exchange)?,
            short(&envelope.routing_key)?,
            BasicPublishOptions { mandatory: envelope.mandatory, immediate: false },
            &envelope.body,
            envelope.properties.clone(),
        );
        let confirm = written.await.map_err(broken)?;
        confirm.await.map_err(broken)
    }
}

fn short(name: &str) -> Result<ShortString, PublishError> {
    ShortString::try_new(name).map_err(|_length| PublishError::NameTooLong)
}

fn broken(error: lapin::Error) -> PublishError {
    PublishError::Broken(Box::new(error))
}

/// What identifies a returned message within a batch: exchange, routing key and message id.
type Name<'a> = (&'a str, &'a str, Option<&'a str>);

/// Decides which messages are sent: those that the broker acknowledged and did not return.
fn verdicts(envelopes: &[Envelope], answers: Vec<Result<Confirmation, PublishError>>) -> Vec<Result<(), PublishError>> {
    let answers: Vec<_> = answers.into_iter().map(|answer| answer.map(Answer::from)).collect();
    let returned: HashSet<Name<'_>> =
        answers.iter().filter_map(|answer| answer.as_ref().ok()?.returned.as_ref()).map(name_of_returned).collect();
    envelopes
        .iter()
        .zip(&answers)
        .map(|(envelope, answer)| match answer {
            Err(error) => Err(error.clone()),
            Ok(_) if returned.contains(&name_of(envelope)) => Err(PublishError::Returned),
            Ok(answer) if !answer.acknowledged => Err(PublishError::Refused),
            Ok(_) => Ok(()),
        })
        .collect()
}

/// A confirm, with the returned message that came with it. That may be another message.
struct Answer {
    acknowledged: bool,
    returned: Option<BasicReturnMessage>,
}

impl From<Confirmation> for Answer {
    fn from(confirmation: Confirmation) -> Self {
        match confirmation {
            Confirmation::Ack(returned) => Self { acknowledged: true, returned },
            // Without a confirm we know nothing, so the message does not count as sent.
            Confirmation::Nack(returned) => Self { acknowledged: false, returned },
            Confirmation::NotRequested => Self { acknowledged: false, returned: None },
        }
    }
}

fn name_of(envelope: &Envelope) -> Name<'_> {
    (&envelope.exchange, &envelope.routing_key, envelope.properties.message_id().as_ref().map(ShortString::as_str))
}

fn name_of_returned(message: &BasicReturnMessage) -> Name<'_> {
    let delivery = &message.delivery;
    let id = delivery.properties.message_id().as_ref().map(ShortString::as_str);
    (delivery.exchange.as_str(), delivery.routing_key.as_str(), id)
}
