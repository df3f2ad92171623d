//! Every route × nobody, and another applicant with her own registration who asks with Siti's ids. A new route without
//! its row fails the test.

use std::collections::BTreeSet;

use anyhow::Result;
use http::{Method, StatusCode};
use testing::{Multipart, Response};

use crate::files::{RED, letter, portrait};
use crate::filling::{BIODATA, EDUCATION, FORMATION, RIGHT, SELECTION};
use crate::site::{Person, Site};

/// One route: what nobody gets, and what a stranger gets who asks with Siti's ids or for her own.
struct Row {
    method: Method,
    path: &'static str,
    nobody: u16,
    stranger: u16,
}

/// What only Siti told.
const SECRET: &str = "Jalan Rahasia 77";

const GET: Method = Method::GET;
const POST: Method = Method::POST;

fn rows() -> Vec<Row> {
    let row = |method, path, nobody, stranger| Row { method, path, nobody, stranger };
    let api = |method, path, stranger| row(method, path, 401, stranger);
    vec![
        // Everybody's.
        row(GET, "/formasi", 200, 200),
        row(GET, "/formasi/{id}", 200, 200),
        row(GET, "/formasi/{id}/kelayakan", 303, 303),
        row(POST, "/formasi/{id}/kelayakan", 422, 422),
        row(GET, "/cek-dokumen", 200, 200),
        row(POST, "/cek-dokumen", 400, 400),
        row(GET, "/cek-dokumen/{code}", 404, 404),
        row(GET, "/api/v1/formations", 200, 200),
        row(GET, "/api/v1/formations/{id}", 200, 200),
        row(POST, "/api/v1/formations/{id}/eligibility", 422, 422),
        row(GET, "/api/v1/documents/{code}", 404, 404),
        // The own registration: no address names it.
        row(GET, "/pendaftaran", 303, 200),
        row(GET, "/pendaftaran/biodata", 303, 200),
        row(POST, "/pendaftaran/biodata", 303, 409),
        row(GET, "/pendaftaran/jenis-seleksi", 303, 200),
        row(POST, "/pendaftaran/jenis-seleksi", 303, 409),
        row(GET, "/pendaftaran/formasi", 303, 200),
        row(POST, "/pendaftaran/formasi", 303, 409),
        row(GET, "/pendaftaran/resume", 303, 200),
        row(POST, "/pendaftaran/resume", 303, 422),
        row(GET, "/pendaftaran/kartu", 303, 404),
        row(GET, "/pendaftaran/dokumen", 303, 200),
        row(GET, "/pendaftaran/dokumen/{slot}", 303, 303),
        row(POST, "/pendaftaran/dokumen/{slot}", 303, 303),
        // The stranger's own letter, which is none.
        row(GET, "/pendaftaran/dokumen/{slot}/e-meterai", 303, 404),
        row(POST, "/pendaftaran/dokumen/{slot}/e-meterai", 303, 404),
        row(POST, "/pendaftaran/dokumen/{slot}/e-meterai/batal", 303, 409),
        row(POST, "/pendaftaran/e-meterai/masuk", 303, 422),
        row(POST, "/pendaftaran/e-meterai/isi", 303, 303),
        // Siti's files by their ids.
        row(GET, "/pendaftaran/berkas/{file}", 303, 404),
        row(GET, "/pendaftaran/berkas/{file}/asli", 303, 404),
        row(GET, "/pendaftaran/berkas/{file}/gambar/{page}", 303, 404),
        api(GET, "/api/v1/registrations/current/files/{file}", 404),
        api(POST, "/api/v1/registrations", 200),
        api(GET, "/api/v1/registrations/current", 200),
        api(Method::PUT, "/api/v1/registrations/current/biodata", 409),
        api(Method::PUT, "/api/v1/registrations/current/selection", 409),
        api(Method::PUT, "/api/v1/registrations/current/formation", 409),
        api(GET, "/api/v1/registrations/current/documents", 200),
        api(POST, "/api/v1/registrations/current/documents/{slot}", 200),
        api(POST, "/api/v1/registrations/current/documents/{slot}/stamping", 422),
        api(Method::DELETE, "/api/v1/registrations/current/documents/{slot}/stamping", 409),
        api(POST, "/api/v1/registrations/current/stamps/sign-in", 422),
        api(POST, "/api/v1/registrations/current/stamps/top-ups", 204),
        api(POST, "/api/v1/registrations/current/end", 422),
        api(GET, "/api/v1/registrations/current/card", 404),
    ]
}

/// What a route is sent. Steps come from a version that nobody has, so that no row changes what the next one sees.
fn body(row: &Row, person: Option<&Person>) -> (String, Vec<u8>) {
    let token = person.map(Person::token).unwrap_or_default();
    if row.method == GET || row.method == Method::DELETE {
        return (String::new(), Vec::new());
    }
    if row.path.ends_with("/dokumen/{slot}") || row.path.ends_with("/documents/{slot}") {
        let form = if row.path.starts_with("/api/") {
            Multipart::default()
        } else {
            Multipart::default().text("csrf", &token)
        };
        let form = form.file("file", "berkas", "application/pdf", &letter(41));
        return (form.content_type(), form.finish());
    }
    if row.path.starts_with("/api/") {
        let json = match row.path.rsplit('/').next().unwrap_or_default() {
            "biodata" => r#"{"version":99,"fields":{"height_cm":"170"}}"#,
            "selection" => r#"{"version":99,"fields":{"selection":"pppk_teknis"}}"#,
            "formation" => r#"{"version":99,"fields":{"gpa":"3,99"}}"#,
            "stamping" => r#"{"page":1,"position":"bottom-right","is_signed":false}"#,
            "sign-in" => r#"{"stamp_user":"","password":""}"#,
            "end" => r#"{"version":1}"#,
            _ => "{}",
        };
        return ("application/json".to_owned(), json.into());
    }
    let fields = match row.path.rsplit('/').next().unwrap_or_default() {
        "biodata" => "version=99&height_cm=170",
        "jenis-seleksi" => "version=99&selection=pppk_teknis",
        "formasi" => "version=99&gpa=3%2C99",
        _ => "x=1",
    };
    ("application/x-www-form-urlencoded".to_owned(), format!("{fields}&csrf={token}").into_bytes())
}

/// Everything of Siti's that no answer may hold.
struct Hers {
    texts: Vec<String>,
    file: String,
}

impl Hers {
    fn assert_not_in(&self, answer: &Response, place: &str) {
        let holds = |secret: &[u8]| answer.body.windows(secret.len()).any(|window| window == secret);
        for secret in &self.texts {
            assert!(!holds(secret.as_bytes()), "{place}: {secret} in {}", String::from_utf8_lossy(&answer.body));
        }
        let file = letter(31);
        assert!(!holds(file.get(..4096).unwrap_or(&file)), "{place}: the file");
    }
}

async fn siti_with_all(site: &Site) -> Result<(Person, Hers)> {
    let mut siti = site.newcomer().await?;
    let mut told = RIGHT.to_vec();
    told.retain(|(name, _)| *name != "ktp_address");
    told.push(("ktp_address", SECRET));
    site.three_steps(&siti).await?;
    site.step(&siti, BIODATA, "next", &told).await?.assert_led_to(SELECTION);
    site.step(&siti, FORMATION, "next", &EDUCATION).await?.assert_led_to("/pendaftaran/dokumen");
    let registration = sqlx::query_scalar("SELECT id FROM registration.registrations WHERE account_id = $1");
    siti.registration = registration.bind(siti.account).fetch_one(site.database.owner()).await?;
    site.upload(&siti, "portrait", &portrait(RED)).await?.assert_kept("portrait");
    site.upload(&siti, "diploma", &letter(31)).await?.assert_kept("diploma");
    let file = site.file(&siti, "diploma").await?.to_string();
    let texts = vec![SECRET.to_owned(), siti.registration.to_string(), siti.account.to_string()];
    Ok((siti, Hers { texts, file }))
}

#[test]
fn every_route_has_its_row() {
    let rows: BTreeSet<String> = rows().iter().map(|row| format!("{} {}", row.method, row.path)).collect();
    let pages = registration::pages().into_iter().map(|(method, path)| format!("{method} {path}"));
    let described = serde_json::to_value(registration::openapi()).unwrap();
    let paths = described["paths"].as_object().unwrap();
    let api = paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().keys().map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    assert_eq!(pages.chain(api).collect::<BTreeSet<_>>(), rows);
}

#[tokio::test]
async fn neither_nobody_nor_another_applicant_gets_a_byte_of_somebodys_registration() -> Result<()> {
    let site = Site::open().await?;
    let (siti, hers) = siti_with_all(&site).await?;
    let before = site.fingerprint(&siti).await?;
    let mut others = Vec::new();
    for row in rows() {
        let address = row
            .path
            .replace("{id}", "00000000-0000-0000-0000-000000000007")
            .replace("{file}", &hers.file)
            .replace("{page}", "1")
            .replace("{slot}", "application_letter")
            .replace("{code}", "7QK3M9X2TD4W0HZ61RVA");
        let budi = site.newcomer().await?;
        site.three_steps(&budi).await?;
        for (person, expected) in [(None, row.nobody), (Some(&budi), row.stranger)] {
            let place =
                format!("{} {} as {}", row.method, row.path, if person.is_some() { "a stranger" } else { "nobody" });
            let (media_type, body) = body(&row, person);
            let answer = site.call(person, row.method.clone(), &address, &media_type, body).await?;
            if answer.status.as_u16() != expected {
                others.push(format!("{place}: {} and not {expected}", answer.status));
            }
            hers.assert_not_in(&answer, &place);
        }
    }
    assert!(others.is_empty(), "{others:#?}");
    assert_eq!(site.fingerprint(&siti).await?, before, "nothing of hers changed");
    let own = site.call(Some(&siti), GET, &format!("/pendaftaran/berkas/{}/asli", hers.file), "", Vec::new()).await?;
    assert_eq!((own.status, own.body.to_vec()), (StatusCode::OK, letter(31)), "it is there, for her");
    Ok(())
}

#[tokio::test]
async fn a_token_that_is_over_and_one_of_another_kind_open_nothing() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.database.execute("UPDATE accounts.sessions SET expires_at = now() - interval '1 second'").await?;
    for row in rows().into_iter().filter(|row| row.nobody == 401 && row.path.starts_with("/api/")) {
        let address = row.path.replace("{slot}", "diploma").replace("{file}", "x");
        let (media_type, body) = body(&row, Some(&siti));
        let answer = site.call(Some(&siti), row.method.clone(), &address, &media_type, body).await?;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{} {}", row.method, row.path);
    }
    Ok(())
}

impl Site {
    /// What somebody has, in a line.
    async fn fingerprint(&self, person: &Person) -> Result<String> {
        let sql = "SELECT r.version || encode(sha256(r.content), 'hex') || r.state || r.step
                       || (SELECT string_agg(f.id::text, ',' ORDER BY f.id) FROM registration.files f
                            WHERE f.registration_id = r.id AND f.doomed_at IS NULL)
                     FROM registration.registrations r WHERE r.account_id = $1";
        Ok(sqlx::query_scalar(sql).bind(person.account).fetch_one(self.database.owner()).await?)
    }
}
