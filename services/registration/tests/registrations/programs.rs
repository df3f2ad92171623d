//! The same steps, documents and end for programs.

use anyhow::{Context as _, Result};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use testing::registration::BOXES;
use testing::{Multipart, Response};

use crate::files::{RED, letter, portrait};
use crate::filling::{EDUCATION, RIGHT};
use crate::site::{Person, Site};

const REGISTRATIONS: &str = "/api/v1/registrations";
const BIODATA: &str = "/api/v1/registrations/current/biodata";
const SELECTION: &str = "/api/v1/registrations/current/selection";
const FORMATION: &str = "/api/v1/registrations/current/formation";
const DOCUMENTS: &str = "/api/v1/registrations/current/documents";
const CURRENT: &str = "/api/v1/registrations/current";
const END: &str = "/api/v1/registrations/current/end";
const CARD: &str = "/api/v1/registrations/current/card";

impl Site {
    /// Asks for JSON.
    async fn json(&self, person: &Person, method: Method, path: &str, body: &Value) -> Result<Response> {
        self.call(Some(person), method, path, "application/json", body.to_string().into_bytes()).await
    }

    async fn current(&self, person: &Person) -> Result<Value> {
        self.call(Some(person), Method::GET, CURRENT, "", Vec::new()).await?.json()
    }

    /// Saves a step from the version as it is now.
    async fn put(&self, person: &Person, path: &str, action: &str, fields: &[(&str, &str)]) -> Result<Response> {
        let version = self.current(person).await?.get("version").cloned().unwrap_or_default();
        self.put_from(person, path, &version, action, fields).await
    }

    async fn put_from(
        &self,
        person: &Person,
        path: &str,
        version: &Value,
        action: &str,
        fields: &[(&str, &str)],
    ) -> Result<Response> {
        let fields: serde_json::Map<_, _> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        self.json(person, Method::PUT, path, &json!({ "version": version, "action": action, "fields": fields })).await
    }

    async fn upload_by_program(&self, person: &Person, slot: &str, file: &[u8]) -> Result<Response> {
        let form = Multipart::default().file("file", "berkas", "application/octet-stream", file);
        let (media_type, body) = (form.content_type(), form.finish());
        self.call(Some(person), Method::POST, &format!("{DOCUMENTS}/{slot}"), &media_type, body).await
    }

    async fn end_by_program(&self, person: &Person, version: &Value) -> Result<Response> {
        self.json(person, Method::POST, END, &json!({ "version": version, "ticked": BOXES, "is_confirmed": true }))
            .await
    }

    /// The first three steps, by JSON alone.
    async fn three_steps_by_program(&self, person: &Person) -> Result<()> {
        assert_ok(&self.json(person, Method::POST, REGISTRATIONS, &json!({})).await?);
        assert_ok(&self.put(person, BIODATA, "next", &RIGHT).await?);
        assert_ok(&self.put(person, SELECTION, "next", &[("selection", "cpns")]).await?);
        assert_ok(&self.put(person, FORMATION, "choose", &[("agency", "C001")]).await?);
        let place = [("formation", "00000000-0000-0000-0000-000000000007")];
        assert_ok(&self.put(person, FORMATION, "choose", &place).await?);
        assert_ok(&self.put(person, FORMATION, "next", &EDUCATION).await?);
        Ok(())
    }

    /// What only has to be ended.
    async fn whole_by_program(&self, person: &Person) -> Result<()> {
        self.three_steps_by_program(person).await?;
        assert_ok(&self.upload_by_program(person, "portrait", &portrait(RED)).await?);
        for (slot, number) in [("application_letter", 1), ("statement_letter", 2), ("diploma", 3), ("transcript", 4)] {
            assert_ok(&self.upload_by_program(person, slot, &letter(number)).await?);
        }
        let place = json!({ "page": 1, "position": "bottom-right", "is_signed": true });
        for slot in ["application_letter", "statement_letter"] {
            let path = format!("{DOCUMENTS}/{slot}/stamping");
            assert_ok(&self.json(person, Method::POST, &path, &place).await?);
        }
        Ok(())
    }
}

fn text(answer: &Response) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}

fn assert_ok(answer: &Response) {
    assert_eq!(answer.status, StatusCode::OK, "{}", text(answer));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

/// Status and code of a problem, with the fields that it names.
fn problem(answer: &Response) -> Result<(u16, String, Vec<String>)> {
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{}", text(answer));
    let problem = answer.json()?;
    let fields = problem.get("errors").and_then(Value::as_array).cloned().unwrap_or_default();
    let fields = fields.iter().map(|fault| fault["field"].as_str().unwrap_or_default().to_owned()).collect();
    Ok((answer.status.as_u16(), problem.get("code").and_then(Value::as_str).unwrap_or_default().to_owned(), fields))
}

fn assert_problem(answer: &Response, status: u16, code: &str) -> Result<()> {
    let (told, named, _fields) = problem(answer)?;
    assert_eq!((told, named.as_str()), (status, code), "{}", text(answer));
    Ok(())
}

#[tokio::test]
async fn a_program_goes_the_whole_way_from_nothing_to_the_card() -> Result<()> {
    let site = Site::open_signing().await?;
    let siti = site.newcomer().await?;
    let nothing = site.call(Some(&siti), Method::GET, CURRENT, "", Vec::new()).await?;
    assert_problem(&nothing, 404, "not_found")?;
    site.distributor.credit("siti", 2).await?;
    site.whole_by_program(&siti).await?;
    let sign_in = json!({ "stamp_user": "siti", "password": "siti" });
    assert_ok(&site.json(&siti, Method::POST, &format!("{CURRENT}/stamps/sign-in"), &sign_in).await?);
    let listed = site.call(Some(&siti), Method::GET, DOCUMENTS, "", Vec::new()).await?.json()?;
    assert_eq!(listed["is_whole"], json!(true), "{listed}");
    let diploma = listed["documents"].as_array().context("documents")?.iter().find(|one| one["slot"] == "diploma");
    let id = diploma.context("a diploma")?["file"]["id"].as_str().context("an id")?.to_owned();
    let file = site.call(Some(&siti), Method::GET, &format!("{CURRENT}/files/{id}"), "", Vec::new()).await?;
    assert_eq!((file.status, file.body.to_vec()), (StatusCode::OK, letter(3)));
    let early = site.call(Some(&siti), Method::GET, CARD, "", Vec::new()).await?;
    assert_problem(&early, 404, "not_found")?;
    let version = site.current(&siti).await?["version"].clone();
    let bare = site.json(&siti, Method::POST, END, &json!({ "version": version })).await?;
    let (status, code, fields) = problem(&bare)?;
    assert_eq!((status, code.as_str(), fields.len()), (422, "invalid_fields", 10), "every box, and the YA");
    let ended = site.end_by_program(&siti, &version).await?;
    assert_ok(&ended);
    let number = ended.json()?["number"].as_str().context("a number")?.to_owned();
    assert_eq!((number.len(), ended.json()?["standing"].clone()), (17, json!("final")));
    assert_eq!(site.end_by_program(&siti, &version).await?.json()?["number"], json!(number), "once more is no more");
    let card = site.call(Some(&siti), Method::GET, CARD, "", Vec::new()).await?;
    assert_eq!(card.status, StatusCode::OK, "{}", text(&card));
    assert!(card.body.starts_with(b"%PDF-"));
    Ok(())
}

#[tokio::test]
async fn a_program_is_told_all_faults_and_both_values_of_what_somebody_else_saved() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    assert_ok(&site.json(&siti, Method::POST, REGISTRATIONS, &json!({})).await?);
    let old = site.current(&siti).await?["version"].clone();
    let mut wrong = RIGHT.to_vec();
    wrong.retain(|(name, _)| !["height_cm", "religion"].contains(name));
    wrong.push(("height_cm", "satu meter"));
    let (status, code, mut fields) = problem(&site.put_from(&siti, BIODATA, &old, "next", &wrong).await?)?;
    fields.sort();
    assert_eq!((status, code.as_str(), fields), (422, "invalid_fields", vec!["height_cm".into(), "religion".into()]));
    let kept = site.current(&siti).await?;
    let errors = kept["steps"][0]["errors"].as_array().context("errors")?.len();
    assert_eq!((errors, kept["step"].clone()), (2, json!("biodata")), "kept though wrong, and told again");
    let mut other = RIGHT.to_vec();
    other.retain(|(name, _)| *name != "height_cm");
    other.push(("height_cm", "170"));
    let conflict = site.put_from(&siti, BIODATA, &old, "next", &other).await?;
    assert_problem(&conflict, 409, "registration_changed")?;
    let told = conflict.json()?;
    let height = json!({ "field": "height_cm", "sent": "170", "kept": "satu meter" });
    assert!(told["differing"].as_array().context("both values")?.contains(&height), "{told}");
    assert_ok(&site.put_from(&siti, BIODATA, &told["version"], "next", &other).await?);
    let early = site.put(&siti, FORMATION, "next", &EDUCATION).await?;
    assert_problem(&early, 409, "not_ready")?;
    let early = site.call(Some(&siti), Method::GET, DOCUMENTS, "", Vec::new()).await?;
    assert_problem(&early, 409, "not_ready")?;
    let (status, _, fields) = problem(&site.put(&siti, BIODATA, "next", &[("x", "1")]).await?)?;
    assert_eq!((status, fields), (422, vec!["x".to_owned()]), "a field that no step has");
    let (status, _, fields) = problem(&site.put(&siti, BIODATA, "check", &[]).await?)?;
    assert_eq!((status, fields), (422, vec!["action".to_owned()]));
    Ok(())
}

#[tokio::test]
async fn what_is_no_json_too_large_or_of_another_type_is_refused() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    let put =
        async |media_type: &str, body: Vec<u8>| site.call(Some(&siti), Method::PUT, BIODATA, media_type, body).await;
    assert_problem(&put("application/json", b"{".to_vec()).await?, 400, "malformed")?;
    assert_problem(&put("text/plain", b"{}".to_vec()).await?, 415, "unsupported_type")?;
    assert_problem(&put("application/json", vec![b' '; 70_000]).await?, 413, "body_too_large")?;
    site.three_steps_by_program(&siti).await?;
    let (status, _, fields) = problem(&site.upload_by_program(&siti, "diploma", &portrait(RED)).await?)?;
    assert_eq!((status, fields), (422, vec!["file".to_owned()]));
    let huge = site.upload_by_program(&siti, "diploma", &vec![b'x'; 5 << 20]).await?;
    assert_problem(&huge, 413, "body_too_large")?;
    assert_problem(&site.upload_by_program(&siti, "x", &letter(1)).await?, 404, "unknown_document")?;
    let no_form =
        site.call(Some(&siti), Method::POST, &format!("{DOCUMENTS}/diploma"), "text/plain", vec![b'x']).await?;
    assert_problem(&no_form, 400, "malformed")?;
    let stamping = format!("{DOCUMENTS}/application_letter/stamping");
    let place = json!({ "page": 1, "position": "bottom-right", "is_signed": true });
    assert_problem(&site.json(&siti, Method::POST, &stamping, &place).await?, 404, "unknown_document")?;
    assert_ok(&site.upload_by_program(&siti, "application_letter", &letter(1)).await?);
    for (place, field) in [
        (json!({ "page": 1, "position": "bottom-right", "is_signed": false }), "is_signed"),
        (json!({ "page": 9, "position": "bottom-right", "is_signed": true }), "page"),
        (json!({ "page": 1, "position": "own", "left": 900, "bottom": 1, "is_signed": true }), "position"),
    ] {
        let (status, _, fields) = problem(&site.json(&siti, Method::POST, &stamping, &place).await?)?;
        assert_eq!((status, fields), (422, vec![field.to_owned()]));
    }
    let none = site.call(Some(&siti), Method::DELETE, &stamping, "", Vec::new()).await?;
    assert_problem(&none, 409, "not_withdrawn")?;
    assert_ok(&site.json(&siti, Method::POST, &stamping, &place).await?);
    assert_ok(&site.call(Some(&siti), Method::DELETE, &stamping, "", Vec::new()).await?);
    Ok(())
}

#[tokio::test]
async fn a_program_uploads_as_often_as_a_page_does() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    let many = "INSERT INTO registration.files (id, registration_id, account_id, slot, media_type, size, digest, notes,
                    uploaded_at, doomed_at)
                SELECT gen_random_uuid(), id, account_id, 'diploma', 'application/pdf', 1, 'x', '{}', now(),
                    now() + interval '1 day' FROM registration.registrations, generate_series(1, 200)";
    site.database.execute(many).await?;
    let refused = site.upload_by_program(&siti, "diploma", &letter(1)).await?;
    assert_problem(&refused, 429, "too_many_requests")?;
    assert_eq!(refused.header("retry-after"), Some("86400"));
    Ok(())
}

#[tokio::test]
async fn after_closing_and_after_the_end_a_program_changes_nothing() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    site.whole_by_program(&siti).await?;
    let version = site.current(&siti).await?["version"].clone();
    let frozen = "SELECT encode(sha256(content), 'hex') FROM registration.registrations";
    let before: String = sqlx::query_scalar(frozen).fetch_one(site.database.owner()).await?;
    let refused = async || -> Result<()> {
        for path in [BIODATA, SELECTION, FORMATION] {
            assert_problem(&site.put_from(&siti, path, &version, "next", &[]).await?, 409, "registration_closed")?;
        }
        assert_problem(&site.upload_by_program(&siti, "diploma", &letter(9)).await?, 409, "registration_closed")
    };
    site.database.execute("UPDATE registration.dates SET closes_at = now()").await?;
    refused().await?;
    assert_problem(&site.end_by_program(&siti, &version).await?, 409, "registration_closed")?;
    assert_eq!(site.current(&siti).await?["standing"], json!("expired"));
    let budi = site.newcomer().await?;
    let none = site.json(&budi, Method::POST, REGISTRATIONS, &json!({})).await?;
    assert_problem(&none, 409, "registrations_closed")?;
    site.database.execute("UPDATE registration.dates SET closes_at = now() + interval '1 day'").await?;
    let old = json!(1);
    assert_problem(&site.end_by_program(&siti, &old).await?, 409, "registration_changed")?;
    assert_ok(&site.end_by_program(&siti, &version).await?);
    refused().await?;
    let after: String = sqlx::query_scalar(frozen).fetch_one(site.database.owner()).await?;
    assert_eq!(after, before);
    Ok(())
}

#[tokio::test]
async fn a_program_is_told_what_must_be_done_before_the_end() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    site.three_steps_by_program(&siti).await?;
    let version = site.current(&siti).await?["version"].clone();
    let (status, code, fields) = problem(&site.end_by_program(&siti, &version).await?)?;
    assert_eq!((status, code.as_str(), fields), (422, "not_ready", vec!["documents".to_owned(); 5]));
    assert_eq!(site.database.count("SELECT count(*) FROM registration.registrations WHERE state = 'final'").await?, 0);
    Ok(())
}
