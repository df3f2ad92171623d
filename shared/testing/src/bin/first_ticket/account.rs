//! Makes one account over the API, signs in to it, and opens the pages on which people do the same.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use http::Method;
use serde_json::{Value, json};
use testing::{Client, Environment, Multipart, Response, eventually, jpeg, solve_captcha};

use crate::PATIENCE;

const DRAFT: &str = "/api/v1/accounts/drafts/current";
pub(crate) const PASSWORD: &str = "Kuda!hijau47melompat";
/// The pages for making an account and for signing in, with something that stands on each.
const PAGES: [(&str, &str); 2] = [("/akun/buat", "name=\"nik\""), ("/akun/masuk", "name=\"password\"")];

/// What somebody tells, by the names of the fields.
type Told = BTreeMap<String, String>;

/// A program in front of the site, with the keys that open its CAPTCHAs.
struct Program<'a> {
    client: Client,
    site: &'a str,
    environment: &'a Environment,
    token: String,
}

/// Goes through all steps with the first of these invented persons, and tells each. Returns
/// the NIK.
pub(crate) async fn make_and_enter(
    site: &str,
    persons: &Path,
    environment: &Environment,
    tell: &impl Fn(&str, &str),
) -> Result<String> {
    let person = first_of(persons)?;
    let mut program = Program { client: Client::default(), site, environment, token: String::new() };
    program.see_pages().await?;
    tell("Akun", "the pages for making an account and for signing in are under the same address");

    let checked = program.post("/api/v1/accounts/identity-checks", &json!(program.with_code(&person).await?)).await?;
    if text(&checked.json()?, "outcome") == "taken" {
        tell("Akun", "the invented person made an account before, in a run that came to no end");
    } else {
        program.make(&person, &taken(&checked, 201)?).await?;
        tell("Akun", "an invented person, whom the simulated register knows, made an account with two pictures");
    }

    let sign_in = json!({ "nik": person.get("nik"), "password": PASSWORD });
    let session = taken(&program.post("/api/v1/sessions", &sign_in).await?, 201)?;
    program.token = text(&session, "session_token").to_owned();
    let account = taken(&program.send(Method::GET, "/api/v1/account", "", Vec::new()).await?, 200)?;
    ensure!(text(&account, "identity") == "verified", "the identity is {}", text(&account, "identity"));
    tell("Masuk", "signed in; the account's identity is verified");
    person.get("nik").cloned().context("a person with a NIK")
}

impl Program<'_> {
    /// Both pages, as soon as the process knows that a period is open.
    async fn see_pages(&self) -> Result<()> {
        for (page, part) in PAGES {
            eventually(page, PATIENCE, async || {
                let url = format!("{}{page}", self.site);
                let shown = self.client.send(Method::GET, &url, &[("accept", "text/html")], Vec::new()).await?;
                let is_there = shown.status == 200 && String::from_utf8_lossy(&shown.body).contains(part);
                Ok(is_there.then_some(()))
            })
            .await?;
        }
        Ok(())
    }

    /// The steps after the first, whose answer is `checked`.
    async fn make(&mut self, person: &Told, checked: &Value) -> Result<()> {
        ensure!(text(checked, "outcome") == "match", "the register says {}", text(checked, "outcome"));
        text(checked, "draft_token").clone_into(&mut self.token);
        taken(&self.complete(person).await?, 200)?;
        let made = taken(&self.post(&format!("{DRAFT}/confirmation"), &json!({})).await?, 201)?;
        ensure!(text(&made, "state") == "active", "the account is {}", text(&made, "state"));
        self.token.clear();
        Ok(())
    }

    async fn complete(&self, person: &Told) -> Result<Response> {
        let as_before = |name: &str| person.get(name).map_or("", String::as_str);
        let told = [
            ("diploma_name", as_before("full_name")),
            ("ktp_birth_place", as_before("birth_place")),
            ("diploma_birth_place", as_before("birth_place")),
            ("diploma_birth_date", as_before("birth_date")),
            ("gender", "female"),
            ("selfie_source", "camera"),
            ("password", PASSWORD),
            ("password_again", PASSWORD),
            ("question_1", "1"),
            ("answer_1", "Si Belang Kelabu"),
            ("question_2", "6"),
            ("answer_2", "Pak Mulyono Sastro"),
            ("action", "check"),
        ];
        let told: Told = told.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let told = self.with_code(&told).await?;
        let mut form = told.iter().fold(Multipart::default(), |form, (name, value)| form.text(name, value));
        for (seed, name) in [(1, "ktp"), (2, "selfie")] {
            form = form.file(name, "foto.jpg", "image/jpeg", &jpeg(seed, 60_000));
        }
        self.send(Method::POST, &format!("{DRAFT}/details"), &form.content_type(), form.finish()).await
    }

    /// What is told, with the answer to a new CAPTCHA.
    async fn with_code(&self, told: &Told) -> Result<Told> {
        let issued = taken(&self.send(Method::GET, "/api/v1/accounts/captcha", "", Vec::new()).await?, 200)?;
        let token = text(&issued, "captcha_token");
        let mut told = told.clone();
        told.insert("captcha".to_owned(), solve_captcha(|name| self.environment.find(name), token)?);
        told.insert("captcha_token".to_owned(), token.to_owned());
        Ok(told)
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Response> {
        self.send(Method::POST, path, "application/json", body.to_string().into_bytes()).await
    }

    async fn send(&self, method: Method, path: &str, media_type: &str, body: Vec<u8>) -> Result<Response> {
        let authorization = format!("Bearer {}", self.token);
        let mut headers = vec![("content-type", media_type)];
        if !self.token.is_empty() {
            headers.push(("authorization", authorization.as_str()));
        }
        self.client.send(method, &format!("{}{path}", self.site), &headers, body).await
    }
}

/// The first person of the list, with an address for letters.
fn first_of(persons: &Path) -> Result<Told> {
    let list = std::fs::read_to_string(persons).with_context(|| format!("reading {}", persons.display()))?;
    let (names, first) = list.split_once('\n').context("a list with a heading")?;
    let first = first.lines().next().context("a list with somebody in it")?;
    let told = names.trim().split(',').zip(first.split(',')).filter(|(name, _)| *name != "state");
    let contact = [("phone", "0812 7711 3355"), ("email", "pelamar@surat.example")];
    Ok(told.chain(contact).map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

/// The body of an answer with this status.
fn taken(answer: &Response, status: u16) -> Result<Value> {
    ensure!(answer.status == status, "answered {}: {}", answer.status, String::from_utf8_lossy(&answer.body));
    answer.json()
}

fn text<'a>(body: &'a Value, name: &str) -> &'a str {
    body.get(name).and_then(Value::as_str).unwrap_or_default()
}
