//! Messages of the broker: every kind of body, and the properties that a partner's system sends with it. The pieces of
//! an input are the message's id, its user, a header's name, the header's text, and the body.

use messages::{CaseReply, Malformed, ReplyRejected, TicketEvent, TicketRouted, TicketSubmitted, VERSION};
use queue::fuzzing::Properties;
use serde::Serialize;
use tracing::Span;

use super::{Target, pieces, text};

pub(super) const TARGET: Target = Target { name: "messages", words: &WORDS, most: 4_096, run };

const WORDS: [&[u8]; 30] = [
    b"\x1f",
    b"019aa000-0000-7000-8000-000000000001",
    b"{019aa000-0000-7000-8000-000000000001}",
    b"\"version\":1",
    b"\"version\":2",
    b"\"version\":257",
    b"\"event_id\":\"019aa000-0000-7000-8000-000000000001\"",
    b"\"kind\":\"case.received\"",
    b"\"kind\":\"case.processing\"",
    b"\"kind\":\"case.answered\"",
    b"\"kind\":\"case.transferred\"",
    b"\"kind\":\"received\"",
    b"\"ticket_number\":\"702026112900000422\"",
    b"\"text_id\":\"019aa000-0000-7000-8000-000000000001\"",
    b"\"corrects\":1",
    b"\"desk\":\"bkn.accounts\"",
    b"\"form\":\"66\"",
    b"\"at\":\"2026-11-21T05:00:00Z\"",
    b"\"region\":\"320205\"",
    b"-009999-01-01T00:00:00Z",
    b"traceparent",
    b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    b"sender",
    b"x-first-death-reason",
    b"reason",
    b"{",
    b"}",
    b"[[[[[[[[",
    b",",
    b"null",
];

fn run(input: &[u8]) -> bool {
    let [id, user, name, value, body] = pieces(input);
    let properties = Properties {
        message_id: text(id).into_owned(),
        user_id: Some(text(user).into_owned()).filter(|user| !user.is_empty()),
        headers: vec![(text(name).into_owned(), value.to_vec())],
    };
    let known = arrived(&properties, body);
    let read = [
        read(body, TicketSubmitted::parse),
        read(body, TicketRouted::parse),
        read(body, TicketEvent::parse),
        read(body, CaseReply::parse),
    ];
    if let Ok(letter) = serde_json::from_slice::<ReplyRejected>(body) {
        let again = serde_json::to_vec(&letter).ok().and_then(|body| serde_json::from_slice(&body).ok());
        assert_eq!(again, Some(letter), "a letter is read again");
    }
    known | read.contains(&true)
}

/// A message counts once, however often it came back.
fn arrived(properties: &Properties, body: &[u8]) -> bool {
    for exchange in ["helpdesk.reports", ""] {
        let Some(known) = properties.read(exchange, body) else { return false };
        if let Some(traceparent) = &known.traceparent {
            runtime::telemetry::continue_trace(&Span::none(), traceparent);
        }
        if !exchange.is_empty() {
            assert_eq!(known.sender, properties.user_id, "a sender is whom the broker checked");
        }
        let Some(came_back) = properties.come_back(exchange, body) else { unreachable!("it was read before") };
        for again in came_back {
            assert_eq!(again, known, "a message that came back is the same message");
        }
        if known.event_id.is_none() {
            return false;
        }
    }
    true
}

/// Reads a body of one kind. The parser reads it again as it was written, or refuses it with a reason.
fn read<M>(body: &[u8], parse: fn(&[u8]) -> Result<M, Malformed>) -> bool
where
    M: Serialize + PartialEq + std::fmt::Debug,
{
    match parse(body) {
        Ok(message) => {
            let Ok(json) = serde_json::to_value(&message) else { unreachable!("a message is JSON") };
            assert_eq!(json.get("version"), Some(&VERSION.into()), "a message of our version");
            let again = parse(json.to_string().as_bytes());
            assert!(again.is_ok_and(|again| again == message), "a message is read again: {json}");
            true
        }
        Err(malformed) => {
            assert!(!malformed.to_string().is_empty(), "a message is refused with a reason");
            matches!(malformed, Malformed::Body(error) if error.is_data())
        }
    }
}
