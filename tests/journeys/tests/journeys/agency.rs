//! A partner agency, as its own system sees the helpdesk: its credentials, its broker client, its HTTPS.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use domain::Desk;
use http::Method;
use lapin::options::{BasicAckOptions, BasicGetOptions, BasicPublishOptions, ConfirmSelectOptions};
use lapin::{BasicProperties, Channel, Confirmation, Connection, ConnectionProperties};
use serde_json::{Value, json};
use testing::{Environment, Response, System, eventually};
use uuid::Uuid;

/// Longest wait for anything.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// An agency with the credentials that the operator's command printed.
pub(crate) struct Agency {
    pub(crate) name: String,
    pub(crate) printed: String,
    credentials: Environment,
}

impl Agency {
    /// Adds one for this desk, by the operator's command. Names are unique, because all tests share the broker's users.
    pub(crate) fn add(system: &System, desk: Desk) -> Result<Self> {
        let name = format!("a{}", &new_id().simple().to_string()[..20]);
        let printed = system.operate(&["agency", "add", &name, "--desk", desk.as_str()])?;
        Ok(Self { name, credentials: Environment::parse(&printed), printed })
    }

    /// Adds one and gives it the desk's queue, which nobody else consumes any more.
    pub(crate) async fn serving(system: &System, desk: Desk) -> Result<Self> {
        let agency = Self::add(system, desk)?;
        agency.serve(system, desk).await?;
        Ok(agency)
    }

    /// Gives it the desk's queue. The system follows within seconds.
    pub(crate) async fn serve(&self, system: &System, desk: Desk) -> Result<()> {
        system.operate(&["desk", "served-by", desk.as_str(), &self.name])?;
        let queue = format!("desk.{desk}");
        eventually("nobody else to consume", PATIENCE, async || {
            Ok((system.broker.consumers(&queue).await? == 0).then_some(()))
        })
        .await
    }

    pub(crate) fn user(&self) -> String {
        format!("agency.{}", self.name)
    }

    /// The routing key of its reports of this kind.
    pub(crate) fn key(&self, kind: &str) -> String {
        format!("{}.{kind}", self.user())
    }

    pub(crate) fn reports_queue(&self) -> String {
        format!("{}.reports", self.user())
    }

    pub(crate) fn rejected_queue(&self) -> String {
        format!("agency.{}.rejected", self.name)
    }

    pub(crate) fn token(&self) -> &str {
        self.credentials.find("AGENCY_API_TOKEN").unwrap_or_default()
    }

    /// The environment for a program of the kit.
    pub(crate) fn environment(&self, system: &System) -> BTreeMap<String, String> {
        let mut environment: BTreeMap<String, String> = self
            .printed
            .lines()
            .filter_map(|line| line.split_once('='))
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        environment.insert("AGENCY_API_URL".to_owned(), system.api().answer().to_owned());
        environment
    }

    /// Opens a connection with a channel in confirm mode.
    pub(crate) async fn connect(&self) -> Result<(Connection, Channel)> {
        let connection =
            Connection::connect(self.credentials.get("AGENCY_AMQP_URL")?, ConnectionProperties::default()).await?;
        let channel = connection.create_channel().await?;
        channel.confirm_select(ConfirmSelectOptions::default()).await?;
        Ok((connection, channel))
    }

    /// Publishes a report as an honest agency does.
    pub(crate) async fn report(&self, channel: &Channel, body: &Value) -> Result<()> {
        let properties = self.properties(body["event_id"].as_str().context("an id")?);
        let key = self.key(body["kind"].as_str().context("a kind")?);
        publish_to(channel, "helpdesk.reports", &key, properties, body.to_string().as_bytes()).await
    }

    /// The properties of an honest report.
    pub(crate) fn properties(&self, message_id: &str) -> BasicProperties {
        BasicProperties::default()
            .with_user_id(self.user().into())
            .with_message_id(message_id.into())
            .with_delivery_mode(2)
    }

    /// Posts a text for a report.
    pub(crate) async fn post_text(&self, system: &System, number: &str, text: &str) -> Result<Uuid> {
        let id = new_id();
        let posted =
            self.put(system, &format!("/api/v1/tickets/{number}/texts/{id}"), &json!({ "text": text })).await?;
        ensure!(posted.status == 201, "{}: {}", posted.status, String::from_utf8_lossy(&posted.body));
        Ok(id)
    }

    pub(crate) async fn put(&self, system: &System, path: &str, body: &Value) -> Result<Response> {
        let authorization = format!("Bearer {}", self.token());
        let headers = [("authorization", authorization.as_str()), ("content-type", "application/json")];
        let api = system.api();
        api.client().send(Method::PUT, &format!("{}{path}", api.answer()), &headers, body.to_string()).await
    }

    /// Takes the next ticket of the desk.
    pub(crate) async fn next_ticket(&self, channel: &Channel, desk: Desk) -> Result<String> {
        eventually("a ticket in the desk's queue", PATIENCE, async || {
            let Some(message) = channel.basic_get(format!("desk.{desk}").into(), BasicGetOptions::default()).await?
            else {
                return Ok(None);
            };
            message.delivery.ack(BasicAckOptions::default()).await?;
            let routed: Value = serde_json::from_slice(&message.delivery.data)?;
            Ok(routed["ticket_number"].as_str().map(str::to_owned))
        })
        .await
    }

    /// Takes `count` rejections: the id of the rejected message, and why.
    pub(crate) async fn rejections(&self, channel: &Channel, count: usize) -> Result<BTreeMap<String, String>> {
        let mut rejections = BTreeMap::new();
        eventually(&format!("{count} rejections"), PATIENCE, async || {
            while let Some(message) =
                channel.basic_get(self.rejected_queue().into(), BasicGetOptions { no_ack: true }).await?
            {
                let letter: Value = serde_json::from_slice(&message.delivery.data)?;
                let id = letter["rejected_id"].as_str().unwrap_or("-").to_owned();
                rejections.insert(id, letter["reason"].as_str().unwrap_or_default().to_owned());
            }
            Ok((rejections.len() >= count).then_some(()))
        })
        .await?;
        Ok(rejections)
    }
}

/// Publishes anything, as programs do that are older than the agencies' own queues. Fails when the broker does not take
/// it.
pub(crate) async fn publish(channel: &Channel, key: &str, properties: BasicProperties, body: &[u8]) -> Result<()> {
    publish_to(channel, "helpdesk.replies", key, properties, body).await
}

/// Publishes anything. Fails when the broker does not take it.
#[expect(clippy::disallowed_methods, reason = "agencies publish with clients of their own")]
pub(crate) async fn publish_to(
    channel: &Channel,
    exchange: &str,
    key: &str,
    properties: BasicProperties,
    body: &[u8],
) -> Result<()> {
    let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
    let confirm = channel.basic_publish(exchange.into(), key.into(), options, body, properties).await?.await?;
    ensure!(matches!(confirm, Confirmation::Ack(None)), "not taken: {confirm:?}");
    Ok(())
}

/// A report with an id of its own.
pub(crate) fn reply(kind: &str, number: &str) -> Value {
    json!({ "kind": kind, "version": 1, "event_id": new_id(), "ticket_number": number })
}

/// A report that refers to a text.
pub(crate) fn reply_with(kind: &str, number: &str, text_id: Uuid) -> Value {
    let mut body = reply(kind, number);
    body["text_id"] = json!(text_id);
    body
}

pub(crate) fn new_id() -> Uuid {
    runtime::Clock::system().new_id()
}
