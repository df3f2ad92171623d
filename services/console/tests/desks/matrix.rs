//! Every endpoint × role × desk, each cell asserted. A new endpoint without its row fails the test.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use domain::Desk;
use http::{Method, Request, header};
use serde_json::{Value, json};

use crate::office::{Office, STATUS_BUKAN_PNS, body_of};

/// The desk that every ticket and account of the test lies at.
const DESK: Desk = Desk::BknDataFixes;

/// Whose own it is, a foreign one, none.
const DESKS: [&[Desk]; 3] = [&[DESK], &[Desk::BknAccounts], &[]];

/// Who asks, in the order of a row's cells.
const WHO: [&str; 6] = ["nobody", "officer", "supervisor", "administrator", "auditor", "agency"];

/// What one kind of caller gets: with the desk as its own, with a foreign one, with none.
type Cells = [&'static str; 3];

/// One endpoint, and what everybody gets there, in the order of [`WHO`].
struct Row {
    method: Method,
    path: &'static str,
    cells: [Cells; 6],
}

/// The same for everybody who is signed in.
const fn signed_in(nobody: &'static str, all: &'static str) -> [Cells; 6] {
    [[nobody; 3], [all; 3], [all; 3], [all; 3], [all; 3], [nobody; 3]]
}

/// For administrators only; what the others get is the same everywhere.
const fn administrators(cells: Cells) -> [Cells; 6] {
    [["303"; 3], ["403"; 3], ["403"; 3], cells, ["403"; 3], ["303"; 3]]
}

/// For bearer tokens only.
const fn agencies(cells: Cells) -> [Cells; 6] {
    let no_token = ["401 unauthorized"; 3];
    [no_token, no_token, no_token, no_token, no_token, cells]
}

/// For those who work on tickets; what administrators and auditors get is the same everywhere.
const fn officers(officer: Cells, supervisor: Cells, others: &'static str) -> [Cells; 6] {
    [["303"; 3], officer, supervisor, [others; 3], [others; 3], ["303"; 3]]
}

/// For supervisors only; what the others get is the same everywhere.
const fn supervisors(cells: Cells) -> [Cells; 6] {
    officers(["403"; 3], cells, "403")
}

/// For those who work on tickets of the desk; for everybody else there is nothing.
const fn at_the_desk(own: &'static str) -> [Cells; 6] {
    officers([own, "404", "404"], [own, "404", "404"], "404")
}

#[expect(clippy::too_many_lines, reason = "each endpoint has its row")]
fn rows() -> Vec<Row> {
    let row = |method, path, cells| Row { method, path, cells };
    let own = |own| [own, "404", "404"];
    let unknown_desk = |own| agencies([own, "404 unknown_desk", "404 unknown_desk"]);
    let unknown_ticket = |own| agencies([own, "404 unknown_ticket", "404 unknown_ticket"]);
    vec![
        row(Method::GET, "/api/v1/desks/{desk}/tickets", unknown_desk("200")),
        row(Method::POST, "/api/v1/desks/{desk}/claims", unknown_desk("200")),
        row(Method::GET, "/api/v1/tickets/{number}", unknown_ticket("200")),
        row(Method::GET, "/api/v1/tickets/{number}/documents/{kind}", unknown_ticket("404 unknown_document")),
        row(Method::POST, "/api/v1/tickets/{number}/answers", unknown_ticket("201")),
        row(Method::POST, "/api/v1/tickets/{number}/transfers", unknown_ticket("202")),
        row(Method::PUT, "/api/v1/tickets/{number}/stage", unknown_ticket("200")),
        row(Method::PUT, "/api/v1/tickets/{number}/texts/{id}", unknown_ticket("201")),
        row(Method::GET, "/petugas", [["303"; 3], ["303"; 3], ["303"; 3], ["200"; 3], ["200"; 3], ["303"; 3]]),
        row(Method::GET, "/petugas/tiket", officers(["200", "200", "403"], ["200", "200", "403"], "403")),
        row(Method::POST, "/petugas/tiket/berikutnya", at_the_desk("303")),
        row(Method::GET, "/petugas/tiket/cari", officers(["303"; 3], ["303"; 3], "403")),
        row(Method::POST, "/petugas/tiket/cari", officers(["303", "200", "403"], ["303", "200", "403"], "403")),
        row(Method::GET, "/petugas/tiket/{number}", at_the_desk("200")),
        row(
            Method::GET,
            "/petugas/tiket/{number}/pemegang",
            [["401"; 3], ["200", "404", "404"], ["200", "404", "404"], ["404"; 3], ["404"; 3], ["401"; 3]],
        ),
        row(Method::GET, "/petugas/tiket/{number}/dokumen/{kind}", at_the_desk("404")),
        row(Method::GET, "/petugas/tiket/{number}/dokumen/{kind}/halaman/{page}", at_the_desk("404")),
        row(Method::GET, "/petugas/tiket/{number}/dokumen/{kind}/gambar/{page}", at_the_desk("404")),
        row(Method::GET, "/petugas/tiket/{number}/akun/{kind}", at_the_desk("404")),
        row(Method::POST, "/petugas/tiket/{number}/akun", at_the_desk("422")),
        row(Method::POST, "/petugas/tiket/{number}/ambil", at_the_desk("303")),
        row(Method::POST, "/petugas/tiket/{number}/tugaskan", at_the_desk("422")),
        row(Method::POST, "/petugas/tiket/{number}/lepas", at_the_desk("303")),
        row(Method::POST, "/petugas/tiket/{number}/jawaban", at_the_desk("303")),
        row(Method::POST, "/petugas/tiket/{number}/teruskan", at_the_desk("303")),
        row(Method::POST, "/petugas/tiket/{number}/tanya", at_the_desk("303")),
        row(Method::POST, "/petugas/tiket/{number}/catatan", at_the_desk("303")),
        row(Method::POST, "/petugas/tiket/{number}/makro", at_the_desk("422")),
        row(Method::POST, "/petugas/tampilan", officers(["303", "303", "403"], ["303", "303", "403"], "403")),
        row(Method::POST, "/petugas/tampilan/hapus", officers(["303"; 3], ["303"; 3], "403")),
        row(Method::GET, "/petugas/langsung", [["401"; 3], ["200"; 3], ["200"; 3], ["403"; 3], ["403"; 3], ["401"; 3]]),
        row(Method::GET, "/petugas/sebutan", officers(["200"; 3], ["200"; 3], "403")),
        row(Method::POST, "/petugas/sebutan", officers(["303"; 3], ["303"; 3], "403")),
        row(Method::GET, "/petugas/templat", officers(["200", "200", "403"], ["200", "200", "403"], "403")),
        row(Method::POST, "/petugas/templat", officers(["403"; 3], ["303", "403", "403"], "403")),
        row(Method::POST, "/petugas/templat/hapus", officers(["403"; 3], ["303", "403", "403"], "403")),
        row(Method::GET, "/petugas/makro", officers(["200", "200", "403"], ["200", "200", "403"], "403")),
        row(Method::POST, "/petugas/makro", officers(["403"; 3], ["303", "403", "403"], "403")),
        row(Method::POST, "/petugas/makro/hapus", officers(["403"; 3], ["303", "403", "403"], "403")),
        row(Method::GET, "/petugas/faq", officers(["200", "200", "403"], ["200", "200", "403"], "403")),
        row(Method::GET, "/petugas/faq/baru", officers(["200", "200", "403"], ["200", "200", "403"], "403")),
        row(Method::POST, "/petugas/faq/baru", officers(["303", "303", "403"], ["303", "303", "403"], "403")),
        row(Method::GET, "/petugas/faq/pencarian", supervisors(["200", "200", "403"])),
        row(Method::GET, "/petugas/faq/{id}", officers(["200", "200", "403"], ["200", "200", "403"], "403")),
        row(Method::POST, "/petugas/faq/{id}", officers(["303", "303", "403"], ["303", "303", "403"], "403")),
        row(Method::POST, "/petugas/faq/{id}/putusan", supervisors(["303", "303", "403"])),
        row(Method::GET, "/petugas/masuk", signed_in("200", "303")),
        row(Method::POST, "/petugas/masuk", signed_in("403", "422")),
        row(Method::GET, "/petugas/masuk/kode", signed_in("303", "303")),
        row(Method::POST, "/petugas/masuk/kode", signed_in("403", "303")),
        row(Method::GET, "/petugas/massal", supervisors(["200", "200", "403"])),
        row(Method::GET, "/petugas/massal/baru", supervisors(["200", "200", "403"])),
        row(Method::POST, "/petugas/massal/baru", supervisors(["200", "403", "403"])),
        row(Method::GET, "/petugas/massal/{id}", supervisors(["200", "403", "403"])),
        row(Method::POST, "/petugas/massal/{id}", supervisors(["303", "403", "403"])),
        row(Method::GET, "/petugas/kelompok", supervisors(["200", "200", "403"])),
        row(Method::GET, "/petugas/kelompok/rujukan", supervisors(["303", "303", "403"])),
        row(Method::POST, "/petugas/kelompok/rujukan", supervisors(["303", "403", "403"])),
        row(Method::GET, "/petugas/mendesak", supervisors(["200", "200", "403"])),
        row(Method::POST, "/petugas/mendesak", supervisors(["303", "404", "404"])),
        row(Method::GET, "/petugas/ringkasan", supervisors(["200", "200", "403"])),
        row(Method::GET, "/petugas/ringkasan/per-jam.csv", supervisors(["200", "200", "403"])),
        row(Method::GET, "/petugas/ringkasan/mutu.csv", supervisors(["200", "200", "403"])),
        row(Method::GET, "/petugas/hari-kerja", supervisors(["200", "200", "403"])),
        row(Method::POST, "/petugas/hari-kerja", supervisors(["303", "303", "403"])),
        row(Method::POST, "/petugas/hari-kerja/libur", supervisors(["303", "303", "403"])),
        row(Method::POST, "/petugas/hari-kerja/libur/hapus", supervisors(["303", "303", "403"])),
        row(Method::POST, "/petugas/keluar", signed_in("303", "303")),
        row(Method::GET, "/petugas/aktivasi", signed_in("200", "200")),
        row(Method::GET, "/petugas/aktivasi/{code}", signed_in("404", "404")),
        row(Method::POST, "/petugas/aktivasi", signed_in("403", "422")),
        row(Method::GET, "/petugas/sesi", signed_in("303", "200")),
        row(Method::POST, "/petugas/sesi/akhiri", signed_in("303", "422")),
        row(Method::POST, "/petugas/pengaturan-ulang/dibaca", signed_in("303", "303")),
        row(Method::POST, "/petugas/sesi/pintasan", signed_in("303", "303")),
        row(Method::POST, "/petugas/sandi", signed_in("303", "422")),
        row(Method::POST, "/petugas/kode-pemulihan", signed_in("303", "422")),
        row(Method::GET, "/petugas/ponsel", signed_in("303", "303")),
        row(Method::POST, "/petugas/ponsel", signed_in("303", "422")),
        row(Method::POST, "/petugas/ponsel/ganti", signed_in("303", "303")),
        row(Method::GET, "/petugas/audit", [["303"; 3], ["403"; 3], ["403"; 3], ["403"; 3], ["200"; 3], ["303"; 3]]),
        row(Method::GET, "/petugas/akun", administrators(["200"; 3])),
        row(Method::GET, "/petugas/akun/baru", administrators(["200"; 3])),
        row(Method::POST, "/petugas/akun/baru", administrators(["200", "422", "422"])),
        row(Method::GET, "/petugas/akun/{id}", administrators(own("200"))),
        row(Method::POST, "/petugas/akun/{id}/hak", administrators(own("303"))),
        row(Method::POST, "/petugas/akun/{id}/atur-ulang", administrators(own("422"))),
        row(Method::POST, "/petugas/akun/{id}/atur-ulang/ajukan", administrators(own("303"))),
        row(Method::POST, "/petugas/akun/{id}/atur-ulang/setujui", administrators(own("422"))),
        row(Method::POST, "/petugas/akun/{id}/tutup", administrators(own("303"))),
        row(Method::POST, "/petugas/akun/{id}/buka", administrators(own("303"))),
    ]
}

/// What an endpoint of the API is sent.
fn json_body(path: &str) -> Value {
    match path {
        "/api/v1/tickets/{number}/stage" => json!({ "stage": "processing" }),
        "/api/v1/tickets/{number}/texts/{id}" | "/api/v1/tickets/{number}/answers" => json!({ "text": "Jawaban." }),
        "/api/v1/tickets/{number}/transfers" => json!({ "desk": "bkn.accounts", "reason": "Bukan tugas kami." }),
        _ => json!({}),
    }
}

/// What a form is sent: enough for whoever may send it.
fn form_fields(path: &str) -> Vec<(&'static str, &'static str)> {
    match path {
        "/petugas/akun/baru" => {
            vec![
                ("nama", "Budi Santoso"),
                ("nip", "199002282023212002"),
                ("peran.officer", "1"),
                ("meja.bkn.data-fixes", "1"),
            ]
        }
        "/petugas/tiket/berikutnya" | "/petugas/tiket/{number}/ambil" | "/petugas/kelompok/rujukan" => {
            vec![("meja", "bkn.data-fixes")]
        }
        "/petugas/massal/baru" => vec![("meja", "bkn.data-fixes"), ("teks", "Data Anda sudah benar.")],
        "/petugas/massal/{id}" => vec![("aksi", "jeda")],
        "/petugas/tampilan" => vec![("nama", "Terbaru"), ("urut", "terbaru")],
        "/petugas/sesi/pintasan" => vec![("huruf", "nyala")],
        "/petugas/mendesak" => vec![("nomor", "662026112100000018")],
        "/petugas/tiket/cari" => vec![("cari", "662026112100000018")],
        "/petugas/tiket/{number}/jawaban" => vec![("jawaban", "Sudah diperbaiki.")],
        "/petugas/tiket/{number}/teruskan" => vec![("meja_tujuan", "bkn.accounts"), ("alasan", "Bukan tugas kami.")],
        "/petugas/tiket/{number}/tanya" => vec![("pertanyaan", "Tanggal lahirnya berapa?"), ("hari", "7")],
        "/petugas/tiket/{number}/catatan" => vec![("catatan", "Sudah dihubungi.")],
        "/petugas/templat" => {
            vec![("meja", "bkn.data-fixes"), ("judul", "Sudah benar"), ("teks", "Data Anda sudah benar.")]
        }
        "/petugas/faq/baru" | "/petugas/faq/{id}" => vec![
            ("versi", "1"),
            ("untuk", "bersama"),
            ("topik", "login"),
            ("pertanyaan", "Bagaimana cara masuk?"),
            ("jawaban", "Buka halaman masuk."),
        ],
        "/petugas/faq/{id}/putusan" => vec![("versi", "1"), ("aksi", "terbitkan")],
        "/petugas/templat/hapus" | "/petugas/makro/hapus" => {
            vec![("meja", "bkn.data-fixes"), ("id", "00000000-0000-0000-0000-000000000001")]
        }
        "/petugas/makro" => vec![
            ("meja", "bkn.data-fixes"),
            ("nama", "Akun"),
            ("tindakan", "teruskan"),
            ("meja_tujuan", "bkn.accounts"),
            ("alasan", "Akunnya terkunci."),
            ("catatan", "Sudah dicek."),
        ],
        "/petugas/hari-kerja" => vec![("senin", "ya"), ("mulai", "08.00"), ("selesai", "16.00")],
        "/petugas/hari-kerja/libur" => vec![("dari", "25-12-2026"), ("nama", "Hari Raya Natal")],
        "/petugas/hari-kerja/libur/hapus" => vec![("hari", "2026-12-25")],
        "/petugas/akun/{id}/hak" => vec![("peran.officer", "1"), ("meja.bkn.data-fixes", "1")],
        _ => Vec::new(),
    }
}

/// The endpoint's address, about a ticket or an account that was made for this cell.
async fn address(office: &Office, path: &str) -> String {
    let mut address = path
        .replace("{desk}", DESK.as_str())
        .replace("{kind}", "ktp")
        .replace("{page}", "1")
        .replace("{code}", "ABCD-EFGH");
    if path.contains("{number}") || path.contains("{desk}") || path.ends_with("/berikutnya") {
        address = address.replace("{number}", &office.arrived(STATUS_BUKAN_PNS).await.to_string());
    }
    if path.starts_with("/petugas/faq/{id}") {
        let id = office.clock.new_id();
        let entry = faq::Entry {
            audience: faq::Audience::Everyone,
            topic: faq::Topic::Login,
            question: "Apa?".to_owned(),
            asked: String::new(),
            answer: "Ini.".to_owned(),
        };
        let mut on = office.owner().acquire().await.unwrap();
        assert!(faq::ledger::create(&mut on, id, &entry, id, office.clock.now()).await.unwrap());
        address = address.replace("{id}", &id.to_string());
    } else if path == "/petugas/massal/{id}" {
        let id = office.clock.new_id();
        sqlx::query(
            "INSERT INTO desk.bulk_answers (id, desk, body, state, created_by, created_at, changed_at)
             VALUES ($1, $2, 'Sudah benar.', 'paused', $1, now(), now())",
        )
        .bind(id)
        .bind(DESK.as_str())
        .execute(office.owner())
        .await
        .unwrap();
        address = address.replace("{id}", &id.to_string());
    } else if path.contains("{id}") {
        let officer = office.officer("Putu Wijaya", &["officer"], &[DESK]).await;
        address = address.replace("{id}", &officer.id.to_string());
    }
    address
}

/// Status, and the problem's code where there is one, for a caller in `network`.
async fn cell(office: &Office, row: &Row, who: &str, desks: &[Desk], network: SocketAddr) -> String {
    let address = address(office, row.path).await;
    let mut request = Request::builder().method(row.method.clone()).uri(address).extension(ConnectInfo(network));
    let mut csrf = String::new();
    match who {
        "nobody" => {}
        "agency" => request = request.header(header::AUTHORIZATION, format!("Bearer {}", office.token(desks).await)),
        role => {
            let officer = office.officer("Ratna Dewi", &[role], desks).await;
            csrf = office.csrf(&officer).await;
            request = request.header(header::COOKIE, &officer.cookie);
        }
    }
    let body = match (&row.method, row.path.starts_with("/api/")) {
        (&Method::POST | &Method::PUT, true) => {
            request = request.header(header::CONTENT_TYPE, "application/json");
            Body::from(json_body(row.path).to_string())
        }
        (&Method::POST, false) => {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            body_of(&form_fields(row.path).into_iter().chain([("csrf", csrf.as_str())]).collect::<Vec<_>>())
        }
        _ => Body::empty(),
    };
    let request = request.body(body).unwrap();
    // One that tells open pages what there is does not end by itself.
    let answer = if row.path == "/petugas/langsung" { office.head(request).await } else { office.send(request).await };
    let problem = answer.headers.get(header::CONTENT_TYPE).is_some_and(|value| value == "application/problem+json");
    let status = answer.status.as_u16();
    if problem { format!("{status} {}", answer.json()["code"].as_str().unwrap()) } else { status.to_string() }
}

#[tokio::test]
async fn every_endpoint_answers_every_role_and_desk_as_it_should() {
    let office = Office::open().await;
    let mut wrong = Vec::new();
    // A network for each cell: what one network may ask before anybody signed in is another test's matter.
    let mut networks =
        (0_u16..).map(u16::to_be_bytes).map(|[high, low]| SocketAddr::from(([10, high, low, 1], 40_000)));
    for row in rows() {
        for (who, expected) in WHO.into_iter().zip(row.cells) {
            for (desks, expected) in DESKS.into_iter().zip(expected) {
                let found = cell(&office, &row, who, desks, networks.next().unwrap()).await;
                if found != expected {
                    wrong.push(format!("{} {} as {who} with {desks:?}: {found}, not {expected}", row.method, row.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_endpoint_has_its_row() {
    let rows: BTreeSet<String> = rows().iter().map(|row| format!("{} {}", row.method, row.path)).collect();
    let pages = console::pages().into_iter().map(|(method, path)| format!("{method} {path}"));
    let described = serde_json::to_value(answer::openapi()).unwrap();
    let paths = described["paths"].as_object().unwrap();
    let api = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().keys().filter(|key| {
            Method::from_bytes(key.to_uppercase().as_bytes()).is_ok_and(|method| {
                [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE].contains(&method)
            })
        });
        methods.map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    let endpoints: BTreeSet<String> = pages.chain(api).collect();
    assert_eq!(endpoints, rows);
}
