//! What agencies report: the same acts as at the console, whatever the order and however often.

use domain::{Desk, TicketNumber};
use messages::replies::{CaseAnswered, CaseProcessing, CaseReceived, CaseTransferred};
use messages::{CaseReply, VERSION, topology};
use queue::Outcome;
use serde_json::json;
use uuid::Uuid;

use crate::office::{Office, STATUS_BUKAN_PNS, reported};

const DESK: Desk = Desk::BknDataFixes;
const AGENCY: &str = "pusat-data";
const TEXT: &str = "Data Anda sudah kami perbaiki.";

#[tokio::test]
async fn reports_bring_a_ticket_to_its_answer_as_the_console_does() {
    let office = Office::open().await;
    let token = office.agency(AGENCY, &[DESK]).await;
    let number = office.dispatched(STATUS_BUKAN_PNS).await;
    assert_eq!(office.report(AGENCY, &received(&office, number)).await, Outcome::Done);
    assert_eq!(office.report(AGENCY, &processing(&office, number)).await, Outcome::Done);
    let text_id = office.post_text(&token, number, TEXT).await;
    assert_eq!(office.report(AGENCY, &answered(&office, number, text_id, None)).await, Outcome::Done);

    assert_eq!(office.stages(number).await, ["received", "processing", "answered"]);
    let ticket = office.get(&token, &format!("/api/v1/tickets/{number}")).await.json();
    assert_eq!((&ticket["stage"], &ticket["answers"][0]["text"]), (&json!("answered"), &json!(TEXT)));
    let events: Vec<String> =
        office.outbox(topology::EVENTS).await.into_iter().map(|event| event.routing_key).collect();
    assert_eq!(events, ["ticket.received", "ticket.answered"]);
    assert_eq!(
        office.audit(number).await.iter().map(|(action, _)| action.as_str()).collect::<Vec<_>>(),
        ["receive", "claim", "answer", "read_ticket"]
    );
}

#[tokio::test]
async fn a_report_that_comes_late_or_again_changes_nothing() {
    let office = Office::open().await;
    let token = office.agency(AGENCY, &[DESK]).await;
    let number = office.dispatched(STATUS_BUKAN_PNS).await;
    let text_id = office.post_text(&token, number, TEXT).await;
    let answer = answered(&office, number, text_id, None);
    for report in [
        answer.clone(),
        processing(&office, number),
        received(&office, number),
        answer,
        answered(&office, number, text_id, None),
    ] {
        assert_eq!(office.report(AGENCY, &report).await, Outcome::Done, "{report:?}");
    }
    assert_eq!(office.stages(number).await, ["received", "answered"]);
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 1);
}

#[tokio::test]
async fn another_answer_is_refused_and_a_correction_names_what_it_corrects() {
    let office = Office::open().await;
    let token = office.agency(AGENCY, &[DESK]).await;
    let number = office.dispatched(STATUS_BUKAN_PNS).await;
    let (first, second) =
        (office.post_text(&token, number, TEXT).await, office.post_text(&token, number, "Mohon maaf, belum.").await);
    let correction = answered(&office, number, second, Some(1));
    assert_eq!(office.report(AGENCY, &correction).await, Outcome::Retry("early_correction"));
    assert_eq!(office.report(AGENCY, &answered(&office, number, first, None)).await, Outcome::Done);
    assert_eq!(rejected(office.report(AGENCY, &answered(&office, number, second, None)).await), "already_answered");
    assert_eq!(office.report(AGENCY, &correction).await, Outcome::Done);
    assert_eq!(office.report(AGENCY, &correction).await, Outcome::Done, "the same again");
    assert_eq!(
        rejected(office.report(AGENCY, &answered(&office, number, first, Some(1))).await),
        "outdated_correction"
    );

    let body = serde_json::to_vec(&answered(&office, number, first, Some(7))).unwrap();
    let mut last = reported(Some("agency.pusat-data"), CaseReply::parse(&body).unwrap().event_id(), &body);
    last.attempt = 3;
    assert_eq!(
        rejected(office.take_reports(vec![last]).await[0]),
        "outdated_correction",
        "what it corrects never came"
    );
}

#[tokio::test]
async fn a_hand_over_leaves_the_agencys_sight_and_late_reports_do_no_harm() {
    let office = Office::open().await;
    let token = office.agency(AGENCY, &[DESK]).await;
    let number = office.dispatched(STATUS_BUKAN_PNS).await;
    let reason = office.post_text(&token, number, "Masalahnya ada di akun.").await;
    let transfer = |desk| {
        let (version, event_id) = (VERSION, office.clock.new_id());
        CaseReply::Transferred(CaseTransferred { version, event_id, ticket_number: number, desk, text_id: reason })
    };
    let hand_over = transfer(Desk::BknAccounts);
    assert_eq!(office.report(AGENCY, &hand_over).await, Outcome::Done);
    for late in [hand_over, received(&office, number), processing(&office, number)] {
        assert_eq!(office.report(AGENCY, &late).await, Outcome::Done, "{late:?}");
    }
    assert_eq!(rejected(office.report(AGENCY, &transfer(Desk::InstansiComplaints)).await), "handed_over");
    assert_eq!(rejected(office.report(AGENCY, &answered(&office, number, reason, None)).await), "handed_over");
    assert_eq!(office.count("SELECT count(*) FROM desk.transfers").await, 1);
    assert_eq!(office.outbox(topology::DESKS).await.len(), 1);
    assert_eq!(office.get(&token, &format!("/api/v1/tickets/{number}")).await.status, 404);
}

#[tokio::test]
async fn over_https_a_later_stage_implies_the_earlier_ones_whether_or_not_the_ticket_was_read() {
    let office = Office::open().await;
    let token = office.agency(AGENCY, &[DESK]).await;
    for read in [false, true] {
        for (act, status, stages) in [
            ("answers", 201, &["received", "answered"][..]),
            ("transfers", 202, &["received"]),
            ("claims", 200, &["received", "processing"]),
            ("stage", 200, &["received", "processing"]),
        ] {
            let number = office.dispatched(STATUS_BUKAN_PNS).await;
            let ticket = format!("/api/v1/tickets/{number}");
            if read {
                assert_eq!(office.get(&token, &ticket).await.status, 200);
            }
            let done = match act {
                "answers" => office.post(&token, &format!("{ticket}/answers"), &json!({ "text": TEXT })).await,
                "transfers" => {
                    let body = json!({ "desk": "bkn.accounts", "reason": "Masalahnya ada di akun." });
                    office.post(&token, &format!("{ticket}/transfers"), &body).await
                }
                "claims" => {
                    let body = json!({ "ticket_number": number.to_string() });
                    office.post(&token, &format!("/api/v1/desks/{DESK}/claims"), &body).await
                }
                _ => office.put(&token, &format!("{ticket}/stage"), &json!({ "stage": "processing" })).await,
            };
            assert_eq!(done.status.as_u16(), status, "{act}, read before: {read}: {}", done.text());
            assert_eq!(office.stages(number).await, stages, "{act}, read before: {read}");
        }
    }
    let events: Vec<String> =
        office.outbox(topology::EVENTS).await.into_iter().map(|event| event.routing_key).collect();
    assert_eq!(
        events.iter().filter(|kind| *kind == "ticket.received").count(),
        8,
        "each was received once: {events:?}"
    );
}

#[tokio::test]
async fn over_https_a_ticket_that_is_not_at_the_desk_is_not_received_by_a_claim_there() {
    let office = Office::open().await;
    let token = office.agency(AGENCY, &[DESK, Desk::BknAccounts]).await;
    let number = office.dispatched(STATUS_BUKAN_PNS).await;
    let body = json!({ "ticket_number": number.to_string() });
    assert_eq!(
        office.post(&token, "/api/v1/desks/bkn.accounts/claims", &body).await.problem(),
        (404, "unknown_ticket".to_owned())
    );
    assert_eq!(office.stages(number).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_cannot_have_its_effect_is_rejected_with_the_reason() {
    let office = Office::open().await;
    let token = office.agency(AGENCY, &[DESK]).await;
    let other = office.agency("dukcapil", &[Desk::DukcapilGuidance]).await;
    let number = office.dispatched(STATUS_BUKAN_PNS).await;
    let text_id = office.post_text(&token, number, TEXT).await;

    let unknown: TicketNumber = "662026112199999".parse().unwrap();
    assert_eq!(rejected(office.report(AGENCY, &received(&office, unknown)).await), "unknown_ticket");
    assert_eq!(
        rejected(office.report("dukcapil", &received(&office, number)).await),
        "unknown_ticket",
        "another desk's"
    );
    assert_eq!(
        rejected(office.report(AGENCY, &answered(&office, number, office.clock.new_id(), None)).await),
        "unknown_text"
    );
    assert_eq!(
        office.put(&other, &format!("/api/v1/tickets/{number}/texts/{text_id}"), &json!({ "text": TEXT })).await.status,
        404
    );

    let long = office.post_text(&token, number, &"a".repeat(501)).await;
    let (version, event_id) = (VERSION, office.clock.new_id());
    let transfer = CaseTransferred { version, event_id, ticket_number: number, desk: Desk::BknAccounts, text_id: long };
    assert_eq!(rejected(office.report(AGENCY, &CaseReply::Transferred(transfer)).await), "unfit_text");

    let officer = office.token(&[DESK]).await;
    assert_eq!(office.claim(&officer, DESK).await.status, 200);
    assert_eq!(rejected(office.report(AGENCY, &answered(&office, number, text_id, None)).await), "claimed_by_another");
    office.erase(number).await;
    assert_eq!(rejected(office.report(AGENCY, &processing(&office, number)).await), "erased");
}

#[tokio::test]
async fn what_is_no_report_is_told_to_its_sender_and_holds_nobody_up() {
    let office = Office::open().await;
    office.agency(AGENCY, &[DESK]).await;
    let (number, id) = (office.dispatched(STATUS_BUKAN_PNS).await, office.clock.new_id());
    let good = received(&office, number);
    let body = |json: serde_json::Value| json.to_string().into_bytes();
    let with = |field: &str, value: serde_json::Value| {
        let mut report = json!({ "kind": "case.received", "version": 1, "event_id": id, "ticket_number": number });
        report[field] = value;
        body(report)
    };
    let sender = Some("agency.pusat-data");
    let batch = vec![
        reported(sender, id, b"[]"),
        reported(sender, id, &with("version", json!(2))),
        reported(sender, id, &with("text", json!(TEXT))),
        reported(sender, id, &with("event_id", json!(office.clock.new_id()))),
        reported(sender, id, &with("padding", json!("x".repeat(5000)))),
        reported(None, good.event_id(), &serde_json::to_vec(&good).unwrap()),
        reported(Some("agency.unknown"), good.event_id(), &serde_json::to_vec(&good).unwrap()),
        reported(Some("intake"), good.event_id(), &serde_json::to_vec(&good).unwrap()),
        reported(sender, good.event_id(), &serde_json::to_vec(&good).unwrap()),
    ];
    let outcomes = office.take_reports(batch).await;
    let reasons: Vec<&str> = outcomes.iter().take(6).map(|outcome| rejected(*outcome)).collect();
    assert_eq!(reasons, ["malformed", "unknown_version", "malformed", "other_event_id", "too_long", "no_user_id"]);
    assert_eq!(outcomes[6..], [Outcome::Park("unknown_sender"), Outcome::Park("unknown_sender"), Outcome::Done]);
}

#[tokio::test]
async fn a_removed_agency_reports_nothing_any_more() {
    let office = Office::open().await;
    office.agency(AGENCY, &[DESK]).await;
    let number = office.dispatched(STATUS_BUKAN_PNS).await;
    sqlx::query("UPDATE desk.agencies SET removed_at = now()").execute(office.owner()).await.unwrap();
    assert_eq!(office.report(AGENCY, &received(&office, number)).await, Outcome::Park("unknown_sender"));
}

#[tokio::test]
async fn the_same_acts_go_over_http() {
    let office = Office::open().await;
    let token = office.agency(AGENCY, &[DESK]).await;
    let number = office.dispatched(STATUS_BUKAN_PNS).await;
    assert_eq!(
        office.get(&token, &format!("/api/v1/tickets/{number}")).await.json()["stage"],
        "submitted",
        "readable before it is received"
    );
    let path = format!("/api/v1/tickets/{number}/stage");
    for (reported, stage) in [("received", "received"), ("processing", "processing"), ("received", "processing")] {
        let answer = office.put(&token, &path, &json!({ "stage": reported })).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["stage"]), (200, &json!(stage)), "{reported}");
    }
    assert_eq!(office.put(&token, &path, &json!({ "stage": "answered" })).await.status, 422);
    assert_eq!(
        office.post(&token, &format!("/api/v1/tickets/{number}/answers"), &json!({ "text": TEXT })).await.status,
        201
    );
    assert_eq!(office.put(&token, &path, &json!({ "stage": "processing" })).await.json()["stage"], "answered");
    assert_eq!(office.stages(number).await, ["received", "processing", "answered"]);
    let foreign = office.token(&[Desk::BknAccounts]).await;
    assert_eq!(office.put(&foreign, &path, &json!({ "stage": "received" })).await.status, 404);
}

/// Action and detail of each entry about a ticket that names this token.
async fn entries_of(office: &Office, token: &str, number: TicketNumber) -> Vec<(String, Option<String>)> {
    sqlx::query_as(
        "SELECT e.action, e.detail FROM audit.entries e JOIN desk.tokens t ON t.id = e.actor_id AND e.actor_kind = \
        'agency'
          WHERE t.name = $1 AND e.ticket_number = $2 ORDER BY e.id",
    )
    .bind(token)
    .bind(number.to_string())
    .fetch_all(office.owner())
    .await
    .unwrap()
}

#[tokio::test]
async fn whatever_an_agency_reports_and_however_leaves_its_entry_once() {
    let office = Office::open().await;
    let token = office.agency(AGENCY, &[DESK]).await;
    let entry = |action: &str, detail: Option<&str>| (action.to_owned(), detail.map(str::to_owned));
    let way = [entry("receive", None), entry("claim", None), entry("answer", Some("1")), entry("answer", Some("2"))];
    let handed_over = [entry("receive", None), entry("transfer", Some("bkn.accounts"))];

    let number = office.dispatched(STATUS_BUKAN_PNS).await;
    let (first, second) =
        (office.post_text(&token, number, TEXT).await, office.post_text(&token, number, "Maaf, begini.").await);
    for report in [
        received(&office, number),
        received(&office, number),
        processing(&office, number),
        answered(&office, number, first, None),
        answered(&office, number, first, None),
        answered(&office, number, second, Some(1)),
    ] {
        assert_eq!(office.report(AGENCY, &report).await, Outcome::Done, "{report:?}");
    }
    assert_eq!(entries_of(&office, &token, number).await, way, "over messages");

    let number = office.dispatched(STATUS_BUKAN_PNS).await;
    for stage in ["received", "received", "processing"] {
        assert_eq!(
            office.put(&token, &format!("/api/v1/tickets/{number}/stage"), &json!({ "stage": stage })).await.status,
            200
        );
    }
    for (text, corrects) in [(TEXT, json!(null)), ("Maaf, begini.", json!(1))] {
        let body = json!({ "text": text, "corrects": corrects });
        assert_eq!(office.post(&token, &format!("/api/v1/tickets/{number}/answers"), &body).await.status, 201);
    }
    assert_eq!(entries_of(&office, &token, number).await, way, "over HTTP");

    let number = office.dispatched(STATUS_BUKAN_PNS).await;
    let text_id = office.post_text(&token, number, "Ini soal akun.").await;
    let (version, event_id) = (VERSION, office.clock.new_id());
    let transfer = CaseReply::Transferred(CaseTransferred {
        version,
        event_id,
        ticket_number: number,
        desk: Desk::BknAccounts,
        text_id,
    });
    assert_eq!(office.report(AGENCY, &transfer).await, Outcome::Done);
    assert_eq!(entries_of(&office, &token, number).await, handed_over, "what is handed over was received, said or not");

    let number = office.dispatched(STATUS_BUKAN_PNS).await;
    office.put(&token, &format!("/api/v1/tickets/{number}/stage"), &json!({ "stage": "received" })).await;
    let body = json!({ "desk": "bkn.accounts", "reason": "Ini soal akun." });
    assert_eq!(office.post(&token, &format!("/api/v1/tickets/{number}/transfers"), &body).await.status, 202);
    assert_eq!(entries_of(&office, &token, number).await, handed_over, "over HTTP");

    let number = office.dispatched(STATUS_BUKAN_PNS).await;
    assert_eq!(office.report(AGENCY, &processing(&office, number)).await, Outcome::Done);
    assert_eq!(entries_of(&office, &token, number).await, way[..2], "work on a ticket says that it was received");
}

#[tokio::test]
async fn a_posted_text_is_sealed_kept_once_and_bounded() {
    let office = Office::open().await;
    let token = office.agency(AGENCY, &[DESK]).await;
    let number = office.dispatched(STATUS_BUKAN_PNS).await;
    let id = office.post_text(&token, number, TEXT).await;
    let path = format!("/api/v1/tickets/{number}/texts/{id}");
    assert_eq!(office.put(&token, &path, &json!({ "text": TEXT })).await.status, 204);
    assert_eq!(office.put(&token, &path, &json!({ "text": "Lain." })).await.problem(), (409, "text_taken".to_owned()));
    assert_eq!(office.put(&token, &path, &json!({ "text": " " })).await.status, 422);
    assert_eq!(
        office.put(&token, &format!("/api/v1/tickets/{number}/texts/1"), &json!({ "text": TEXT })).await.status,
        400
    );
    for _ in 1..20 {
        office.post_text(&token, number, TEXT).await;
    }
    let one_more = format!("/api/v1/tickets/{number}/texts/{}", office.clock.new_id());
    assert_eq!(
        office.put(&token, &one_more, &json!({ "text": TEXT })).await.problem(),
        (409, "too_many_texts".to_owned())
    );
    assert_eq!(
        office.count("SELECT count(*) FROM desk.texts WHERE position('perbaiki'::bytea in body) > 0").await,
        0,
        "nothing lies open"
    );
}

#[tokio::test]
async fn a_ticket_read_before_its_message_came_is_still_received_by_it() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let ticket = office.dispatched_ticket(STATUS_BUKAN_PNS).await;
    assert_eq!(office.get(&token, &format!("/api/v1/tickets/{}", ticket.ticket_number)).await.status, 200);
    assert_eq!(office.receive(DESK, std::slice::from_ref(&ticket)).await, [Outcome::Done]);
    assert_eq!(office.stages(ticket.ticket_number).await, ["received"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_ticket_read_at_the_very_moment_that_its_message_comes_is_received() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    for _ in 0..60 {
        let ticket = office.dispatched_ticket(STATUS_BUKAN_PNS).await;
        let path = format!("/api/v1/tickets/{}", ticket.ticket_number);
        let (read, outcome) =
            tokio::join!(office.get(&token, &path), office.receive(DESK, std::slice::from_ref(&ticket)));
        assert_eq!((read.status.as_u16(), outcome), (200, vec![Outcome::Done]));
        assert_eq!(office.stages(ticket.ticket_number).await, ["received"]);
        assert_eq!(office.get(&token, &path).await.json()["stage"], "received");
    }
}

fn received(office: &Office, ticket_number: TicketNumber) -> CaseReply {
    CaseReply::Received(CaseReceived { version: VERSION, event_id: office.clock.new_id(), ticket_number })
}

fn processing(office: &Office, ticket_number: TicketNumber) -> CaseReply {
    CaseReply::Processing(CaseProcessing { version: VERSION, event_id: office.clock.new_id(), ticket_number })
}

fn answered(office: &Office, ticket_number: TicketNumber, text_id: Uuid, corrects: Option<i32>) -> CaseReply {
    CaseReply::Answered(CaseAnswered {
        version: VERSION,
        event_id: office.clock.new_id(),
        ticket_number,
        text_id,
        corrects,
    })
}

fn rejected(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Reject(rejection) => rejection.reason,
        other @ (Outcome::Done | Outcome::Retry(_) | Outcome::Unavailable(_) | Outcome::Park(_)) => {
            panic!("not rejected: {other:?}")
        }
    }
}
