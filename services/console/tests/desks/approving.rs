//! Approving what applicants miss: one decision adds the name and answers everybody who asked for it.

use console::jobs::{answer_bulk, cluster_tickets};
use domain::TicketNumber;
use http::{StatusCode, header};
use testing::Person;

use crate::clusters::{DESK, MISSING_UNIVERSITY, cluster, head};
use crate::office::{Answer, Office, Officer};

const APPROVAL: &str = "/petugas/kelompok/rujukan";
const NAME: &str = "Universitas Cendekia Nusantara";
const SPELT: &str = "Univ. Cendekia Nusantara";
const TEXT: &str = "Yth. {nama}, {rujukan} sudah ada di daftar.";

/// Three tickets that miss the same university in two spellings, grouped.
async fn missed(office: &Office) -> (Vec<TicketNumber>, [String; 2]) {
    let mut numbers = Vec::new();
    for name in [NAME, SPELT, NAME] {
        numbers.push(office.arrived_saying(MISSING_UNIVERSITY, &[("university", name)]).await);
    }
    cluster_tickets(office.console()).await.unwrap();
    let ids = [
        cluster(office, numbers[0]).await.unwrap().to_string(),
        cluster(office, numbers[1]).await.unwrap().to_string(),
    ];
    (numbers, ids)
}

async fn send(office: &Office, head: &Officer, ids: &[String; 2], further: &[(&str, &str)]) -> Answer {
    let chosen = [("meja", DESK.as_str()), ("kelompok", &ids[0]), ("kelompok", &ids[1])];
    office.submit(head, APPROVAL, &[&chosen, further].concat()).await
}

/// What an applicant is suggested: name, detail, whether it is the very name.
async fn suggested(office: &Office, list: &str, typed: &str, owner: Option<&str>) -> Vec<(String, String, bool)> {
    let mut found: Vec<(String, String, bool)> =
        sqlx::query_as("SELECT value, detail, is_exact FROM reference.suggest($1, $2, $3, NULL, 10)")
            .bind(list)
            .bind(typed)
            .bind(owner)
            .fetch_all(&office.as_intake().await)
            .await
            .unwrap();
    // Another kind of finding may show a name again.
    let mut seen = std::collections::HashSet::new();
    found.retain(|(name, detail, _)| seen.insert((name.clone(), detail.clone())));
    found
}

/// Adds an entry with the rights of the service.
async fn add(office: &Office, list: &str, name: &str, owner: &str, about: &str) -> String {
    sqlx::query_scalar("SELECT reference.add($1, $2, $3, $4, gen_random_uuid(), now())")
        .bind(list)
        .bind(name)
        .bind(owner)
        .bind(about)
        .fetch_one(&office.as_console().await)
        .await
        .unwrap()
}

async fn prepare(office: &Office, statements: &[&'static str]) {
    for sql in statements.iter().chain(&["REFRESH MATERIALIZED VIEW reference.imported_terms"]) {
        sqlx::query(*sql).execute(office.owner()).await.unwrap();
    }
}

#[tokio::test]
async fn one_decision_adds_the_name_and_answers_all_who_asked_for_it() {
    let office = Office::open().await;
    let (numbers, ids) = missed(&office).await;
    let (head, ratna) = (head(&office, "Ibu Kepala").await, office.officer("Ratna", &["officer"], &[DESK]).await);
    let [first, second] = &ids;
    let address = format!("{APPROVAL}?meja={DESK}&kelompok=&kelompok={first}&kelompok={second}");
    let page = office.page(&head, &address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let page = page.text();
    assert!(
        page.contains("Cendekia Nusantara\"")
            && page.contains("{rujukan} sudah tercantum pada daftar perguruan tinggi"),
        "{page}"
    );
    assert!(suggested(&office, "universities", NAME, None).await.is_empty());

    let fields = [("nama", NAME), ("rincian", "Jawa Barat"), ("teks", TEXT)];
    let preview = send(&office, &head, &ids, &fields).await.text();
    for (number, seed) in numbers.iter().zip(1..) {
        let name = Person::new(seed).full_name;
        assert!(
            preview.contains(&format!("Pratinjau tiket {number}"))
                && preview.contains(&format!("Yth. {name}, {NAME} sudah")),
            "{preview}"
        );
    }
    assert_eq!(office.count("SELECT count(*) FROM reference.additions").await, 0, "nothing is done yet");

    let taken =
        office.submit(&ratna, &format!("/petugas/tiket/{}/ambil", numbers[2]), &[("meja", DESK.as_str())]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    let done = send(&office, &head, &ids, &[&fields[..], &[("aksi", "setujui")]].concat()).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(
        suggested(&office, "universities", "cendekia nusant", None).await,
        [(NAME.to_owned(), "Jawa Barat".to_owned(), false)]
    );
    assert!(suggested(&office, "universities", NAME, None).await[0].2, "it is the very entry");
    assert_eq!(answer_bulk(office.console(), 100).await.unwrap(), 3, "without a trial");
    let report = office.page(&head, done.headers[header::LOCATION].to_str().unwrap()).await.text();
    assert!(
        report.contains("3 dari 3 tiket selesai, 2 dijawab") && report.contains("sedang dikerjakan petugas lain"),
        "{report}"
    );
    let answered = office.page(&head, &format!("/petugas/tiket/{}", numbers[1])).await.text();
    assert!(answered.contains(&format!("Yth. {}, {NAME} sudah ada di daftar.", Person::new(2).full_name)));
    let entry: (String, String) = sqlx::query_as("SELECT action, detail FROM audit.entries WHERE action = 'reference'")
        .fetch_one(office.owner())
        .await
        .unwrap();
    assert_eq!(entry, ("reference".to_owned(), "universities".to_owned()));

    // The next who asks misses another entry of the same university now.
    let later = office.arrived_saying(MISSING_UNIVERSITY, &[("university", NAME)]).await;
    cluster_tickets(office.console()).await.unwrap();
    assert!(!ids.contains(&cluster(&office, later).await.unwrap().to_string()));
}

#[tokio::test]
async fn two_supervisors_at_once_add_one_name_and_answer_each_ticket_once() {
    let office = Office::open().await;
    let (_, ids) = missed(&office).await;
    let (one, other) = (head(&office, "Ibu Kepala").await, head(&office, "Pak Wakil").await);
    let fields = [("nama", NAME), ("teks", TEXT), ("aksi", "setujui")];
    let spelt = [("nama", "UNIVERSITAS Cendekia  Nusantara"), ("rincian", "Bali"), ("teks", TEXT), ("aksi", "setujui")];
    let (left, right) = tokio::join!(send(&office, &one, &ids, &fields), send(&office, &other, &ids, &spelt));
    assert_eq!(
        (left.status, right.status),
        (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER),
        "{} {}",
        left.text(),
        right.text()
    );
    answer_bulk(office.console(), 100).await.unwrap();
    answer_bulk(office.console(), 100).await.unwrap();
    let counts = "SELECT count(*) FROM reference.additions";
    assert_eq!((office.count(counts).await, office.count("SELECT count(*) FROM desk.answers").await), (1, 3));
    assert_eq!(office.count("SELECT count(*) FROM audit.entries WHERE action = 'reference'").await, 1);
}

#[tokio::test]
async fn a_name_that_the_list_has_is_answered_with_and_not_added() {
    let office = Office::open().await;
    prepare(
        &office,
        &["INSERT INTO reference.universities (name, province) VALUES ('Universitas Cendekia Nusantara Jaya', 'Bali')"],
    )
    .await;
    let (numbers, ids) = missed(&office).await;
    let head = head(&office, "Ibu Kepala").await;
    let [first, second] = &ids;
    let page = office.page(&head, &format!("{APPROVAL}?meja={DESK}&kelompok={first}&kelompok={second}")).await.text();
    assert!(page.contains("Sudah ada di daftar: Universitas Cendekia Nusantara Jaya"), "{page}");
    let invented = [("nama", NAME), ("sudah", "Universitas Karangan"), ("teks", TEXT), ("aksi", "setujui")];
    assert_eq!(send(&office, &head, &ids, &invented).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let known = [("nama", NAME), ("sudah", "Universitas Cendekia Nusantara Jaya"), ("teks", TEXT), ("aksi", "setujui")];
    assert_eq!(send(&office, &head, &ids, &known).await.status, StatusCode::SEE_OTHER);
    assert_eq!(answer_bulk(office.console(), 100).await.unwrap(), numbers.len());
    assert_eq!(office.count("SELECT count(*) FROM reference.additions").await, 0);
    let ticket = office.page(&head, &format!("/petugas/tiket/{}", numbers[0])).await.text();
    assert!(ticket.contains("Universitas Cendekia Nusantara Jaya sudah ada di daftar."));
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_is_done() {
    let office = Office::open().await;
    let (_, ids) = missed(&office).await;
    let head = head(&office, "Ibu Kepala").await;
    for (name, text, told) in [
        ("", TEXT, "Nama terdiri atas 2 sampai 200 karakter"),
        ("Kampus {nama}", TEXT, "Nama terdiri atas 2 sampai 200 karakter"),
        (NAME, "", "Tulis jawabannya dulu."),
        (NAME, "{nmaa}", "{nmaa} tidak dikenal"),
    ] {
        let answer = send(&office, &head, &ids, &[("nama", name), ("teks", text), ("aksi", "setujui")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        assert!(answer.text().contains(told), "{}", answer.text());
    }
    assert_eq!(
        office
            .count("SELECT (SELECT count(*) FROM reference.additions) + (SELECT count(*) FROM desk.bulk_answers)")
            .await,
        0
    );
}

#[tokio::test]
async fn each_list_takes_what_belongs_to_it() {
    let office = Office::open().await;
    prepare(
        &office,
        &[
            "INSERT INTO reference.countries (alpha2, name_id, name_en) VALUES ('NL', 'Belanda', 'Netherlands')",
            "INSERT INTO reference.cities (country, name, population) VALUES ('NL', 'Delft', 100000)",
            "INSERT INTO reference.programmes (university, level, name) VALUES ('', 'S-1', 'Gizi'), ('Kampus Satu', \
            'S-1', 'Hukum')",
        ],
    )
    .await;
    for (list, name, owner, about, outcome) in [
        ("cities", "Wassenaar", "netherlands", "", "added"),
        ("cities", "WASSENAAR", "NL", "", "listed"),
        ("cities", "delft", "Belanda", "", "listed"),
        ("cities", "Wassenaar", "Negeri Dongeng", "", "unknown_owner"),
        ("programmes", "Gizi Kerja", "Kampus Dua", "S-1", "added"),
        ("programmes", "Gizi Kerja", "Kampus Tiga", "S-1", "listed"),
        ("programmes", "Gizi Kerja", "Kampus Satu", "S-1", "added"),
        ("programmes", "Gizi", "", "S1", "unfit"),
        ("universities", "x", "", "", "unfit"),
        ("agencies", "Kementerian Baru", "", "", "unfit"),
    ] {
        assert_eq!(add(&office, list, name, owner, about).await, outcome, "{list} {name} {owner}");
    }
    assert_eq!(
        suggested(&office, "cities", "wassen", Some("Belanda")).await,
        [("Wassenaar".to_owned(), "Belanda".to_owned(), false)]
    );
    let of = async |owner| {
        suggested(&office, "programmes", "gizi", owner).await.into_iter().map(|(name, ..)| name).collect::<Vec<_>>()
    };
    assert_eq!(of(Some("Kampus Dua")).await, ["Gizi", "Gizi Kerja"], "all are suggested where its own are not known");
    assert_eq!(of(Some("Kampus Satu")).await, ["Gizi Kerja"]);

    // An import leaves additions alone, and the service can do nothing but add.
    prepare(&office, &["DELETE FROM reference.cities"]).await;
    assert_eq!(suggested(&office, "cities", "wassenaar", None).await.len(), 1);
    for sql in [
        "DELETE FROM reference.additions",
        "UPDATE reference.additions SET name = 'x'",
        "INSERT INTO reference.universities (name) VALUES ('x')",
    ] {
        assert!(sqlx::query(sql).execute(&office.as_console().await).await.is_err(), "{sql}");
    }
    let intake = sqlx::query("SELECT reference.add('universities', 'Kampus', '', '', gen_random_uuid(), now())");
    assert!(intake.execute(&office.as_intake().await).await.is_err(), "applicants' side adds nothing");
}
