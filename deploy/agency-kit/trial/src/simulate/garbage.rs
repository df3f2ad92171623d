//! Reports that break the rules: one for each reason of rejection that an agency alone can cause.

use agency_kit::made_from;
use domain::{SevenDigits, TicketNumber};
use messages::replies::LONGEST_REPLY;
use messages::{TicketRouted, VERSION};
use serde_json::{Value, json};
use uuid::Uuid;

/// A report that the helpdesk will reject.
pub(super) struct Wrong {
    /// Its kind.
    pub(super) key: &'static str,
    /// The message's id, which the rejection will name. Without it the message has an id that is no UUID.
    pub(super) id: Option<Uuid>,
    pub(super) body: Vec<u8>,
}

/// All of them, to send next to the honest reports on a ticket.
pub(super) fn reports(routed: &TicketRouted) -> Vec<Wrong> {
    let wrong = |id: Option<Uuid>, body: Vec<u8>| Wrong { key: "case.received", id, body };
    let mut reports: Vec<Wrong> = bodies(routed)
        .into_iter()
        .enumerate()
        .map(|(at, body)| {
            let id = made_from(routed.event_id, &format!("garbage {at}"));
            wrong(Some(id), with_id(body, id))
        })
        .collect();
    let id = made_from(routed.event_id, "garbage of bytes");
    let other = made_from(routed.event_id, "another id");
    let honest = with_id(report(routed, "case.received"), id);
    reports.extend([
        wrong(Some(id), b"\xFF\x00 garbage".to_vec()),
        wrong(Some(other), honest.clone()),
        wrong(None, honest),
    ]);
    reports
}

/// Bodies that the helpdesk rejects because of their content.
fn bodies(routed: &TicketRouted) -> Vec<Value> {
    let changed = |kind: &str, field: &str, value: Value| with(report(routed, kind), field, value);
    // No day ever counted that far.
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
            follow_up: false,
        };
        let read: Vec<bool> = bodies(&routed)
            .into_iter()
            .map(|body| CaseReply::parse(&with_id(body, Uuid::from_u128(9))).is_ok())
            .collect();
        assert_eq!(read, [false, false, true, false, false, true, false]);
    }
}
