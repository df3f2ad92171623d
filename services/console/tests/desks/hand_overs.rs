//! Tickets whose message was lost on its way to their desk.

use std::collections::HashMap;
use std::time::Duration;

use answer::jobs::{Ask, list_unreceived, send_unreceived};
use domain::Desk;
use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use messages::{CaseReply, TicketRouted, topology};
use queue::{Outcome, ResendPolicy};
use serde_json::json;

use crate::office::{Office, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;
const AGENCY: &str = "latihan";

impl Office {
    /// A ticket that the router sent to its desk at this moment of the office's clock, and whose message is lost.
    async fn lost(&self) -> TicketRouted {
        let ticket = self.dispatched_ticket(STATUS_BUKAN_PNS).await;
        sqlx::query("UPDATE routing.dispatches SET dispatched_at = $1 WHERE event_id = $2")
            .bind(self.clock.now().to_sqlx())
            .bind(ticket.event_id)
            .execute(self.owner())
            .await
            .unwrap();
        ticket
    }

    /// What the sweep sends again so many minutes later, with the service's own rights; lost once more. `waiting` is in
    /// the agency's queue.
    async fn sent_again_after(&self, minutes: i64, waiting: Option<u32>) -> Vec<TicketRouted> {
        self.clock.advance(SignedDuration::from_mins(minutes));
        let (pool, now, policy) = (self.as_answer().await, self.clock.now(), ResendPolicy::new(Duration::from_mins(3)));
        list_unreceived(&pool, now, policy).await.unwrap();
        let ask = Ask::Queues(waiting.map(|messages| (DESK, messages)).into_iter().collect::<HashMap<_, _>>());
        send_unreceived(&pool, now, &ask, policy).await.unwrap();
        self.take_from_outbox().await
    }

    /// The messages for desks, taken out of the outbox.
    async fn take_from_outbox(&self) -> Vec<TicketRouted> {
        let messages = self.outbox(topology::DESKS).await;
        sqlx::query("DELETE FROM desk.outbox").execute(self.owner()).await.unwrap();
        messages.into_iter().map(|message| serde_json::from_value(message.body).unwrap()).collect()
    }

    async fn served_by_agency(&self) -> String {
        let token = self.agency(AGENCY, &[DESK]).await;
        sqlx::query("INSERT INTO desk.served_by (desk, agency) VALUES ($1, $2)")
            .bind(DESK.as_str())
            .bind(AGENCY)
            .execute(self.owner())
            .await
            .unwrap();
        token
    }

    async fn unreceived(&self) -> i64 {
        self.count("SELECT count(*) FROM desk.unreceived").await
    }
}

#[tokio::test]
async fn a_ticket_that_did_not_come_is_sent_again_as_it_was_and_received_once() {
    let office = Office::open().await;
    let ticket = office.lost().await;
    assert!(office.sent_again_after(1, None).await.is_empty(), "it may still be on its way");
    let sent = office.sent_again_after(3, None).await;
    assert_eq!(sent, std::slice::from_ref(&ticket), "the same message under the same id");
    assert_eq!(office.unreceived().await, 1);
    for _ in 0..2 {
        assert_eq!(office.receive(DESK, &sent).await, [Outcome::Done]);
    }
    assert_eq!(office.stages(ticket.ticket_number).await, ["received"]);
    assert!(office.sent_again_after(30, None).await.is_empty());
    assert_eq!(office.unreceived().await, 0);
}

#[tokio::test]
async fn a_ticket_is_sent_again_after_twice_as_long_each_time() {
    let office = Office::open().await;
    office.lost().await;
    let mut sent = 0;
    for _minute in 0..60 {
        sent += office.sent_again_after(1, None).await.len();
    }
    assert_eq!(sent, 4, "after 3, 9, 21 and 45 minutes");
}

#[tokio::test]
async fn a_ticket_that_was_only_read_before_it_came_is_sent_again_too() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let ticket = office.lost().await;
    assert_eq!(office.get(&token, &format!("/api/v1/tickets/{}", ticket.ticket_number)).await.status, 200);
    let sent = office.sent_again_after(4, None).await;
    assert_eq!(sent.len(), 1);
    office.receive(DESK, &sent).await;
    assert_eq!(office.stages(ticket.ticket_number).await, ["received"]);
}

#[tokio::test]
async fn a_ticket_lost_between_two_desks_comes_to_the_second_one() {
    let office = Office::open().await;
    let token = office.token(&[DESK, Desk::BknAccounts]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let handed = office
        .post(
            &token,
            &format!("/api/v1/tickets/{number}/transfers"),
            &json!({ "desk": "bkn.accounts", "reason": "Soal akun." }),
        )
        .await;
    assert_eq!(handed.status, 202, "{}", String::from_utf8_lossy(&handed.body));
    let carrier = office.take_from_outbox().await;
    let sent = office.sent_again_after(4, None).await;
    assert_eq!((sent.len(), &sent), (1, &carrier));
    assert!(sent[0].transferred && sent[0].desk == Desk::BknAccounts);
    assert_eq!(office.receive(Desk::BknAccounts, &sent).await, [Outcome::Done]);
    assert_eq!(office.stages(number).await, ["received", "received"]);
    assert!(office.sent_again_after(60, None).await.is_empty());
}

#[tokio::test]
async fn an_agency_gets_no_more_messages_than_its_queue_lacks() {
    let office = Office::open().await;
    office.served_by_agency().await;
    let mut tickets = Vec::new();
    for _ in 0..5 {
        tickets.push(office.lost().await);
        office.clock.advance(SignedDuration::from_secs(1));
    }
    assert!(office.sent_again_after(10, Some(0)).await.is_empty(), "an agency need not report within minutes");
    assert!(office.sent_again_after(30, Some(5)).await.is_empty(), "all five wait in the queue");
    assert!(office.sent_again_after(60, None).await.is_empty(), "nobody knows what waits there");
    let sent = office.sent_again_after(60, Some(2)).await;
    assert_eq!(sent, tickets[..3], "the oldest ones, for the queue has the others");
}

#[tokio::test]
async fn a_ticket_that_an_agency_never_reports_is_sent_to_it_three_times_more_and_then_left_to_the_operator() {
    let office = Office::open().await;
    office.served_by_agency().await;
    office.lost().await;
    let mut sent = 0;
    for _hour in 0..30 {
        sent += office.sent_again_after(60, Some(0)).await.len();
    }
    assert_eq!((sent, office.unreceived().await), (3, 1), "and the gauge tells");
    let (pool, now) = (office.as_answer().await, office.clock.now());
    sqlx::query("UPDATE desk.unreceived SET due_at = '-infinity'").execute(office.owner()).await.unwrap();
    send_unreceived(&pool, now, &Ask::Operator, ResendPolicy::new(Duration::from_mins(3))).await.unwrap();
    assert_eq!(office.take_from_outbox().await.len(), 1, "the operator may send it as often as it helps");
}

#[tokio::test]
async fn a_ticket_that_an_agency_touched_is_in_its_hands() {
    let office = Office::open().await;
    let token = office.served_by_agency().await;
    let (read, reported) = (office.lost().await.ticket_number, office.lost().await.ticket_number);
    assert!(office.sent_again_after(10, Some(0)).await.is_empty());
    assert_eq!(office.unreceived().await, 2);
    assert_eq!(office.get(&token, &format!("/api/v1/tickets/{read}")).await.status, 200);
    let reply: CaseReply = serde_json::from_value(
        json!({ "kind": "case.received", "version": 1, "event_id": office.clock.new_id(), "ticket_number": reported.to_string() }),
    )
    .unwrap();
    assert_eq!(office.report(AGENCY, &reply).await, Outcome::Done);
    assert!(office.sent_again_after(600, Some(0)).await.is_empty());
    assert_eq!(office.unreceived().await, 0);
}

#[tokio::test]
async fn what_was_given_up_comes_again_only_a_day_later_and_what_was_erased_never() {
    let office = Office::open().await;
    let (given_up, erased) = (office.lost().await, office.lost().await);
    sqlx::query("INSERT INTO desk.inbox (event_id, queue, attempts) VALUES ($1, 'desk.bkn.data-fixes', 6)")
        .bind(given_up.event_id)
        .execute(office.owner())
        .await
        .unwrap();
    office.erase(erased.ticket_number).await;
    assert!(office.sent_again_after(60, None).await.is_empty());
    assert!(office.sent_again_after(22 * 60, None).await.is_empty());
    assert_eq!(office.sent_again_after(2 * 60, None).await, [given_up]);
    assert_eq!(office.unreceived().await, 1);
}
