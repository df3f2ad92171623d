//! Reports that break the rules, one for each reason of rejection that an agency can bring about by itself.

use agency_kit::{made_from, properties, publish};
use anyhow::Result;
use domain::{SevenDigits, TicketNumber};
use lapin::Channel;
use messages::replies::LONGEST_REPLY;
use messages::{TicketRouted, VERSION};
use serde_json::{Value, json};
use uuid::Uuid;

use super::work::Worker;

/// Sends them all, beside the honest reports on a ticket.
pub(super) async fn send(worker: &Worker, channel: &Channel, routed: &TicketRouted) -> Result<()> {
    for (at, body) in bodies(routed).into_iter().enumerate() {
        let id = made_from(routed.event_id, &format!("garbage {at}"));
        send_one(worker, channel, "case.received", Some(id), &with_id(body, id)).await?;
    }
    let id = made_from(routed.event_id, "garbage of bytes");
    send_one(worker, channel, "case.received", Some(id), b"\xFF\x00 garbage").await?;
    let other = made_from(routed.event_id, "another id");
    send_one(worker, channel, "case.received", Some(other), &with_id(report(routed, "case.received"), id)).await?;
    send_one(worker, channel, "case.received", None, &with_id(report(routed, "case.received"), id)).await
}

/// Bodies that are rejected for what they say.
fn bodies(routed: &TicketRouted) -> Vec<Value> {
    let changed = |kind: &str, field: &str, value: Value| with(report(routed, kind), field, value);
    // No day ever counted so far.
    let nobodys = TicketNumber::counted(routed.form, routed.ticket_number.day(), SevenDigits::MAX);
    vec![
        report(routed, "case.closed"),
        changed("case.received", "version", json!(VERSION + 1)),
        changed("case.received", "ticket_number", json!(nobodys)),
        changed("case.received", "text", json!("Teks tidak boleh ada di sini.")),
        changed("case.transferred", "desk", json!("instansi.lain")),
        changed("case.answered", "text_id", json!(made_from(routed.event_id, "never put"))),
        changed("case.received", "padding", json!("x".repeat(LONGEST_REPLY))),
    ]
}

fn report(routed: &TicketRouted, kind: &str) -> Value {
    json!({ "kind": kind, "version": VERSION, "ticket_number": routed.ticket_number })
}

fn with_id(body: Value, id: Uuid) -> Vec<u8> {
    with(body, "event_id", json!(id)).to_string().into_bytes()
}

fn with(mut body: Value, field: &str, value: Value) -> Value {
    if let Some(fields) = body.as_object_mut() {
        fields.insert(field.to_owned(), value);
    }
    body
}

async fn send_one(worker: &Worker, channel: &Channel, key: &str, id: Option<Uuid>, body: &[u8]) -> Result<()> {
    worker.tally.meant_wrong(id);
    let message_id = id.map_or_else(|| "no-uuid".to_owned(), |id| id.to_string());
    publish(&worker.credentials, channel, key, properties(&worker.credentials, &message_id), body).await
}

#[cfg(test)]
mod tests {
    use messages::CaseReply;

    use super::*;

    #[test]
    fn bodies_are_wrong_but_for_the_ticket_and_the_text_that_nobody_knows() {
        let routed = TicketRouted {
            version: VERSION,
            event_id: Uuid::from_u128(7),
            ticket_number: "702026112100001".parse().unwrap(),
            ticket_id: Uuid::from_u128(8),
            form: "70".parse().unwrap(),
            desk: domain::Desk::InstansiComplaints,
            submitted_at: "2026-11-21T03:00:00Z".parse().unwrap(),
            answer_due_at: "2026-11-23T03:00:00Z".parse().unwrap(),
            documents: 0,
            transferred: false,
        };
        let read: Vec<bool> = bodies(&routed)
            .into_iter()
            .map(|body| CaseReply::parse(&with_id(body, Uuid::from_u128(9))).is_ok())
            .collect();
        assert_eq!(read, [false, false, true, false, false, true, false]);
    }
}
