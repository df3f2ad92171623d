//! A virtual host of its own on a broker for tests. It has the real topology, a user for the agency with the rights of
//! production, and a user for the helpdesk that the trial plays. The trial removes all of it in the end.

use std::time::Duration;

use agency_kit::Credentials;
use anyhow::{Context as _, Result, ensure};
use domain::Desk;
use futures_util::stream::SelectAll;
use lapin::options::{BasicConsumeOptions, BasicPublishOptions, ConfirmSelectOptions, QueueDeclareOptions};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel, Confirmation, Connection, ConnectionProperties, Consumer};
use messages::ReplyRejected;
use messages::topology::{
    ANSWER_REPLIES, AgencyRights, DESKS, REJECTED, agency_user, dead_queue, desk_queue, message_type, rejected_queue,
    reports_queue,
};
use queue::management::Broker;
use runtime::Clock;
use secrecy::SecretString;
use web::bearer;

/// Longest wait for the broker.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Pause between two looks at a queue.
const LOOK: Duration = Duration::from_millis(100);

/// The names of everything that the trial makes. Nobody else uses them.
pub(super) struct Stage {
    broker: Broker,
    user: String,
    pub(super) agency: String,
    pub(super) desk: Desk,
    /// The agency's bearer token at the API.
    pub(super) token: String,
    /// The agency's password at the broker.
    password: SecretString,
}

impl Stage {
    /// Chooses the names. Creates nothing yet.
    pub(super) fn new(clock: &Clock, desk: Desk) -> Result<Self> {
        let id = clock.new_id().simple().to_string();
        let short: String = id.chars().skip(12).collect();
        let name = format!("conformance-{id}");
        let broker = Broker::from_env()?.at_vhost(name.clone());
        Ok(Self {
            broker,
            user: name,
            agency: format!("try-{short}"),
            desk,
            token: bearer::new_token("agency")?,
            password: SecretString::from(bearer::new_token("mq")?),
        })
    }

    /// The settings with which the agency's system starts.
    pub(super) fn lines(&self, api_url: &str) -> [String; 5] {
        let credentials = Credentials {
            name: self.agency.clone(),
            desks: vec![self.desk.to_string()],
            amqp_url: self.broker.url_of(&self.agency, &self.password),
            api_url: api_url.to_owned(),
            api_token: self.token.clone(),
        };
        credentials.lines()
    }

    /// Creates everything, and connects.
    pub(super) async fn set_up(&self) -> Result<Line> {
        let password = SecretString::from(bearer::new_token("mq")?);
        self.broker.make_vhost(&self.user, &password).await?;
        let rights = AgencyRights::new(&self.agency, &[self.desk]);
        self.broker.add_agency(&self.agency, &self.password, &rights).await?;
        let url = self.broker.url_for(&self.user, &password);
        let connecting = async {
            let connection = Connection::connect(&url, ConnectionProperties::default()).await?;
            let channel = connection.create_channel().await?;
            channel.confirm_select(ConfirmSelectOptions::default()).await?;
            Ok::<_, lapin::Error>((connection, channel))
        };
        let (connection, channel) = tokio::time::timeout(TIMEOUT, connecting).await.context("no broker in time")??;
        Ok(Line { _connection: connection, channel, agency: self.agency.clone(), desk: self.desk })
    }

    /// Closes the agency's connections. It may come back.
    pub(super) async fn end_connections(&self) -> Result<()> {
        self.renew(&AgencyRights::new(&self.agency, &[self.desk])).await
    }

    /// Closes the agency's connections. It may come back and consume, but the broker refuses its reports.
    pub(super) async fn refuse_reports(&self) -> Result<()> {
        self.renew(&AgencyRights { write: "^$", ..AgencyRights::new(&self.agency, &[self.desk]) }).await
    }

    /// Closes the agency's connections. It can no longer consume its desk's queue.
    pub(super) async fn shut_out(&self) -> Result<()> {
        self.renew(&AgencyRights { read: "^$".to_owned(), write: "^$", ..AgencyRights::new(&self.agency, &[]) }).await
    }

    async fn renew(&self, rights: &AgencyRights) -> Result<()> {
        Ok(self.broker.renew_agency(&self.agency, &self.password, rights).await?)
    }

    /// Removes everything. Safe to repeat, also when the trial made only a part of it.
    pub(super) async fn remove(&self) -> Result<()> {
        self.broker.remove_agency(&self.agency).await?;
        Ok(self.broker.remove_vhost(&self.user).await?)
    }
}

/// The helpdesk's own line to the broker.
pub(super) struct Line {
    /// Keeps the channel open.
    _connection: Connection,
    channel: Channel,
    agency: String,
    desk: Desk,
}

/// A queue at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Messages that no consumer has in hand.
    pub(super) ready: u32,
    pub(super) consumers: u32,
}

impl Line {
    /// Consumes the agency's reports, from its own queue or from the one of all agencies.
    pub(super) async fn reports(&self) -> Result<SelectAll<Consumer>> {
        let mut reports = SelectAll::new();
        for queue in [reports_queue(&self.agency), ANSWER_REPLIES.to_owned()] {
            let options = BasicConsumeOptions { no_ack: true, ..BasicConsumeOptions::default() };
            let consume = self.channel.basic_consume(queue.into(), "".into(), options, FieldTable::default());
            reports.push(tokio::time::timeout(TIMEOUT, consume).await.context("no broker in time")??);
        }
        Ok(reports)
    }

    /// Puts a message into the desk's queue.
    pub(super) async fn send(&self, message_id: &str, body: &[u8]) -> Result<()> {
        self.publish(DESKS, self.desk.as_str(), message_id, body).await
    }

    /// Tells the agency that a report had no effect.
    pub(super) async fn reject(&self, letter: &ReplyRejected) -> Result<()> {
        self.publish(REJECTED, &agency_user(&self.agency), &letter.event_id.to_string(), &serde_json::to_vec(letter)?)
            .await
    }

    #[expect(clippy::disallowed_methods, reason = "what is sent to try a system with is no message of ours")]
    async fn publish(&self, exchange: &str, routing_key: &str, message_id: &str, body: &[u8]) -> Result<()> {
        let properties = BasicProperties::default()
            .with_content_type("application/json".into())
            .with_delivery_mode(2)
            .with_message_id(message_id.into())
            .with_type(message_type(exchange).unwrap_or_default().into());
        let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
        let confirm = async {
            self.channel.basic_publish(exchange.into(), routing_key.into(), options, body, properties).await?.await
        };
        let confirm = tokio::time::timeout(TIMEOUT, confirm).await.context("no confirm in time")??;
        ensure!(matches!(confirm, Confirmation::Ack(None)), "the broker did not take a message for {exchange}");
        Ok(())
    }

    /// The desk's queue.
    pub(super) async fn desk(&self) -> Result<Look> {
        self.look(desk_queue(self.desk)).await
    }

    /// The queue with the desk's parked messages: those that nobody could read, and those that came back too often.
    pub(super) async fn parked(&self) -> Result<Look> {
        self.look(&dead_queue(desk_queue(self.desk))).await
    }

    /// The agency's rejections.
    pub(super) async fn rejections(&self) -> Result<Look> {
        self.look(&rejected_queue(&self.agency)).await
    }

    async fn look(&self, queue: &str) -> Result<Look> {
        let passive = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
        let declare = self.channel.queue_declare(queue.into(), passive, FieldTable::default());
        let queue = tokio::time::timeout(TIMEOUT, declare).await.context("no broker in time")??;
        Ok(Look { ready: queue.message_count(), consumers: queue.consumer_count() })
    }

    /// Waits until nobody consumes the desk's queue, so that everything in hand is back in the queue.
    pub(super) async fn returned(&self) -> Result<()> {
        let gone = async {
            while self.desk().await?.consumers > 0 || self.rejections().await?.consumers > 0 {
                tokio::time::sleep(LOOK).await;
            }
            Ok(())
        };
        tokio::time::timeout(TIMEOUT, gone).await.context("the broker did not end the agency's connections")?
    }
}
