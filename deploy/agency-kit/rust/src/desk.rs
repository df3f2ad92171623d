//! The queues: takes tickets, reports what happens to them, and shows what was rejected.

use anyhow::{Context as _, Result, ensure};
use futures_util::StreamExt as _;
use lapin::message::Delivery;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, BasicQosOptions, ConfirmSelectOptions};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel, Confirmation, Connection, ConnectionProperties};
use messages::replies::{CaseAnswered, CaseProcessing, CaseReceived};
use messages::topology::{REPLIES, agency_user, rejected_queue};
use messages::{CaseReply, ReplyRejected, TicketRouted, VERSION};
use ring::digest::{SHA256, digest};
use uuid::Uuid;

use crate::api::Api;
use crate::{Credentials, answer_to, say};

/// Tickets that the broker sends ahead.
const PREFETCH: u16 = 20;

/// Works until the connection ends.
pub(crate) async fn work(credentials: &Credentials) -> Result<()> {
    let api = Api::new(credentials)?;
    let connection = Connection::connect(&credentials.amqp_url, ConnectionProperties::default()).await?;
    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    channel.basic_qos(PREFETCH, BasicQosOptions::default()).await?;
    let mut rejected = consume(&channel, &rejected_queue(&credentials.name)).await?;
    let mut tickets = Vec::new();
    for desk in &credentials.desks {
        tickets.push(consume(&channel, &format!("desk.{desk}")).await?);
    }
    let mut tickets = futures_util::stream::select_all(tickets);
    loop {
        tokio::select! {
            delivery = tickets.next() => {
                let delivery = delivery.context("the broker ended the consumer")??;
                on_ticket(credentials, &api, &channel, &delivery).await?;
                delivery.ack(BasicAckOptions::default()).await?;
            }
            delivery = rejected.next() => {
                let delivery = delivery.context("the broker ended the consumer")??;
                let rejected: ReplyRejected = serde_json::from_slice(&delivery.data)?;
                say(&format!("rejected: {} {}", rejected.reason, rejected.explanation));
                delivery.ack(BasicAckOptions::default()).await?;
            }
        }
    }
}

async fn consume(channel: &Channel, queue: &str) -> Result<lapin::Consumer> {
    let consumer = channel.basic_consume(queue.into(), "".into(), BasicConsumeOptions::default(), FieldTable::default());
    consumer.await.with_context(|| format!("consuming {queue}"))
}

/// What fails here is not acknowledged: the ticket is delivered again, and the same ids are made again.
async fn on_ticket(credentials: &Credentials, api: &Api, channel: &Channel, delivery: &Delivery) -> Result<()> {
    let routed = TicketRouted::parse(&delivery.data)?;
    let (version, ticket_number, number) = (VERSION, routed.ticket_number, routed.ticket_number.to_string());
    let id = |purpose: &str| made_from(routed.event_id, purpose);

    let received = CaseReceived { version, event_id: id("received"), ticket_number };
    report(credentials, channel, &CaseReply::Received(received)).await?;
    let Some(ticket) = api.ticket(&number).await? else {
        say(&format!("left out {number}"));
        return Ok(());
    };
    let processing = CaseProcessing { version, event_id: id("processing"), ticket_number };
    report(credentials, channel, &CaseReply::Processing(processing)).await?;
    let text_id = id("text");
    api.post_text(&number, text_id, &answer_to(&ticket)).await?;
    let answered = CaseAnswered { version, event_id: id("answered"), ticket_number, text_id, corrects: None };
    report(credentials, channel, &CaseReply::Answered(answered)).await?;
    say(&format!("answered {number}"));
    Ok(())
}

/// One report, confirmed by the broker.
#[expect(clippy::disallowed_methods, reason = "the example stands outside of the system and shows what an agency does with its own client")]
async fn report(credentials: &Credentials, channel: &Channel, reply: &CaseReply) -> Result<()> {
    let properties = BasicProperties::default()
        .with_user_id(agency_user(&credentials.name).into())
        .with_message_id(reply.event_id().to_string().into())
        .with_content_type("application/json".into())
        .with_delivery_mode(2);
    let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
    let body = serde_json::to_vec(reply)?;
    let confirm = channel.basic_publish(REPLIES.into(), reply.routing_key().into(), options, &body, properties).await?.await?;
    ensure!(matches!(confirm, Confirmation::Ack(None)), "the broker did not take the report");
    Ok(())
}

/// An id for this purpose that is the same whenever the ticket is delivered again.
fn made_from(event_id: Uuid, purpose: &str) -> Uuid {
    let digest = digest(&SHA256, format!("{event_id}/{purpose}").as_bytes());
    let mut bytes = [0_u8; 16];
    for (to, from) in bytes.iter_mut().zip(digest.as_ref()) {
        *to = *from;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
