//! Acts fail closed: a value that is none of its choices, or somebody else's desk, does nothing. And what an applicant
//! would read is judged for one ticket as for many.

use console::jobs::answer_bulk;
use domain::{Desk, TicketNumber};
use http::{StatusCode, header};
use serde_json::json;
use testing::Person;

use crate::office::{Answer, Office, Officer, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;
const TEACHERS: Desk = Desk::KemendikbudTeacherData;

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

fn at(number: TicketNumber, act: &str) -> String {
    format!("/petugas/tiket/{number}{act}")
}

async fn outcomes(office: &Office) -> Vec<(String, i64)> {
    sqlx::query_as("SELECT coalesce(outcome, 'waiting'), count(*) FROM desk.bulk_tickets GROUP BY 1 ORDER BY 1")
        .fetch_all(office.owner())
        .await
        .unwrap()
}

async fn begin(office: &Office, head: &Officer, text: &str, further: &[(&str, &str)]) -> Answer {
    let fields = [&[("meja", DESK.as_str()), ("teks", text), ("aksi", "mulai")][..], further].concat();
    office.submit(head, "/petugas/massal/baru", &fields).await
}

#[tokio::test]
async fn a_bulk_answer_goes_to_nobody_when_a_choice_is_none() {
    let office = Office::open().await;
    office.arrived(STATUS_BUKAN_PNS).await;
    office.arrived("lupa-nomor-thk2").await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK, Desk::BknAccounts]).await;
    let own = ("meja", DESK.as_str());
    for fields in [
        vec![own, ("formulir", "xx")],
        vec![own, ("formulir", "99")],
        vec![own, ("formulir", " 66")],
        vec![own, ("wilayah", "Atlantis")],
        vec![own, ("tahap", "semua")],
        vec![own, ("kelompok", "xx")],
        vec![("meja", "bkn")],
        vec![("meja", "")],
        vec![],
    ] {
        for act in ["mulai", "pratinjau"] {
            let fields = [&fields[..], &[("teks", "Sudah selesai."), ("aksi", act)]].concat();
            assert_eq!(office.submit(&head, "/petugas/massal/baru", &fields).await.status, 422, "{fields:?}");
        }
    }
    for query in ["formulir=xx", "meja=bkn", "tahap=x", "kelompok=xx"] {
        assert_eq!(office.page(&head, &format!("/petugas/massal/baru?{query}")).await.status, 422, "{query}");
    }
    let foreign = [("meja", TEACHERS.as_str()), ("teks", "Sudah selesai."), ("aksi", "mulai")];
    assert_eq!(office.submit(&head, "/petugas/massal/baru", &foreign).await.status, 403);
    assert_eq!(office.page(&head, &format!("/petugas/massal/baru?meja={TEACHERS}")).await.status, 403);
    assert_eq!(office.submit(&head, "/petugas/kelompok/rujukan", &[("meja", TEACHERS.as_str())]).await.status, 403);
    assert_eq!(office.submit(&head, "/petugas/kelompok/rujukan", &[("meja", "x")]).await.status, 422);
    assert_eq!(office.submit(&head, "/petugas/kelompok/rujukan", &[own, ("kelompok", "x")]).await.status, 422);
    assert_eq!(office.count("SELECT count(*) FROM desk.bulk_answers").await, 0);

    let address = location(&begin(&office, &head, "Sudah selesai.", &[("formulir", "66")]).await);
    for act in ["", "teruskan", "LANJUT"] {
        assert_eq!(office.submit(&head, &address, &[("aksi", act)]).await.status, 422, "{act}");
    }
    assert_eq!(office.count("SELECT count(*) FROM desk.bulk_tickets").await, 1);
}

#[tokio::test]
async fn a_supervisor_who_lost_the_desk_while_composing_answers_nobody() {
    let office = Office::open().await;
    office.arrived("lupa-jawaban-pengaman-2").await;
    office.arrived(STATUS_BUKAN_PNS).await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[Desk::BknAccounts, DESK]).await;
    sqlx::query("UPDATE desk.officers SET desks = '{bkn.accounts}'").execute(office.owner()).await.unwrap();
    assert_eq!(begin(&office, &head, "Sudah selesai.", &[]).await.status, 403);
    assert_eq!(office.count("SELECT count(*) FROM desk.bulk_answers").await, 0);
}

#[tokio::test]
async fn bulk_work_stops_when_its_supervisor_may_not_send_it_any_more() {
    for change in ["disabled_at = now()", "roles = '{officer}'", "desks = '{bkn.accounts}'"] {
        let office = Office::open().await;
        for _ in 0..12 {
            office.arrived(STATUS_BUKAN_PNS).await;
        }
        let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
        let other = office.officer("Pak Wakil", &["supervisor"], &[DESK]).await;
        let address = location(&begin(&office, &head, "Sudah selesai.", &[]).await);
        assert_eq!(answer_bulk(office.console(), 4).await.unwrap(), 4);
        sqlx::query(sqlx::AssertSqlSafe(format!("UPDATE desk.officers SET {change} WHERE id = $1")))
            .bind(head.id)
            .execute(office.owner())
            .await
            .unwrap();
        answer_bulk(office.console(), 1000).await.unwrap();
        assert_eq!(outcomes(&office).await, [("answered".to_owned(), 4), ("waiting".to_owned(), 8)], "{change}");
        assert!(office.page(&other, &address).await.text().contains("tidak lagi berwenang"), "{change}");
        let told = "SELECT count(*) FROM audit.entries WHERE action = 'bulk_answer' AND detail LIKE 'stopped %'";
        assert_eq!(office.count(told).await, 1, "{change}");

        // Another one lets it go on, in the own name.
        location(&office.submit(&other, &address, &[("aksi", "lanjut")]).await);
        answer_bulk(office.console(), 1000).await.unwrap();
        assert_eq!(outcomes(&office).await, [("answered".to_owned(), 12)], "{change}");
        let by: Vec<(uuid::Uuid, i64)> =
            sqlx::query_as("SELECT answered_by, count(*) FROM desk.answers GROUP BY 1 ORDER BY 2")
                .fetch_all(office.owner())
                .await
                .unwrap();
        assert_eq!(by, [(head.id, 4), (other.id, 8)], "{change}");
    }
}

#[tokio::test]
async fn tickets_without_a_merge_field_are_asked_about_then_passed_over_and_reported() {
    let office = Office::open().await;
    let (without, with) =
        (office.arrived(STATUS_BUKAN_PNS).await, office.arrived("perguruan-tinggi-tidak-ditemukan").await);
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let text = "Yth. {nama}: {university} sudah terdaftar.";
    let asked = begin(&office, &head, text, &[]).await;
    assert_eq!(asked.status, 422);
    assert!(asked.text().contains("name=\"lewati\"") && asked.text().contains("{university}"), "{}", asked.text());
    assert_eq!(office.count("SELECT count(*) FROM desk.bulk_answers").await, 0);
    let address = location(&begin(&office, &head, text, &[("lewati", "ya")]).await);
    answer_bulk(office.console(), 100).await.unwrap();
    assert_eq!(outcomes(&office).await, [("answered".to_owned(), 1), ("incomplete".to_owned(), 1)]);
    let page = office.page(&head, &address).await.text();
    assert!(page.contains("tidak memiliki salah satu isian"), "{page}");
    assert!(!office.page(&head, &at(with, "")).await.text().contains("{university}"));
    assert!(!office.page(&head, &at(without, "")).await.text().contains("sudah terdaftar"));
}

#[tokio::test]
async fn an_optional_field_that_was_left_out_reaches_nobody_as_a_field() {
    let office = Office::open().await;
    let form = "pppk-guru-kemendikbud";
    office.arrived(form).await;
    office.arrived_saying(form, &[("educator_certificate", "")]).await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[TEACHERS]).await;
    let fields =
        [("meja", TEACHERS.as_str()), ("teks", "Nomor {educator_certificate} sudah kami catat."), ("aksi", "mulai")];
    assert_eq!(office.submit(&head, "/petugas/massal/baru", &fields).await.status, 422);
    location(&office.submit(&head, "/petugas/massal/baru", &[&fields[..], &[("lewati", "ya")]].concat()).await);
    answer_bulk(office.console(), 100).await.unwrap();
    assert_eq!(outcomes(&office).await, [("answered".to_owned(), 1), ("incomplete".to_owned(), 1)]);
}

#[tokio::test]
async fn sixteen_digits_are_asked_about_before_they_go_to_many() {
    let office = Office::open().await;
    for _ in 0..2 {
        office.arrived(STATUS_BUKAN_PNS).await;
    }
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    for text in ["NIK Anda {nik} sudah benar.", "KK {kk}.", "Hubungi 3171 2345 1234 5678."] {
        let asked = begin(&office, &head, text, &[]).await;
        assert_eq!(asked.status, 422, "{text}");
        assert!(
            asked.text().contains("name=\"dengan_angka\"") && asked.text().contains("16 angka berurutan"),
            "{text}"
        );
    }
    assert_eq!(office.count("SELECT count(*) FROM desk.bulk_answers").await, 0);
    location(&begin(&office, &head, "Tiket {nomor}.", &[]).await);
    answer_bulk(office.console(), 100).await.unwrap();
    assert_eq!(outcomes(&office).await, [("answered".to_owned(), 2)], "a ticket's own number is no NIK");

    office.arrived(STATUS_BUKAN_PNS).await;
    location(&begin(&office, &head, "NIK Anda {nik} sudah benar.", &[("dengan_angka", "ya")]).await);
    answer_bulk(office.console(), 100).await.unwrap();
    assert_eq!(outcomes(&office).await, [("answered".to_owned(), 3)]);
}

#[tokio::test]
async fn digits_that_only_one_ticket_brings_along_pass_it_over() {
    let office = Office::open().await;
    office.arrived("pengaduan-instansi").await;
    let digits = "Nomor saya 3171234512345678, mohon dibantu segera karena sudah lama menunggu jawaban.";
    for _ in 0..3 {
        office.arrived("pengaduan-instansi").await;
    }
    office.arrived_saying("pengaduan-instansi", &[("complaint", digits)]).await;
    let desk = Desk::InstansiComplaints;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[desk]).await;
    let fields = [("meja", desk.as_str()), ("teks", "Anda menulis: {complaint}"), ("aksi", "mulai")];
    location(&office.submit(&head, "/petugas/massal/baru", &fields).await);
    answer_bulk(office.console(), 100).await.unwrap();
    assert_eq!(outcomes(&office).await, [("answered".to_owned(), 4), ("digits".to_owned(), 1)]);
}

#[tokio::test]
async fn a_merge_field_in_a_single_answer_is_filled_in_or_asked_about() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    location(&office.submit(&ratna, &at(number, "/ambil"), &[("meja", DESK.as_str())]).await);
    let answer = async |text: &str| office.submit(&ratna, &at(number, "/jawaban"), &[("jawaban", text)]).await;
    for text in ["Yth. {university}", "Yth. {Nama}", "Yth. {nmaa}", "Yth. { nama }"] {
        let refused = answer(text).await;
        assert_eq!(refused.status, 422, "{text}");
        assert!(refused.text().contains("tidak memiliki isian") && refused.text().contains(text), "{text}");
    }
    assert_eq!(answer("NIK {nik}").await.status, 422);
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 0);
    location(&answer("Yth. {nama}, tiket {nomor} selesai {1}.").await);
    let page = office.page(&ratna, &at(number, "")).await.text();
    assert!(page.contains(&format!("Yth. {}, tiket {number} selesai {{1}}.", Person::new(1).full_name)), "{page}");
}

#[tokio::test]
async fn templates_meet_the_same_rules() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let keep = async |fields: &[(&str, &str)]| {
        let fields = [&[("meja", DESK.as_str()), ("judul", "Judul")][..], fields].concat();
        office.submit(&head, "/petugas/templat", &fields).await
    };
    for (fields, told) in [
        (vec![("teks", "NIK 3171234512345678")], "16 angka berurutan"),
        (vec![("teks", "{university}"), ("formulir", "66")], "tidak memiliki isian {university}"),
        (vec![("teks", "Halo."), ("formulir", "xx")], "Pilihan ini tidak dikenal"),
        (vec![("teks", "Halo."), ("formulir", "99")], "Pilihan ini tidak dikenal"),
        (vec![("teks", "Halo."), ("id", "x")], "Pilihan ini tidak dikenal"),
    ] {
        let refused = keep(&fields).await;
        assert_eq!(refused.status, 422, "{fields:?}");
        assert!(refused.text().contains(told), "{fields:?}");
    }
    assert_eq!(
        office.submit(&head, "/petugas/templat/hapus", &[("meja", DESK.as_str()), ("id", "x")]).await.status,
        422
    );
    assert_eq!(office.count("SELECT count(*) FROM desk.templates").await, 0);
    location(&keep(&[("teks", "NIK 3171234512345678"), ("dengan_angka", "ya")]).await);
}

#[tokio::test]
async fn an_agencys_answer_meets_the_same_rules() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let answers = format!("/api/v1/tickets/{number}/answers");
    let text = format!("/api/v1/tickets/{number}/texts/019aa000-0000-7000-8000-000000000001");
    for (body, code) in [
        (json!({ "text": "NIK 3171234512345678" }), "sixteen_digits"),
        (json!({ "text": "Yth. {nama}" }), "merge_field"),
    ] {
        for refused in [office.post(&token, &answers, &body).await, office.put(&token, &text, &body).await] {
            assert_eq!(refused.problem(), (422, "invalid_fields".to_owned()));
            assert_eq!(refused.json()["errors"][0]["code"], code);
        }
    }
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 0);
    let meant = json!({ "text": "NIK 3171234512345678", "with_digits": true });
    assert_eq!(office.put(&token, &text, &meant).await.status, 201);
    assert_eq!(office.post(&token, &answers, &meant).await.status, 201);
}

#[tokio::test]
async fn nothing_is_sent_when_what_follows_cannot_be_done() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    location(&office.submit(&ratna, &at(number, "/ambil"), &[("meja", DESK.as_str())]).await);
    for (name, value, status) in [("meja", "bkn", 404), ("meja", TEACHERS.as_str(), 404), ("koreksi", "x", 422)] {
        let mut fields = vec![("jawaban", "Sudah."), ("aksi", "jawab_lanjut"), ("meja", DESK.as_str())];
        fields.retain(|(field, _)| *field != name);
        fields.push((name, value));
        assert_eq!(
            office.submit(&ratna, &at(number, "/jawaban"), &fields).await.status.as_u16(),
            status,
            "{name}={value}"
        );
    }
    assert_eq!(
        office.submit(&ratna, &at(number, "/jawaban"), &[("aksi", "pakai_templat"), ("templat", "x")]).await.status,
        422
    );
    assert_eq!(
        office.submit(&ratna, &at(number, "/ambil"), &[("meja", DESK.as_str()), ("ambil_alih", "x")]).await.status,
        422
    );
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 0);
}

#[tokio::test]
async fn a_desk_that_answers_by_itself_is_asked_about_and_offered_to_its_forms_only() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK, Desk::BknAccounts]).await;
    assert!(!office.page(&ratna, &at(number, "")).await.text().contains("dukcapil.guidance"));
    let to = [("meja_tujuan", "dukcapil.guidance"), ("alasan", "Salah meja, ini soal akun.")];
    let surely = [&to[..], &[("langsung", "ya")]].concat();
    assert_eq!(office.submit(&ratna, &at(number, "/teruskan"), &to).await.status, 422);
    assert_eq!(office.submit(&ratna, &at(number, "/teruskan"), &surely).await.status, 422);
    let token = office.token(&[DESK]).await;
    let body = json!({ "desk": "dukcapil.guidance", "reason": "Salah meja." });
    let refused = office.post(&token, &format!("/api/v1/tickets/{number}/transfers"), &body).await;
    assert_eq!(refused.problem(), (422, "invalid_transfer".to_owned()));

    // One of its own forms that lies at another desk may go there, once that was asked.
    let ticket = number.to_string();
    sqlx::query("UPDATE desk.cases SET form = '03' WHERE ticket_number = $1")
        .bind(&ticket)
        .execute(office.owner())
        .await
        .unwrap();
    let asked = office.submit(&ratna, &at(number, "/teruskan"), &to).await;
    assert_eq!(asked.status, 422);
    assert!(
        asked.text().contains("langsung terjawab dengan panduan Dukcapil")
            && asked.text().contains("name=\"langsung\"")
    );
    assert!(asked.text().contains("Salah meja, ini soal akun."), "the reason stays");
    location(&office.submit(&ratna, &at(number, "/teruskan"), &surely).await);
}

#[tokio::test]
async fn who_lost_the_ticket_while_writing_keeps_the_text_and_reads_who_has_it() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let (dodi, rina) = (
        office.officer("Dodi", &["officer"], &[DESK]).await,
        office.officer("Rina Marlina", &["supervisor"], &[DESK]).await,
    );
    location(&office.submit(&dodi, &at(number, "/ambil"), &[("meja", DESK.as_str())]).await);
    let holder = async |officer: &Officer| office.page(officer, &at(number, "/pemegang")).await.json();
    assert_eq!(holder(&dodi).await["holder"], "mine");
    assert_eq!(holder(&rina).await["holder"], "Dodi");
    location(&office.submit(&rina, &at(number, "/ambil"), &[("meja", DESK.as_str()), ("ambil_alih", "ya")]).await);
    assert_eq!(holder(&dodi).await["holder"], "Rina Marlina");
    for written in ["Data Anda sudah kami perbaiki.", "NIK Anda 3171234512345678.", "Yth. {university}"] {
        let page = office.submit(&dodi, &at(number, "/jawaban"), &[("jawaban", written)]).await;
        assert_eq!(page.status, 409, "{written}");
        let text = page.text();
        assert!(
            text.contains("Rina Marlina") && text.contains("tersimpan sebagai draf") && text.contains(written),
            "{written}: {text}"
        );
        assert!(!text.contains("tandai di bawah"), "{written}");
    }
    let taken = office.submit(&dodi, &at(number, "/ambil"), &[("meja", DESK.as_str())]).await;
    assert_eq!(taken.status, 409);
    assert!(
        taken.text().contains("sedang dikerjakan Rina Marlina") && !taken.text().contains("Galat 409"),
        "{}",
        taken.text()
    );
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 0);
}

#[tokio::test]
async fn a_page_that_asks_who_holds_a_ticket_keeps_no_session_alive() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    for _ in 0..29 {
        office.clock.advance(jiff::SignedDuration::from_mins(1));
        assert_eq!(office.page(&ratna, &at(number, "/pemegang")).await.status, 200);
    }
    office.clock.advance(jiff::SignedDuration::from_mins(2));
    assert_eq!(office.page(&ratna, &at(number, "/pemegang")).await.status, 401);
    assert_eq!(
        office.count("SELECT count(*) FROM audit.entries WHERE action = 'read_ticket'").await,
        0,
        "it opens nothing"
    );
}

#[tokio::test]
async fn other_desks_tickets_of_the_same_person_are_told_without_number() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let nik = Person::new(1).nik;
    let foreign = office.arrived_saying("pengaduan-instansi", &[("nik", &nik)]).await;
    let own = office.arrived_saying("lupa-nomor-thk2", &[("nik", &nik)]).await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let page = office.page(&ratna, &at(number, "")).await.text();
    assert!(page.contains(&own.to_string()));
    assert!(!page.contains(&foreign.to_string()), "{page}");
    assert!(page.contains(Desk::InstansiComplaints.label()));
}

#[tokio::test]
async fn what_is_refused_to_an_officer_is_in_the_log_with_who_it_was() {
    let office = Office::open().await;
    let number = office.arrived("pengaduan-instansi").await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    assert_eq!(office.page(&ratna, &at(number, "")).await.status, 404);
    assert_eq!(office.page(&ratna, "/petugas/audit").await.status, 403);
    assert_eq!(office.submit(&ratna, &at(number, "/catatan"), &[("catatan", "Halo.")]).await.status, 404);
    let entries: Vec<(uuid::Uuid, Option<String>, String)> = sqlx::query_as(
        "SELECT actor_id, ticket_number, detail FROM audit.entries WHERE action = 'refused' ORDER BY id",
    )
    .fetch_all(office.owner())
    .await
    .unwrap();
    let ticket = Some(number.to_string());
    assert_eq!(
        entries,
        [
            (ratna.id, ticket.clone(), "404 unknown_ticket GET /petugas/tiket/{number}".to_owned()),
            (ratna.id, None, "403 role_missing GET /petugas/audit".to_owned()),
            (ratna.id, ticket, "404 unknown_ticket POST /petugas/tiket/{number}/catatan".to_owned()),
        ]
    );
}

#[tokio::test]
async fn sealed_data_that_was_changed_leaves_an_entry() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    sqlx::query("UPDATE intake.tickets SET content = 'bukan isi'").execute(office.owner()).await.unwrap();
    assert_eq!(office.page(&ratna, &at(number, "")).await.status, 500);
    assert_eq!(
        office
            .count(
                "SELECT count(*) FROM audit.entries WHERE action = 'damaged' AND actor_id IS NOT NULL AND detail \
            = 'ticket'"
            )
            .await,
        1
    );
}
