//! Messages become cases once, whatever the broker repeats.

use domain::Desk;
use messages::topology;
use queue::Outcome;

use crate::office::{Office, STATUS_BUKAN_PNS, incoming};

const DESK: Desk = Desk::BknDataFixes;

#[tokio::test]
async fn a_redelivered_message_has_no_second_effect() {
    let office = Office::open().await;
    let ticket = office.file(STATUS_BUKAN_PNS).await;
    for _ in 0..3 {
        assert_eq!(office.receive(DESK, std::slice::from_ref(&ticket)).await, [Outcome::Done]);
    }
    assert_eq!(office.count("SELECT count(*) FROM desk.cases WHERE stage = 'received'").await, 1);
    assert_eq!(office.count("SELECT count(*) FROM desk.timeline").await, 1);
    assert_eq!(office.outbox(topology::EVENTS).await.len(), 1);
    assert_eq!(office.count("SELECT count(*) FROM desk.inbox WHERE done_at IS NOT NULL").await, 1);
}

#[tokio::test]
async fn a_redelivered_message_does_not_undo_work() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let ticket = office.file(STATUS_BUKAN_PNS).await;
    office.receive(DESK, std::slice::from_ref(&ticket)).await;
    office.claim(&token, DESK).await;
    office.receive(DESK, &[ticket]).await;
    assert_eq!(
        office.count("SELECT count(*) FROM desk.cases WHERE stage = 'processing' AND claimed_by IS NOT NULL").await,
        1
    );
}

#[tokio::test]
async fn a_batch_is_received_together_and_each_message_has_its_own_outcome() {
    let office = Office::open().await;
    let mut batch = Vec::new();
    for _ in 0..5 {
        let ticket = office.file(STATUS_BUKAN_PNS).await;
        batch.push(incoming(DESK, ticket.event_id, &serde_json::to_vec(&ticket).unwrap()));
    }
    let mut elsewhere = office.file(STATUS_BUKAN_PNS).await;
    elsewhere.desk = Desk::BknAccounts;
    batch.insert(1, incoming(DESK, office.clock.new_id(), b"{}"));
    batch.insert(3, incoming(DESK, elsewhere.event_id, &serde_json::to_vec(&elsewhere).unwrap()));
    batch.push(incoming(DESK, office.clock.new_id(), &serde_json::to_vec(&elsewhere).unwrap()));
    let outcomes = office.deliver(DESK, batch).await;
    let (done, malformed) = (Outcome::Done, Outcome::Park("malformed"));
    let expected =
        [done, malformed, done, Outcome::Park("other_desk"), done, done, done, Outcome::Park("other_event_id")];
    assert_eq!(outcomes, expected);
    assert_eq!(office.count("SELECT count(*) FROM desk.cases").await, 5);
}

#[tokio::test]
async fn one_message_that_the_database_refuses_does_not_hold_up_the_others() {
    let office = Office::open().await;
    let mut tickets = Vec::new();
    for _ in 0..3 {
        tickets.push(office.file(STATUS_BUKAN_PNS).await);
    }
    let second = tickets[1].ticket_number;
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "ALTER TABLE desk.cases ADD CONSTRAINT not_the_second CHECK (ticket_number <> '{second}')"
    )))
    .execute(office.owner())
    .await
    .unwrap();
    assert_eq!(office.receive(DESK, &tickets).await, [Outcome::Done, Outcome::Retry("not_received"), Outcome::Done]);
    assert_eq!(office.count("SELECT count(*) FROM desk.inbox WHERE done_at IS NOT NULL").await, 2);
}

#[tokio::test]
async fn the_event_belongs_to_the_trace_of_the_submission() {
    let office = Office::open().await;
    let ticket = office.file(STATUS_BUKAN_PNS).await;
    let traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let mut message = incoming(DESK, ticket.event_id, &serde_json::to_vec(&ticket).unwrap());
    message.traceparent = Some(traceparent.to_owned());
    office.deliver(DESK, vec![message]).await;
    let events = office.outbox(topology::EVENTS).await;
    assert_eq!((events.len(), events[0].routing_key.as_str()), (1, "ticket.received"));
    assert_eq!(events[0].traceparent.as_deref(), Some(traceparent));
    assert_eq!(events[0].body["ticket_number"], ticket.ticket_number.to_string());
}

#[tokio::test]
async fn a_case_knows_its_region_whichever_way_the_ticket_came() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let (received, adopted) = (office.arrived(STATUS_BUKAN_PNS).await, office.dispatched(STATUS_BUKAN_PNS).await);
    assert_eq!(office.get(&token, &format!("/api/v1/tickets/{adopted}")).await.status, 200);
    for number in [received, adopted] {
        let (case, ticket): (String, String) = sqlx::query_as(
            "SELECT c.region, t.region FROM desk.cases c JOIN intake.tickets t ON t.number = c.ticket_number WHERE \
            c.ticket_number = $1",
        )
        .bind(number.to_string())
        .fetch_one(office.owner())
        .await
        .unwrap();
        assert!(case == ticket && case.starts_with("3174"), "{case} and {ticket}");
    }
}
