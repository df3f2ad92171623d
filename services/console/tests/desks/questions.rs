//! An officer asks the applicant: the ticket rests, and comes back by the reply or at the deadline.

use answer::jobs::bring_back;
use domain::{Desk, TicketNumber};
use futures_util::future::{join, join_all};
use http::{StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;
use vault::Sealed;

use crate::office::{Answer, Office, Officer, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;
const QUESTION: &str = "Pada KTP Anda tanggal lahirnya berapa?";
const REPLY: &str = "Di KTP tertulis 12 Maret 1995.";
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

impl Office {
    async fn asks(&self, officer: &Officer, number: TicketNumber) -> Answer {
        self.submit(officer, &at(number, "/tanya"), &[("pertanyaan", QUESTION), ("hari", "7")]).await
    }

    /// What the status service writes when the applicant replies to the newest question.
    async fn replies(&self, number: TicketNumber) {
        let (ticket, wrapped): (Uuid, Vec<u8>) = sqlx::query_as(
            "SELECT t.id, k.data_key FROM intake.tickets t JOIN keys.tickets k ON k.ticket_id = t.id WHERE number = $1",
        )
        .bind(number.to_string())
        .fetch_one(self.owner())
        .await
        .unwrap();
        let id = self.clock.new_id();
        let key = self.vault.open_data_key(&wrapped).unwrap();
        sqlx::query(
            "INSERT INTO desk.entries (id, ticket_number, kind, body, said_at, question_id)
             SELECT $1, $2, 'reply', $3, $4, id FROM desk.entries
              WHERE ticket_number = $2 AND kind = 'question' ORDER BY said_at DESC LIMIT 1",
        )
        .bind(id)
        .bind(number.to_string())
        .bind(key.seal(&Sealed::Entry(id).of(ticket), REPLY.as_bytes()).unwrap())
        .bind(self.clock.now().to_sqlx())
        .execute(self.owner())
        .await
        .unwrap();
    }

    async fn due_at(&self, number: TicketNumber) -> Timestamp {
        let due: jiff_sqlx::Timestamp =
            sqlx::query_scalar("SELECT answer_due_at FROM desk.cases WHERE ticket_number = $1")
                .bind(number.to_string())
                .fetch_one(self.owner())
                .await
                .unwrap();
        due.to_jiff()
    }

    /// How the ticket's questions ended, oldest first.
    async fn ended(&self, number: TicketNumber) -> Vec<Option<String>> {
        sqlx::query_scalar(
            "SELECT ended_as FROM desk.entries WHERE ticket_number = $1 AND kind = 'question' ORDER BY said_at",
        )
        .bind(number.to_string())
        .fetch_all(self.owner())
        .await
        .unwrap()
    }

    async fn lists(&self, officer: &Officer, stages: &str, number: TicketNumber) -> bool {
        let list = self.page(officer, &format!("/petugas/tiket?tahap={stages}")).await.text();
        list.contains(&at(number, "\""))
    }
}

fn at(number: TicketNumber, act: &str) -> String {
    format!("/petugas/tiket/{number}{act}")
}

#[tokio::test]
async fn a_ticket_whose_applicant_is_asked_rests_and_comes_back_by_the_reply_to_who_asked() {
    let office = Office::open().await;
    let (ratna, budi) =
        (office.officer("Ratna", &["officer"], &[DESK]).await, office.officer("Budi", &["officer"], &[DESK]).await);
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let due_at = office.due_at(number).await;
    let asked = office.asks(&ratna, number).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
    let location = asked.headers[header::LOCATION].to_str().unwrap();
    assert!(office.page(&ratna, location).await.text().contains("sudah terkirim"));
    for (stages, listed) in [("terbuka", false), ("proses", false), ("saya", false), ("menunggu-pelamar", true)] {
        assert_eq!(office.lists(&ratna, stages, number).await, listed, "{stages}");
    }
    let next = office.submit(&budi, "/petugas/tiket/berikutnya", &[("meja", DESK.as_str())]).await;
    assert!(next.text().contains("Tidak ada tiket yang menunggu"), "{}", next.text());
    assert_eq!(office.asks(&ratna, number).await.status, StatusCode::CONFLICT, "one question at a time");
    assert_eq!(office.asks(&budi, number).await.status, StatusCode::CONFLICT, "Ratna holds it all the time");
    let kept: Vec<u8> = sqlx::query_scalar("SELECT body FROM desk.entries").fetch_one(office.owner()).await.unwrap();
    assert!(!String::from_utf8_lossy(&kept).contains("lahir"), "it is sealed");

    let waited = SignedDuration::from_hours(60);
    office.clock.advance(waited);
    assert_eq!(bring_back(office.answer()).await.unwrap(), 0, "neither a reply nor the deadline");
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    assert!(!office.page(&head, "/petugas/mendesak").await.text().contains(&at(number, "\"")), "it is not late");
    office.replies(number).await;
    assert_eq!(bring_back(office.answer()).await.unwrap(), 1);
    assert_eq!(bring_back(office.answer()).await.unwrap(), 0, "once only");

    let ratna = office.signs_in_again(&ratna).await;
    assert_eq!(office.due_at(number).await, due_at + waited, "its deadline stood still");
    for (stages, listed) in [("terbuka", true), ("saya", true), ("kembali", true), ("menunggu-pelamar", false)] {
        assert_eq!(office.lists(&ratna, stages, number).await, listed, "{stages}");
    }
    assert!(office.page(&ratna, "/petugas/tiket").await.text().contains(">Kembali</b>"));
    let page = office.page(&ratna, &at(number, "")).await.text();
    for text in [QUESTION, REPLY, "Percakapan", "name=\"jawaban\""] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let answered = office.submit(&ratna, &at(number, "/jawaban"), &[("jawaban", "Sudah.")]).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.text());
    assert_eq!(office.stages(number).await, ["received", "processing", "answered"]);
    let audit: Vec<(String, Option<String>)> = office.audit(number).await;
    let told =
        |action: &str, detail: &str| audit.iter().any(|(one, with)| one == action && with.as_deref() == Some(detail));
    assert!(told("ask", "7 days") && told("return", "replied"), "{audit:?}");
}

#[tokio::test]
async fn without_a_reply_it_comes_back_at_the_deadline_and_a_late_reply_is_taken_until_the_answer() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    office.asks(&ratna, number).await;
    office.clock.advance(WEEK);
    assert_eq!(bring_back(office.answer()).await.unwrap(), 1);
    assert_eq!(office.ended(number).await, [Some("expired".to_owned())]);
    let ratna = office.signs_in_again(&ratna).await;
    assert!(office.page(&ratna, "/petugas/tiket?tahap=saya").await.text().contains("Tanpa balasan"));

    office.replies(number).await;
    assert_eq!(bring_back(office.answer()).await.unwrap(), 1);
    assert!(office.page(&ratna, "/petugas/tiket").await.text().contains(">Kembali</b>"));
    assert!(office.page(&ratna, &at(number, "")).await.text().contains(REPLY));
    assert_eq!(office.ended(number).await, [Some("expired".to_owned())], "the deadline was first");
}

#[tokio::test]
async fn an_applicant_is_asked_three_times_at_most_with_a_deadline_that_can_be_chosen() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    for (question, days, status) in [
        ("", "7", StatusCode::UNPROCESSABLE_ENTITY),
        ("NIK 3171234512345678?", "7", StatusCode::UNPROCESSABLE_ENTITY),
        (QUESTION, "365", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let refused = office.submit(&ratna, &at(number, "/tanya"), &[("pertanyaan", question), ("hari", days)]).await;
        assert_eq!(refused.status, status, "{question} {days}");
    }
    for _ in 0..3 {
        assert_eq!(office.asks(&ratna, number).await.status, StatusCode::SEE_OTHER);
        office.replies(number).await;
        assert_eq!(office.asks(&ratna, number).await.status, StatusCode::CONFLICT, "the reply is read first");
        bring_back(office.answer()).await.unwrap();
        office.clock.advance(SignedDuration::from_secs(1));
    }
    assert!(!office.page(&ratna, &at(number, "")).await.text().contains("Tanya pelamar"));
    let refused = office.asks(&ratna, number).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text().contains("sudah ditanya tiga kali"));
}

#[tokio::test]
async fn an_answer_and_a_hand_over_close_the_question() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let (answered, handed) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived(STATUS_BUKAN_PNS).await);
    for number in [answered, handed] {
        office.asks(&ratna, number).await;
    }
    let given = office.submit(&ratna, &at(answered, "/jawaban"), &[("jawaban", "Sudah jelas.")]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER);
    let to = [("meja_tujuan", "bkn.accounts"), ("alasan", "Ini soal akun.")];
    assert_eq!(office.submit(&ratna, &at(handed, "/teruskan"), &to).await.status, StatusCode::SEE_OTHER);
    assert_eq!(office.ended(answered).await, [Some("answered".to_owned())]);
    assert_eq!(office.ended(handed).await, [Some("handed_over".to_owned())]);
    assert_eq!(office.count("SELECT count(*) FROM desk.cases WHERE rests_until IS NOT NULL").await, 0);
    office.clock.advance(WEEK);
    assert_eq!(bring_back(office.answer()).await.unwrap(), 0, "nothing is waited for any more");
}

#[tokio::test]
async fn who_answers_reads_a_reply_first_that_came_in_meanwhile() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    office.asks(&ratna, number).await;
    office.replies(number).await;
    let fields = [("jawaban", "Tanpa menunggu."), ("balasan", "0")];
    for told in [false, true] {
        if told {
            bring_back(office.answer()).await.unwrap();
        }
        let refused = office.submit(&ratna, &at(number, "/jawaban"), &fields).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        for text in ["Pelamar baru saja membalas", REPLY, "Tanpa menunggu.", "name=\"balasan\" value=\"1\""] {
            assert!(refused.text().contains(text), "{text}");
        }
    }
    let given = office.submit(&ratna, &at(number, "/jawaban"), &[("jawaban", "Terima kasih."), ("balasan", "1")]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn of_a_reply_a_deadline_and_an_answer_at_once_exactly_one_ends_each_question_and_nothing_is_lost() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let mut numbers = Vec::new();
    for _ in 0..12 {
        let number = office.arrived(STATUS_BUKAN_PNS).await;
        office.asks(&ratna, number).await;
        numbers.push(number);
    }
    office.clock.advance(WEEK);
    let ratna = office.signs_in_again(&ratna).await;
    let answer = [("jawaban", "Jawaban.")];
    let paths: Vec<String> = numbers.iter().map(|number| at(*number, "/jawaban")).collect();
    let answers = join_all(paths.iter().map(|path| office.submit(&ratna, path, &answer)));
    let replies = join_all(numbers.iter().step_by(2).map(|number| office.replies(*number)));
    let jobs = join_all((0..4).map(|_| bring_back(office.answer())));
    let ((given, _), returned) = join(join(answers, replies), jobs).await;
    assert!(returned.iter().all(Result::is_ok), "{returned:?}");
    bring_back(office.answer()).await.unwrap();

    for (number, given) in numbers.iter().zip(given) {
        let ended = office.ended(*number).await;
        let [Some(how)] = ended.as_slice() else { panic!("{ended:?}") };
        let returns = office.audit(*number).await.iter().filter(|(action, _)| action == "return").count();
        let answered = office.stages(*number).await.contains(&"answered".to_owned());
        assert_eq!(given.status == StatusCode::SEE_OTHER, answered, "{number}");
        assert!(returns <= 1 && (answered || returns == 1), "{number} {how}: answered or back at its desk");
        if how == "replied" {
            assert_eq!(returns, 1, "{number}: the reply brought it back");
        }
    }
    assert_eq!(office.count("SELECT count(*) FROM desk.entries WHERE kind = 'reply' AND taken_at IS NULL").await, 0);
    assert_eq!(office.count("SELECT count(*) FROM desk.entries WHERE kind = 'reply'").await, 6, "each is kept");
    assert_eq!(office.count("SELECT count(*) FROM desk.cases WHERE rests_until IS NOT NULL").await, 0);
}

#[tokio::test]
async fn an_erased_ticket_keeps_neither_question_nor_reply_and_never_comes_back() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    office.asks(&ratna, number).await;
    office.replies(number).await;
    sqlx::query("SELECT retention.erase_ticket(submitted_on, number, now()) FROM intake.tickets WHERE number = $1")
        .bind(number.to_string())
        .execute(office.owner())
        .await
        .unwrap();
    assert_eq!(office.count("SELECT count(*) FROM desk.entries").await, 0);
    office.clock.advance(WEEK);
    assert_eq!(bring_back(office.answer()).await.unwrap(), 0);
    let ratna = office.signs_in_again(&ratna).await;
    assert!(!office.lists(&ratna, "menunggu-pelamar", number).await);
}

#[tokio::test]
async fn whoever_left_an_address_is_told_that_the_helpdesk_asks_and_not_what() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let (told, other) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived(STATUS_BUKAN_PNS).await);
    sqlx::query("INSERT INTO intake.notice_addresses (ticket_number, address) VALUES ($1, 'sealed')")
        .bind(told.to_string())
        .execute(office.owner())
        .await
        .unwrap();
    for number in [told, other] {
        office.asks(&ratna, number).await;
    }
    let letters: Vec<(String, String)> =
        sqlx::query_as("SELECT kind, ticket_number FROM notify.letters").fetch_all(office.owner()).await.unwrap();
    assert_eq!(letters, [("ticket_asked".to_owned(), told.to_string())]);
    let messages = office.outbox(messages::topology::LETTERS).await;
    let [message] = messages.as_slice() else { panic!("{}", messages.len()) };
    assert!(!message.body.to_string().contains("KTP"), "{}", message.body);
}
