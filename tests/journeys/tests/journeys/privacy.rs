//! What a thief would find: no NIK, no name, no address and no document in a dump, the bucket, the broker's disk or
//! any log.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use domain::Desk;
use http::Method;
use memchr::memmem;
use serde_json::json;
use testing::{Broker, Environment, Layout, Person, System, eventually};

use crate::agency::{Agency, reply_with};

const PATIENCE: Duration = Duration::from_secs(30);
const FOLLOW_UP: &str = "Rahasia juga: loket tujuh belas tutup sampai lebaran.";
const ADDRESS: &str = "pelapor.situs@surat.example";
const ANSWER: &str = "Jawaban rahasia untuk Anda: silakan ke loket tujuh belas.";

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_dump_bucket_broker_disk_or_log_shows_nothing_personal() -> Result<()> {
    let offered = [("OFFER_NOTICES", "true")];
    let system = System::start_with(Layout::Separate, Broker::new_virtual_host().await?, &offered).await?;
    let api = system.api();
    let mut planted: Vec<(String, Vec<u8>)> = vec![("the answer".to_owned(), ANSWER.as_bytes().to_vec())];
    for seed in 0..8 {
        let person = Person::new(7_777_000 + seed);
        let address = format!("pelapor.{seed}@surat.example");
        let body = person.submission("status-bukan-pns", 40_000).text("contact", &address);
        let filed = api.submit("status-bukan-pns", &body, Some(&format!("kunci-{seed}"))).await?;
        assert_eq!(filed.status, 201);
        let number = filed.json()?["ticket_number"].as_str().context("a number")?.to_owned();
        eventually("the ticket at its desk", PATIENCE, async || {
            Ok(api.found(&number, &person.nik).await?.filter(|lookup| lookup.stage == "received"))
        })
        .await?;
        // Wrong and refused requests reach the logs too.
        api.lookup(&number, "3174010101019999").await?;
        api.submit("status-bukan-pns", &body, Some("kunci-0")).await?;
        let fixes = system.desk_token(Desk::BknDataFixes);
        assert_eq!(api.desk_get(fixes, &format!("/api/v1/tickets/{number}/documents/ktp")).await?.status, 200);
        let answered =
            api.desk_post(fixes, &format!("/api/v1/tickets/{number}/answers"), &json!({ "text": ANSWER })).await?;
        assert_eq!(answered.status, 201);
        file_on_the_site(&system, &person).await?;
        write_once_more(&system, &number, &person).await?;
        planted.push((format!("address {seed}"), address.into_bytes()));
        planted.push((format!("NIK {seed}"), person.nik.clone().into_bytes()));
        planted.push((format!("KK {seed}"), person.kk.clone().into_bytes()));
        planted.push((format!("name {seed}"), person.full_name.clone().into_bytes()));
        let picture = testing::jpeg((7_777_000 + seed) * 10, 40_000);
        planted.push((format!("document {seed}"), picture[picture.len() / 2..][..48].to_vec()));
    }
    answer_as_agency(&system, &mut planted).await?;
    planted.push(("the follow-up".to_owned(), FOLLOW_UP.as_bytes().to_vec()));
    planted.push(("an address on the site".to_owned(), ADDRESS.as_bytes().to_vec()));
    planted.push(("chronology".to_owned(), b"padahal belum pernah diangkat".to_vec()));

    let environment = Environment::of_test_servers()?;
    let local = PathBuf::from(environment.get("LOCAL_DIR")?);
    let dump = system.folder().join("dump.sql");
    let dumped = Command::new("pg_dump").arg("--file").arg(&dump).arg(system.database.url()?).status()?;
    ensure!(dumped.success(), "pg_dump failed");

    let places = [dump.clone(), local.join("s3"), local.join("rabbitmq"), system.folder().to_owned()];
    for place in &places {
        let (files, hits) = search(place, &planted)?;
        assert!(files > 0, "{} has nothing to search", place.display());
        assert!(hits.is_empty(), "{} shows {hits:?}", place.display());
    }
    // The search itself works: it finds each ticket's number, which the dump contains openly.
    let (_, found) = search(&dump, &[("a form's code".to_owned(), b"status.tickets".to_vec())])?;
    assert!(!found.is_empty(), "the search finds nothing at all");
    Ok(())
}

/// Answers as an agency over the queue, and hands another ticket over.
async fn answer_as_agency(system: &System, planted: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    const REASON: &str = "Alasan rahasia: berkasnya ada di lemari sembilan belas.";
    planted.push(("the reason".to_owned(), REASON.as_bytes().to_vec()));
    let agency = Agency::serving(system, Desk::InstansiComplaints).await?;
    let (_connection, channel) = agency.connect().await?;
    for (seed, kind, text) in [(7_777_100, "case.answered", ANSWER), (7_777_101, "case.transferred", REASON)] {
        let person = Person::new(seed);
        assert_eq!(
            system.api().submit("pengaduan-instansi", &person.submission("pengaduan-instansi", 0), None).await?.status,
            201
        );
        let number = agency.next_ticket(&channel, Desk::InstansiComplaints).await?;
        let mut report = reply_with(kind, &number, agency.post_text(system, &number, text).await?);
        if kind == "case.transferred" {
            report["desk"] = json!("bkn.accounts");
        }
        agency.report(&channel, &report).await?;
        eventually("the report's effect", PATIENCE, async || {
            Ok(system
                .api()
                .found(&number, &person.nik)
                .await?
                .filter(|lookup| ["answered", "received"].contains(&lookup.stage.as_str())))
        })
        .await?;
        planted.push((format!("NIK {seed}"), person.nik.into_bytes()));
    }
    Ok(())
}

/// Says on the page of the answered ticket that it did not help, and why. Waits for the desk to read it.
async fn write_once_more(system: &System, number: &str, person: &Person) -> Result<()> {
    let api = system.api();
    let (client, status) = (api.client(), api.status());
    let headers = [("accept", "text/html"), ("content-type", "application/x-www-form-urlencoded")];
    let lookup = format!("number={number}&nik={}", person.nik);
    let found = client.send(Method::POST, &format!("{status}/status"), &headers, lookup).await?;
    let address = found.header("location").context("the ticket's address")?.to_owned();
    ensure!(!address.contains(number) && !address.contains(&person.nik), "something personal in {address}");
    let text = format!("text={}", FOLLOW_UP.replace(' ', "+"));
    let sent = client.send(Method::POST, &format!("{status}{address}/lanjutan"), &headers, text).await?;
    ensure!(sent.status == 303, "answered {}: {}", sent.status, String::from_utf8_lossy(&sent.body));
    let fixes = system.desk_token(Desk::BknDataFixes);
    eventually("the ticket back at its desk", PATIENCE, async || {
        let ticket = system.api().desk_get(fixes, &format!("/api/v1/tickets/{number}")).await?.json()?;
        Ok((ticket["stage"] == "received" && ticket["follow_up"]["text"] == FOLLOW_UP).then_some(()))
    })
    .await
}

/// Files the same form on the site, first with a fault, so that the site keeps its documents for the next attempt, then
/// as people do: to see all that will be sent, and to send it. Looks it up there.
async fn file_on_the_site(system: &System, person: &Person) -> Result<()> {
    const FORM: &str = "status-bukan-pns";
    let (api, html) = (system.api(), ("accept", "text/html"));
    let address = format!("{}/formulir/{FORM}", api.intake());
    let empty = api.client().get(&address).await?;
    let form = domain::catalogue::by_slug(FORM).context("a form of the catalogue")?;
    for (action, faulty, outcome) in [("check", true, 422), ("check", false, 200), ("send", false, 303)] {
        let token = hidden(&empty.body, "captcha_token")?;
        let mut body = testing::Multipart::default().text("submission_id", &hidden(&empty.body, "submission_id")?);
        body = body.text("action", action);
        body = body.text("captcha_token", &token).text("captcha", &system.solve_captcha(&token)?);
        body = body.text("confirmed", "yes").text("repeat_of", "").text("contact", ADDRESS);
        for (name, value) in person.fields(form) {
            let value = if faulty && name == "birth_date" { "kemarin".to_owned() } else { value };
            body = body.text(&name, &value);
        }
        let picture = testing::jpeg(person.nik.bytes().map(u64::from).sum(), 40_000);
        body =
            body.file("ktp", "ktp.jpg", "image/jpeg", &picture).file("diploma", "ijazah.jpg", "image/jpeg", &picture);
        let headers = [html, ("content-type", &body.content_type())];
        let sent = api.client().send(Method::POST, &address, &headers, body.finish()).await?;
        ensure!(sent.status == outcome, "answered {}: {}", sent.status, String::from_utf8_lossy(&sent.body));
        ensure!(!sent.header("location").unwrap_or_default().contains(&person.nik), "a NIK in an address");
    }
    let lookup = format!("number=662021060800099&nik={}", person.nik);
    let headers = [html, ("content-type", "application/x-www-form-urlencoded")];
    let unknown = api.client().send(Method::POST, &format!("{}/status", api.status()), &headers, lookup).await?;
    // Not found, or one wrong look-up too many from here: both leave their traces.
    ensure!([404, 429].contains(&unknown.status.as_u16()), "the lookup was answered {}", unknown.status);
    Ok(())
}

/// The value of a hidden field.
fn hidden(page: &[u8], name: &str) -> Result<String> {
    let page = String::from_utf8_lossy(page);
    let value = page.split_once(&format!("name=\"{name}\" value=\"")).and_then(|(_, rest)| rest.split_once('"'));
    Ok(value.with_context(|| format!("no {name} on the page"))?.0.to_owned())
}

/// Searches every file below `place` for each planted value, as it is, in hexadecimal and in base64. Returns how many
/// files it read, and what it found where.
pub(crate) fn search(place: &Path, planted: &[(String, Vec<u8>)]) -> Result<(usize, Vec<String>)> {
    let needles: Vec<(&str, Vec<u8>)> = planted
        .iter()
        .flat_map(|(name, value)| {
            let hex: String = value.iter().map(|byte| format!("{byte:02x}")).collect();
            let base64 = base64::engine::general_purpose::STANDARD_NO_PAD.encode(&value[..value.len() / 3 * 3]);
            [(name.as_str(), value.clone()), (name.as_str(), hex.into_bytes()), (name.as_str(), base64.into_bytes())]
        })
        .collect();
    let (mut files, mut hits, mut waiting) = (0, Vec::new(), vec![place.to_owned()]);
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                fs::read_dir(&path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?,
            );
            continue;
        }
        // The broker removes and renames files while it runs.
        let Ok(bytes) = fs::read(&path) else { continue };
        files += 1;
        for (name, needle) in &needles {
            if memmem::find(&bytes, needle).is_some() {
                hits.push(format!("{name} in {}", path.display()));
            }
        }
    }
    Ok((files, hits))
}
