//! Officers' work on tickets in the console: the list, one ticket, and what is done with it.

use domain::{Desk, TicketNumber};
use http::{StatusCode, header};
use jiff::SignedDuration;
use messages::TicketRouted;
use queue::Outcome;
use testing::Person;

use crate::office::{Answer, Office, Officer, STATUS_BUKAN_PNS, body_of, form};

const DESK: Desk = Desk::BknDataFixes;
const TEXT: &str = "Data Anda sudah kami perbaiki. Silakan mendaftar kembali.";

async fn officer(office: &Office, name: &str) -> Officer {
    office.officer(name, &["officer"], &[DESK]).await
}

async fn supervisor(office: &Office, name: &str) -> Officer {
    office.officer(name, &["supervisor"], &[DESK]).await
}

fn at(number: TicketNumber) -> String {
    format!("/petugas/tiket/{number}")
}

fn location(answer: &Answer) -> &str {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.headers[header::LOCATION].to_str().unwrap()
}

async fn take(office: &Office, officer: &Officer, number: TicketNumber) -> Answer {
    office.submit(officer, &format!("{}/ambil", at(number)), &[("meja", DESK.as_str())]).await
}

async fn write(office: &Office, officer: &Officer, number: TicketNumber, button: &str, text: &str) -> Answer {
    let fields = [("aksi", button), ("jawaban", text), ("meja", DESK.as_str())];
    office.submit(officer, &format!("{}/jawaban", at(number)), &fields).await
}

#[tokio::test]
async fn the_list_shows_the_own_desks_tickets_by_deadline_and_no_whole_nik() {
    let office = Office::open().await;
    let (first, second) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived(STATUS_BUKAN_PNS).await);
    let foreign = office.arrived("pengaduan-instansi").await;
    let page = office.page(&officer(&office, "Ratna").await, "/petugas/tiket").await.text();
    let place = |number: TicketNumber| page.find(&at(number));
    assert!(place(first).unwrap() < place(second).unwrap());
    assert_eq!(place(foreign), None);
    let nik = Person::new(1).nik;
    assert!(!page.contains(&nik) && page.contains(&format!("•{}", &nik[12..])), "{page}");
    assert!(page.contains(">2<span class=\"visually-hidden\"> terbuka</span>") && page.contains("sisa 2 hari"));

    office.clock.advance(SignedDuration::from_hours(49));
    let officer = officer(&office, "Sari").await;
    let page = office.page(&officer, "/petugas/tiket").await.text();
    assert!(page.contains("2 terlambat") && page.contains("urgency--late"));
}

#[tokio::test]
async fn the_list_is_filtered_and_goes_on_page_by_page() {
    let office = Office::open().await;
    let other_form = office.arrived("data-tidak-sesuai").await;
    let mut numbers = Vec::new();
    for _ in 0..26 {
        numbers.push(office.arrived(STATUS_BUKAN_PNS).await);
    }
    let officer = officer(&office, "Ratna").await;
    let page = office.page(&officer, &format!("/petugas/tiket?formulir={}", numbers[0].form())).await.text();
    assert!(numbers[..25].iter().all(|number| page.contains(&at(*number))));
    assert!(!page.contains(&at(numbers[25])) && !page.contains(&at(other_form)));
    let next =
        page.split("<a class=\"button\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let second = office.page(&officer, &next).await.text();
    assert!(second.contains(&at(numbers[25])) && !second.contains(&at(numbers[24])));

    for (query, found) in [
        ("wilayah=31", true),
        ("wilayah=3174", true),
        ("wilayah=99", false),
        ("wilayah=jakarta+selatan", true),
        ("wilayah=Sleman", false),
        ("tahap=proses", false),
        ("tahap=tidak-ada", true),
    ] {
        let page = office.page(&officer, &format!("/petugas/tiket?{query}")).await.text();
        assert_eq!(page.contains(&at(numbers[0])), found, "{query}");
    }
    for (typed, told) in [("Atlantis", "Wilayah ini tidak dikenal"), ("Bandung", "Kabupaten Bandung, Kota Bandung")] {
        let page = office.page(&officer, &format!("/petugas/tiket?wilayah={typed}")).await.text();
        assert!(page.contains(told) && page.contains(&format!("value=\"{typed}\"")), "{typed}");
    }
    let head = supervisor(&office, "Ibu Kepala").await;
    let many = office.page(&head, &format!("/petugas/massal/baru?meja={DESK}&wilayah=Atlantis")).await;
    assert!(
        location(&many).starts_with("/petugas/tiket?") && location(&many).ends_with("wilayah=Atlantis"),
        "never the whole desk by mistake"
    );
}

#[tokio::test]
async fn two_officers_who_take_the_next_ticket_get_different_ones() {
    let office = Office::open().await;
    let (first, second) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived(STATUS_BUKAN_PNS).await);
    let (ratna, budi) = (officer(&office, "Ratna").await, officer(&office, "Budi").await);
    let next =
        async |officer: &Officer| office.submit(officer, "/petugas/tiket/berikutnya", &[("meja", DESK.as_str())]).await;
    let (one, other) = tokio::join!(next(&ratna), next(&budi));
    let mut taken = [location(&one).to_owned(), location(&other).to_owned()];
    taken.sort();
    assert_eq!(taken, [at(first), at(second)]);
    let none = next(&ratna).await;
    assert_eq!(none.status, StatusCode::OK);
    assert!(none.text().contains("Tidak ada tiket yang menunggu"));
    let mine = office.page(&ratna, "/petugas/tiket?tahap=saya").await.text();
    assert!(mine.contains(location(&one)) && !mine.contains(location(&other)));
}

#[tokio::test]
async fn a_ticket_that_somebody_holds_says_who_and_only_a_supervisor_takes_it_over() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let (ratna, budi) = (officer(&office, "Ratna Dewi").await, officer(&office, "Budi").await);
    assert_eq!(location(&take(&office, &ratna, number).await), at(number));
    let page = office.page(&budi, &at(number)).await.text();
    assert!(page.contains("Ratna Dewi") && page.contains("sejak") && !page.contains("name=\"jawaban\""));
    assert_eq!(take(&office, &budi, number).await.status, StatusCode::CONFLICT);
    let over = [("meja", DESK.as_str()), ("ambil_alih", "ya")];
    let path = format!("{}/ambil", at(number));
    assert_eq!(office.submit(&budi, &path, &over).await.status, StatusCode::CONFLICT, "an officer is no supervisor");

    let head = supervisor(&office, "Ibu Kepala").await;
    assert_eq!(location(&office.submit(&head, &path, &over).await), at(number));
    assert!(office.page(&ratna, &at(number)).await.text().contains("Ibu Kepala"));
    let done: Vec<String> = office.audit(number).await.into_iter().map(|(action, _)| action).collect();
    assert_eq!(done, ["claim", "read_ticket", "take_over", "read_ticket"]);
}

#[tokio::test]
async fn a_released_ticket_is_the_next_one() {
    let office = Office::open().await;
    let (number, _other) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived(STATUS_BUKAN_PNS).await);
    let (ratna, budi) = (officer(&office, "Ratna").await, officer(&office, "Budi").await);
    take(&office, &ratna, number).await;
    assert_eq!(office.submit(&budi, &format!("{}/lepas", at(number)), &[]).await.status, StatusCode::CONFLICT);
    let released = office.submit(&ratna, &format!("{}/lepas", at(number)), &[]).await;
    assert_eq!(location(&released), format!("/petugas/tiket?selesai=dilepas&tiket={number}"));
    let list = office.page(&ratna, location(&released)).await.text();
    assert!(list.contains(&format!("Tiket {number} sudah dilepas.")) && list.contains("Dilepas"));
    let next = office.submit(&budi, "/petugas/tiket/berikutnya", &[("meja", DESK.as_str())]).await;
    assert_eq!(location(&next), at(number));
}

#[tokio::test]
async fn answer_and_next_answers_and_goes_on() {
    let office = Office::open().await;
    let (first, second) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived(STATUS_BUKAN_PNS).await);
    let ratna = officer(&office, "Ratna").await;
    take(&office, &ratna, first).await;
    let answered = write(&office, &ratna, first, "jawab_lanjut", TEXT).await;
    assert_eq!(location(&answered), format!("{}?selesai=terjawab&tiket={first}", at(second)));
    let page = office.page(&ratna, location(&answered)).await.text();
    assert!(
        page.contains(&format!("Jawaban tiket {first} sudah terkirim."))
            && page.contains(&format!("href=\"{}\">Lihat", at(first)))
    );
    let page = office.page(&ratna, &at(first)).await.text();
    assert!(page.contains("yang dibaca pelamar") && page.contains(TEXT) && page.contains("Kirim koreksi"));
    let last = write(&office, &ratna, second, "jawab_lanjut", TEXT).await;
    assert_eq!(location(&last), format!("/petugas/tiket?selesai=terjawab-habis&tiket={second}"));
    assert!(office.page(&ratna, location(&last)).await.text().contains("Tidak ada tiket lain yang menunggu"));
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 2);
}

#[tokio::test]
async fn an_answer_that_was_sent_never_ends_in_an_error_page() {
    let office = Office::open().await;
    let (first, second) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived(STATUS_BUKAN_PNS).await);
    let ratna = officer(&office, "Ratna").await;
    take(&office, &ratna, first).await;
    let refuses_claims =
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no claim'; END $$;
        CREATE TRIGGER refuse BEFORE UPDATE ON desk.cases FOR EACH ROW
        WHEN (NEW.claimed_by IS NOT NULL AND NEW.stage = 'processing') EXECUTE FUNCTION refuse();";
    sqlx::raw_sql(refuses_claims).execute(office.owner()).await.unwrap();
    let answered = write(&office, &ratna, first, "jawab_lanjut", TEXT).await;
    assert_eq!(location(&answered), format!("/petugas/tiket?meja={DESK}&selesai=terjawab&tiket={first}"));
    let list = office.page(&ratna, location(&answered)).await.text();
    assert!(list.contains(&format!("Jawaban tiket {first} sudah terkirim.")) && list.contains(&second.to_string()));
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 1);
}

#[tokio::test]
async fn a_correction_is_kept_beside_the_answer() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = officer(&office, "Ratna").await;
    take(&office, &ratna, number).await;
    write(&office, &ratna, number, "jawab", TEXT).await;
    let unchanged =
        office.submit(&ratna, &format!("{}/jawaban", at(number)), &[("jawaban", TEXT), ("koreksi", "1")]).await;
    assert_eq!(unchanged.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unchanged.text().contains("Teks ini sama dengan jawaban"));
    let correct = [("aksi", "jawab"), ("jawaban", "Maaf, yang benar begini."), ("koreksi", "1")];
    let path = format!("{}/jawaban", at(number));
    let corrected = office.submit(&ratna, &path, &correct).await;
    assert_eq!(location(&corrected), format!("{}?selesai=terkoreksi&tiket={number}", at(number)));
    let page = office.page(&ratna, &at(number)).await.text();
    assert!(page.contains("Koreksi ke-1") && page.contains(TEXT) && page.contains("Maaf, yang benar begini."));
    let again = office.submit(&ratna, &path, &correct).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.text().contains("Jawaban sudah dikoreksi orang lain"));
}

#[tokio::test]
async fn what_was_written_is_never_lost() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let (ratna, budi) = (officer(&office, "Ratna").await, officer(&office, "Budi").await);
    take(&office, &ratna, number).await;
    assert_eq!(
        write(&office, &ratna, number, "simpan_otomatis", "Setengah jawaban").await.status,
        StatusCode::NO_CONTENT
    );
    assert!(office.page(&ratna, &at(number)).await.text().contains("Setengah jawaban"));
    assert!(!office.page(&budi, &at(number)).await.text().contains("Setengah jawaban"), "a draft is its writer's");
    assert_eq!(office.count("SELECT count(*) FROM desk.drafts WHERE body LIKE '%Setengah%'::bytea").await, 0, "sealed");

    let empty = write(&office, &ratna, number, "jawab", "  ").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("jawaban-error"));

    // The claim runs out while Ratna writes, and Budi answers first.
    office.clock.advance(SignedDuration::from_mins(29));
    assert_eq!(office.page(&ratna, &at(number)).await.status, StatusCode::OK);
    office.clock.advance(SignedDuration::from_mins(2));
    let budi = officer(&office, "Budi Santoso").await;
    take(&office, &budi, number).await;
    write(&office, &budi, number, "jawab", TEXT).await;
    let late = write(&office, &ratna, number, "jawab", "Jawaban Ratna yang panjang").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = late.text();
    assert!(page.contains("Tiket sudah dijawab") && page.contains("Jawaban Ratna yang panjang") && page.contains(TEXT));
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 1);
    assert!(office.page(&ratna, &at(number)).await.text().contains("Jawaban Ratna yang panjang"));
}

#[tokio::test]
async fn a_page_that_comes_back_with_what_was_written_is_not_a_second_reading() {
    let office = Office::open().await;
    let (ratna, number) = (officer(&office, "Ratna").await, office.arrived(STATUS_BUKAN_PNS).await);
    take(&office, &ratna, number).await;
    let readings = async || {
        let entries = office.audit(number).await.into_iter();
        entries.filter(|(action, _)| action == "read_ticket").count()
    };
    assert_eq!(office.page(&ratna, &at(number)).await.status, StatusCode::OK);
    let too_long = "x".repeat(4001);
    for (button, status) in [("jawab", StatusCode::UNPROCESSABLE_ENTITY), ("pratinjau", StatusCode::OK)] {
        let page = write(&office, &ratna, number, button, &too_long).await;
        assert!(page.status == status && page.text().contains(&too_long), "{button}: {}", page.status);
    }
    assert_eq!(readings().await, 1, "the page was open already");
    assert_eq!(office.page(&ratna, &at(number)).await.status, StatusCode::OK);
    assert_eq!(readings().await, 2, "who asks for the page reads it again");

    office.clock.advance(SignedDuration::from_mins(15));
    write(&office, &ratna, number, "pratinjau", TEXT).await;
    assert_eq!(readings().await, 3, "a quarter of an hour later it counts as opened again");
}

#[tokio::test]
async fn a_preview_and_a_template_change_nothing_but_the_page() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let head = supervisor(&office, "Ibu Kepala").await;
    take(&office, &head, number).await;
    let kept = office
        .submit(
            &head,
            "/petugas/templat",
            &[("meja", DESK.as_str()), ("judul", "Sudah diperbaiki"), ("teks", "Yth. {nama}, tiket {nomor} selesai.")],
        )
        .await;
    assert_eq!(location(&kept), format!("/petugas/templat?meja={DESK}"));
    let page = office.page(&head, &at(number)).await.text();
    let id = page
        .split("<option value=\"")
        .find(|rest| rest.contains(">Sudah diperbaiki<"))
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let fields = [("aksi", "pakai_templat"), ("templat", id), ("jawaban", "Halo.")];
    let page = office.submit(&head, &format!("{}/jawaban", at(number)), &fields).await.text();
    let name = Person::new(1).full_name;
    assert!(page.contains(&format!("Halo.\n\nYth. {name}, tiket {number} selesai.</textarea>")), "{page}");
    let page = write(&office, &head, number, "pratinjau", "Begini <b>adanya</b>").await.text();
    assert!(page.contains("begini jawaban dibaca pelamar") && page.contains("Begini &#60;b&#62;adanya"));
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 0);
}

#[tokio::test]
async fn templates_are_kept_by_supervisors_and_say_what_is_wrong() {
    let office = Office::open().await;
    let (ratna, head) = (officer(&office, "Ratna").await, supervisor(&office, "Ibu Kepala").await);
    let right = [("meja", DESK.as_str()), ("judul", "Panduan"), ("teks", "Silakan {nama}.")];
    assert_eq!(office.submit(&ratna, "/petugas/templat", &right).await.status, StatusCode::FORBIDDEN);
    let wrong = [("meja", DESK.as_str()), ("judul", " "), ("teks", "Silakan {nmaa}.")];
    let page = office.submit(&head, "/petugas/templat", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text().contains("judul-error")
            && page.text().contains("{nmaa} tidak dikenal")
            && page.text().contains("Silakan {nmaa}.")
    );
    location(&office.submit(&head, "/petugas/templat", &right).await);
    assert!(office.submit(&head, "/petugas/templat", &right).await.text().contains("judul yang sama"));
    let id: uuid::Uuid = sqlx::query_scalar("SELECT id FROM desk.templates").fetch_one(office.owner()).await.unwrap();
    let id = id.to_string();
    let changed = [("meja", DESK.as_str()), ("id", &id), ("judul", "Panduan baru"), ("teks", "Silakan.")];
    location(&office.submit(&head, "/petugas/templat", &changed).await);
    assert!(office.page(&ratna, "/petugas/templat").await.text().contains("Panduan baru"));
    let named = [("meja", DESK.as_str()), ("id", id.as_str())];
    assert_eq!(office.submit(&ratna, "/petugas/templat/hapus", &named).await.status, StatusCode::FORBIDDEN);
    location(&office.submit(&head, "/petugas/templat/hapus", &named).await);
    assert_eq!(office.count("SELECT count(*) FROM desk.templates").await, 0);
}

#[tokio::test]
async fn sixteen_digits_are_sent_only_when_they_are_meant() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = officer(&office, "Ratna").await;
    take(&office, &ratna, number).await;
    let text = "Pakailah nomor peserta 1234 5678 9012 3456.";
    let asked = write(&office, &ratna, number, "jawab", text).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text().contains("name=\"dengan_angka\"") && asked.text().contains(text));
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 0);
    let meant = [("aksi", "jawab"), ("jawaban", text), ("dengan_angka", "ya")];
    location(&office.submit(&ratna, &format!("{}/jawaban", at(number)), &meant).await);
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 1);
}

#[tokio::test]
async fn a_note_is_for_officers_only() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = officer(&office, "Ratna Dewi").await;
    let noted = office.submit(&ratna, &format!("{}/catatan", at(number)), &[("catatan", "Sudah ditelepon.")]).await;
    assert_eq!(location(&noted), format!("{}?selesai=tercatat&tiket={number}", at(number)));
    let page = office.page(&officer(&office, "Budi").await, &at(number)).await.text();
    assert!(page.contains("Sudah ditelepon.") && page.contains("Ratna Dewi"));
    let token = office.token(&[DESK]).await;
    assert!(!office.get(&token, &format!("/api/v1/tickets/{number}")).await.text().contains("ditelepon"));
    assert_eq!(office.count("SELECT count(*) FROM desk.notes WHERE body LIKE '%telepon%'::bytea").await, 0, "sealed");
    let empty = office.submit(&ratna, &format!("{}/catatan", at(number)), &[("catatan", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_ticket_is_handed_over_with_a_reason_or_not_at_all() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = officer(&office, "Ratna").await;
    let path = format!("{}/teruskan", at(number));
    let without = office.submit(&ratna, &path, &[("meja_tujuan", Desk::InstansiComplaints.as_str())]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("meja_tujuan", Desk::InstansiComplaints.as_str()), ("alasan", "Bukan data BKN.")];
    let handed = office.submit(&ratna, &path, &fields).await;
    assert_eq!(location(&handed), format!("/petugas/tiket?selesai=diteruskan&tiket={number}"));
    assert_eq!(office.page(&ratna, &at(number)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn tickets_are_found_by_number_and_by_nik_and_the_log_holds_no_nik() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = officer(&office, "Ratna").await;
    let search = async |sought: &str| office.submit(&ratna, "/petugas/tiket/cari", &[("cari", sought)]).await;
    assert_eq!(location(&search(&number.to_string()).await), at(number));
    let nik = Person::new(1).nik;
    let spaced = format!("{} {}", &nik[..8], &nik[8..]);
    let found = search(&spaced).await;
    let address = location(&found);
    assert!(address.starts_with("/petugas/tiket/cari?hasil=") && !address.contains(&nik));
    let page = office.page(&ratna, address).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains(&at(number)) && !page.text().contains(&nik));
    let budi = officer(&office, "Budi").await;
    assert_eq!(
        location(&office.page(&budi, address).await),
        "/petugas/tiket",
        "what another officer searched for says nothing"
    );
    let nobody = office.page(&ratna, location(&search(&Person::new(77).nik).await)).await;
    assert!(nobody.text().contains("Tidak ada tiket dengan NIK itu"));
    let gaps = number.to_string();
    let gaps = format!("\u{2068}{} {}–{}\u{2069}", &gaps[..2], &gaps[2..10], &gaps[10..]);
    assert_eq!(location(&search(&gaps).await), at(number), "as the receipt prints it");
    let short = search("123").await.text();
    assert!(short.contains("Masukkan nomor tiket") && short.contains("value=\"123\""), "it stands there to be mended");
    assert!(search("662026112199999").await.text().contains("tidak ada di meja Anda"));
    let searches: Vec<String> = sqlx::query_scalar(
        "SELECT detail FROM audit.entries WHERE action = 'search' AND detail LIKE 'nik%' ORDER BY id",
    )
    .fetch_all(office.owner())
    .await
    .unwrap();
    assert_eq!(searches, [format!("nik {number}"), "nik none".to_owned()]);
    let told = format!("SELECT count(*) FROM audit.entries e WHERE e::text LIKE '%{nik}%'");
    let held: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(told)).fetch_one(office.owner()).await.unwrap();
    assert_eq!(held, 0);
}

#[tokio::test]
async fn a_number_is_found_however_it_is_written_and_a_mistyped_one_is_told() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = officer(&office, "Ratna").await;
    let search = async |sought: &str| office.submit(&ratna, "/petugas/tiket/cari", &[("cari", sought)]).await;
    for written in [number.spaced(), number.spaced().replace(' ', "-"), format!("\u{2068}{number}\u{2069}")] {
        assert_eq!(location(&search(&written).await), at(number), "{written:?}");
    }
    let mut mistyped = number.to_string().into_bytes();
    mistyped[16] = b'0' + (mistyped[16] - b'0' + 1) % 10;
    let mistyped = String::from_utf8(mistyped).unwrap();
    assert!(search(&mistyped).await.text().contains("Nomor tiket salah ketik"));
}

#[tokio::test]
async fn a_number_of_sixteen_digits_is_looked_for_before_a_nik() {
    let office = Office::open().await;
    let filed = office.file(STATUS_BUKAN_PNS).await;
    let earlier = format!("{}100005", &filed.ticket_number.to_string()[..10]);
    let update =
        sqlx::query("UPDATE intake.tickets SET number = $1 WHERE id = $2").bind(&earlier).bind(filed.ticket_id);
    update.execute(office.owner()).await.unwrap();
    let filed = TicketRouted { ticket_number: earlier.parse().unwrap(), ..filed };
    assert_eq!(office.receive(filed.desk, std::slice::from_ref(&filed)).await, [Outcome::Done]);

    let ratna = officer(&office, "Ratna").await;
    let search = async |sought: &str| office.submit(&ratna, "/petugas/tiket/cari", &[("cari", sought)]).await;
    assert_eq!(earlier.len(), 16);
    assert_eq!(location(&search(&earlier).await), at(filed.ticket_number));
    let address = location(&search("6620261121100006").await).to_owned();
    assert!(address.starts_with("/petugas/tiket/cari?hasil="), "what is no ticket is looked for as a NIK: {address}");
}

#[tokio::test]
async fn earlier_tickets_of_the_applicant_stand_beside_a_ticket() {
    let office = Office::open().await;
    let (number, other) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived("pengaduan-instansi").await);
    sqlx::query(
        "UPDATE intake.tickets SET nik_index = (SELECT nik_index FROM intake.tickets WHERE number = $1) WHERE \
        number = $2",
    )
    .bind(other.to_string())
    .bind(number.to_string())
    .execute(office.owner())
    .await
    .unwrap();
    // The index of the other ticket's NIK now leads to both.
    let joko = office.officer("Joko", &["officer"], &[Desk::InstansiComplaints]).await;
    let page = office.page(&joko, &at(other)).await.text();
    assert!(
        page.contains(DESK.label()) && !page.contains(&number.to_string()),
        "another desk's is told, without its number"
    );
}

#[tokio::test]
async fn without_the_sessions_token_nothing_is_done() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = officer(&office, "Ratna").await;
    for csrf in ["", "0123456789"] {
        let body = body_of(&[("meja", DESK.as_str()), ("csrf", csrf)]);
        let request = form(&format!("{}/ambil", at(number))).header(header::COOKIE, &ratna.cookie).body(body).unwrap();
        assert_eq!(office.send(request).await.status, StatusCode::FORBIDDEN);
    }
    assert!(office.audit(number).await.is_empty());
}

#[tokio::test]
async fn who_does_not_work_on_tickets_sees_none() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    for role in ["administrator", "auditor"] {
        let other = office.officer(role, &[role], &[DESK]).await;
        assert_eq!(office.page(&other, "/petugas/tiket").await.status, StatusCode::FORBIDDEN);
        assert_eq!(office.page(&other, "/petugas/templat").await.status, StatusCode::FORBIDDEN);
        assert_eq!(office.page(&other, &at(number)).await.status, StatusCode::NOT_FOUND);
    }
    assert!(office.audit(number).await.into_iter().all(|(action, _)| action == "refused"));
}
