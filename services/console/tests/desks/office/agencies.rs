//! Partner agencies and what they report.

use answer::jobs::Replies;
use bytes::Bytes;
use domain::{Desk, TicketNumber};
use messages::TicketRouted;
use messages::{CaseReply, topology};
use queue::{Handler as _, Incoming, Outcome};
use uuid::Uuid;

use super::Office;

impl Office {
    /// A new agency for `desks`, and its token.
    pub(crate) async fn agency(&self, name: &str, desks: &[Desk]) -> String {
        let token = self.token(desks).await;
        sqlx::query("INSERT INTO desk.agencies (name, token_id) SELECT $1, id FROM desk.tokens WHERE name = $2")
            .bind(name)
            .bind(&token)
            .execute(self.owner())
            .await
            .unwrap();
        token
    }

    /// Files a submission that the router has sent to its desk, where an agency's system took it.
    pub(crate) async fn dispatched(&self, slug: &str) -> TicketNumber {
        self.dispatched_ticket(slug).await.ticket_number
    }

    /// As [`Office::dispatched`], with the message that is on its way to the desk.
    pub(crate) async fn dispatched_ticket(&self, slug: &str) -> TicketRouted {
        let ticket = self.file(slug).await;
        sqlx::query("INSERT INTO routing.dispatches (event_id, ticket_number, desk) VALUES ($1, $2, $3)")
            .bind(ticket.event_id)
            .bind(ticket.ticket_number.to_string())
            .bind(ticket.desk.as_str())
            .execute(self.owner())
            .await
            .unwrap();
        ticket
    }

    /// Posts a text for a report.
    pub(crate) async fn post_text(&self, token: &str, number: TicketNumber, text: &str) -> Uuid {
        let id = self.clock.new_id();
        let posted = self
            .put(token, &format!("/api/v1/tickets/{number}/texts/{id}"), &serde_json::json!({ "text": text }))
            .await;
        assert_eq!(posted.status, 201, "{}", String::from_utf8_lossy(&posted.body));
        id
    }

    /// Takes one report of the agency with this name.
    pub(crate) async fn report(&self, agency: &str, reply: &CaseReply) -> Outcome {
        let body = serde_json::to_vec(reply).unwrap();
        self.take_reports(vec![reported(Some(&topology::agency_user(agency)), reply.event_id(), &body)]).await[0]
    }

    /// Takes any messages as reports.
    pub(crate) async fn take_reports(&self, batch: Vec<Incoming>) -> Vec<Outcome> {
        Replies::new(self.answer.clone()).handle(batch).await
    }
}

/// A report as the consumer hands it over.
pub(crate) fn reported(sender: Option<&str>, event_id: Uuid, body: &[u8]) -> Incoming {
    Incoming {
        event_id,
        queue: topology::ANSWER_REPLIES,
        attempt: 1,
        sender: sender.map(str::to_owned),
        traceparent: None,
        body: Bytes::copy_from_slice(body),
        span: tracing::Span::none(),
    }
}
