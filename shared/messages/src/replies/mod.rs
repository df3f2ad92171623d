//! What partner agencies report about tickets of their desks, on `helpdesk.reports`.
//!
//! A report says what happened and never carries text. The agency posts an answer or a reason over HTTPS first, and the
//! report refers to it by its id. So the broker's disk holds nothing personal, and erasing a ticket erases its texts.
//! Parsing refuses a body with an unknown field, so that no text slips in.

mod answered;
mod processing;
mod received;
mod rejected;
mod transferred;

pub use answered::CaseAnswered;
pub use processing::CaseProcessing;
pub use received::CaseReceived;
pub use rejected::ReplyRejected;
pub use transferred::CaseTransferred;

use domain::TicketNumber;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Malformed;

/// Longest body of a report, in bytes; far more than any needs.
pub const LONGEST_REPLY: usize = 4096;

/// A report of an agency. `kind` in the body equals the routing key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum CaseReply {
    /// The agency has the ticket (Diterima).
    #[serde(rename = "case.received")]
    Received(CaseReceived),
    /// Somebody works on it (Proses).
    #[serde(rename = "case.processing")]
    Processing(CaseProcessing),
    /// It is answered, or its answer corrected (Jawaban).
    #[serde(rename = "case.answered")]
    Answered(CaseAnswered),
    /// It goes to another desk.
    #[serde(rename = "case.transferred")]
    Transferred(CaseTransferred),
}

impl CaseReply {
    /// `kind` in the body, and the end of the routing key on `helpdesk.reports`.
    #[must_use]
    pub fn routing_key(&self) -> &'static str {
        match self {
            Self::Received(_) => "case.received",
            Self::Processing(_) => "case.processing",
            Self::Answered(_) => "case.answered",
            Self::Transferred(_) => "case.transferred",
        }
    }

    /// Id of the message, the same on every delivery.
    #[must_use]
    pub fn event_id(&self) -> Uuid {
        match self {
            Self::Received(reply) => reply.event_id,
            Self::Processing(reply) => reply.event_id,
            Self::Answered(reply) => reply.event_id,
            Self::Transferred(reply) => reply.event_id,
        }
    }

    /// The ticket that it is about.
    #[must_use]
    pub fn ticket_number(&self) -> TicketNumber {
        match self {
            Self::Received(reply) => reply.ticket_number,
            Self::Processing(reply) => reply.ticket_number,
            Self::Answered(reply) => reply.ticket_number,
            Self::Transferred(reply) => reply.ticket_number,
        }
    }

    /// Reads a body.
    ///
    /// # Errors
    /// When it is another message or another version, or has a field too many.
    pub fn parse(body: &[u8]) -> Result<Self, Malformed> {
        crate::malformed::parse(body)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ID: &str = "019aa000-0000-7000-8000-000000000001";

    #[test]
    fn every_report_is_read_back_as_it_was_written() {
        let (version, event_id, ticket_number) =
            (crate::VERSION, ID.parse().unwrap(), "662026112100001".parse().unwrap());
        let replies = [
            CaseReply::Received(CaseReceived { version, event_id, ticket_number }),
            CaseReply::Processing(CaseProcessing { version, event_id, ticket_number }),
            CaseReply::Answered(CaseAnswered {
                version,
                event_id,
                ticket_number,
                text_id: event_id,
                corrects: Some(1),
            }),
            CaseReply::Transferred(CaseTransferred {
                version,
                event_id,
                ticket_number,
                desk: domain::Desk::BknAccounts,
                text_id: event_id,
            }),
        ];
        for reply in replies {
            let json = serde_json::to_value(&reply).unwrap();
            assert_eq!(json["kind"], reply.routing_key());
            assert_eq!(CaseReply::parse(json.to_string().as_bytes()).unwrap(), reply);
        }
    }

    #[test]
    fn a_text_in_a_report_is_refused() {
        let mut body = json!({ "kind": "case.answered", "version": 1, "event_id": ID, "ticket_number": "662026112100001", "text_id": ID });
        assert!(CaseReply::parse(body.to_string().as_bytes()).is_ok());
        body["text"] = json!("Data Anda sudah diperbaiki.");
        assert!(CaseReply::parse(body.to_string().as_bytes()).is_err());
    }

    #[test]
    fn what_is_corrected_is_a_revision_from_1_on() {
        let mut body = json!({ "kind": "case.answered", "version": 1, "event_id": ID, "ticket_number": "662026112100001", "text_id": ID });
        for (corrects, read) in
            [(json!(1), true), (json!(0), false), (json!(-1), false), (json!(null), false), (json!("1"), false)]
        {
            body["corrects"] = corrects;
            assert_eq!(CaseReply::parse(body.to_string().as_bytes()).is_ok(), read, "{body}");
        }
    }

    #[test]
    fn another_version_is_told_apart_from_another_message() {
        let body = json!({ "kind": "case.closed", "version": 2 }).to_string();
        assert!(matches!(CaseReply::parse(body.as_bytes()), Err(Malformed::Version { found: 2 })));
        let body = json!({ "kind": "case.closed", "version": 1, "event_id": ID, "ticket_number": "662026112100001" })
            .to_string();
        assert!(matches!(CaseReply::parse(body.as_bytes()), Err(Malformed::Body(_))));
    }
}
