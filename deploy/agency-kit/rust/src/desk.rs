//! The queues: takes tickets, reports what happens to them, and shows what was rejected.

use anyhow::{Context as _, Result};
use domain::TicketNumber;
use futures_util::StreamExt as _;
use lapin::Channel;
use lapin::message::Delivery;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicQosOptions, BasicRejectOptions};
use lapin::types::FieldTable;
use messages::replies::{CaseAnswered, CaseProcessing, CaseReceived};
use messages::topology::rejected_queue;
use messages::{CaseReply, ReplyRejected, TicketRouted, VERSION};

use crate::catch_up::{SETTLED, catch_up};
use crate::reports::{connect, made_from, report};
use crate::{Api, Credentials, Ticket, say};

/// Tickets that the broker sends ahead.
pub const PREFETCH: u16 = 20;

/// Works until the connection ends.
///
/// # Errors
/// When it ends, or the API is away for long.
pub async fn work(credentials: &Credentials, answer_to: fn(&Ticket) -> String) -> Result<()> {
    let api = Api::new(credentials)?;
    let (_connection, channel) = connect(credentials).await?;
    channel.basic_qos(PREFETCH, BasicQosOptions::default()).await?;
    let mut rejected = consume(&channel, &rejected_queue(&credentials.name)).await?;
    let mut tickets = Vec::new();
    for desk in &credentials.desks {
        tickets.push(consume(&channel, &format!("desk.{desk}")).await?);
    }
    let mut tickets = futures_util::stream::select_all(tickets);
    let mut open_for_long = tokio::time::interval(SETTLED);
    loop {
        tokio::select! {
            _ = open_for_long.tick() => drop(catch_up(credentials, &api, &channel, answer_to).await?),
            delivery = tickets.next() => {
                let delivery = delivery.context("the broker ended the consumer")??;
                let Ok(routed) = TicketRouted::parse(&delivery.data) else {
                    unreadable(&delivery).await?;
                    continue;
                };
                let ticket = OneTicket { number: routed.ticket_number, ids_from: routed.event_id.to_string() };
                on_ticket(credentials, &api, &channel, &ticket, answer_to).await?;
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

/// A queue's messages.
///
/// # Errors
/// When the broker refuses.
pub async fn consume(channel: &Channel, queue: &str) -> Result<lapin::Consumer> {
    let consumer =
        channel.basic_consume(queue.into(), "".into(), BasicConsumeOptions::default(), FieldTable::default());
    consumer.await.with_context(|| format!("consuming {queue}"))
}

/// What is no ticket, or of a later version, is kept for the helpdesk's operator.
async fn unreadable(delivery: &Delivery) -> Result<()> {
    say("a message that is no ticket, or of a later version");
    delivery.reject(BasicRejectOptions { requeue: false }).await?;
    Ok(())
}

/// A ticket to be worked on.
pub(crate) struct OneTicket {
    pub(crate) number: TicketNumber,
    /// What the ids of its reports are made from.
    pub(crate) ids_from: String,
}

/// What fails here is not acknowledged: the ticket is delivered again, and the same ids are made again.
pub(crate) async fn on_ticket(
    credentials: &Credentials,
    api: &Api,
    channel: &Channel,
    ticket: &OneTicket,
    answer_to: fn(&Ticket) -> String,
) -> Result<()> {
    let (version, ticket_number, number) = (VERSION, ticket.number, ticket.number.to_string());
    let id = |purpose: &str| made_from(&ticket.ids_from, purpose);

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
