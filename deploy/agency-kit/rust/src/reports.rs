//! Reports to the helpdesk, each confirmed by the broker, and a connection for them.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::{BasicProperties, Channel, Confirmation, Connection, ConnectionProperties};
use messages::CaseReply;
use messages::topology::{REPORTS, agency_user, report_key};
use ring::digest::{SHA256, digest};
use uuid::Uuid;

use crate::Credentials;

/// Longest wait for the broker.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A connection with a channel whose messages the broker confirms.
///
/// # Errors
/// When the broker is away or refuses the credentials.
pub async fn connect(credentials: &Credentials) -> Result<(Connection, Channel)> {
    let connecting = async {
        let connection = Connection::connect(&credentials.amqp_url, ConnectionProperties::default()).await?;
        let channel = connection.create_channel().await?;
        channel.confirm_select(ConfirmSelectOptions::default()).await?;
        Ok((connection, channel))
    };
    tokio::time::timeout(TIMEOUT, connecting).await.context("no broker in time")?
}

/// Sends one report.
///
/// # Errors
/// When the broker does not take it.
pub async fn report(credentials: &Credentials, channel: &Channel, reply: &CaseReply) -> Result<()> {
    let properties = properties(credentials, &reply.event_id().to_string());
    publish(credentials, channel, reply.routing_key(), properties, &serde_json::to_vec(reply)?).await
}

/// The properties of a report with this id.
#[must_use]
pub fn properties(credentials: &Credentials, message_id: &str) -> BasicProperties {
    BasicProperties::default()
        .with_user_id(agency_user(&credentials.name).into())
        .with_message_id(message_id.into())
        .with_content_type("application/json".into())
        .with_delivery_mode(2)
}

/// Publishes a report of this kind to `helpdesk.reports` and waits for the broker's confirm.
///
/// # Errors
/// When the broker does not take it.
#[expect(
    clippy::disallowed_methods,
    reason = "the example stands outside of the system and shows what an agency does with its own client"
)]
pub async fn publish(
    credentials: &Credentials,
    channel: &Channel,
    kind: &str,
    properties: BasicProperties,
    body: &[u8],
) -> Result<()> {
    let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
    let confirm = async {
        channel
            .basic_publish(REPORTS.into(), report_key(&credentials.name, kind).into(), options, body, properties)
            .await?
            .await
    };
    let confirm = tokio::time::timeout(TIMEOUT, confirm).await.context("no confirm in time")??;
    ensure!(matches!(confirm, Confirmation::Ack(None)), "the broker did not take the report");
    Ok(())
}

/// An id for this purpose that is the same whenever it is made from the same: from the event id, whenever the ticket is
/// delivered.
#[must_use]
pub fn made_from(same: impl std::fmt::Display, purpose: &str) -> Uuid {
    let digest = digest(&SHA256, format!("{same}/{purpose}").as_bytes());
    let mut bytes = [0_u8; 16];
    for (to, from) in bytes.iter_mut().zip(digest.as_ref()) {
        *to = *from;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
