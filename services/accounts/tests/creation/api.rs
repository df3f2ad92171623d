//! The same steps and rules for programs.

use anyhow::{Context as _, Result};
use captcha::Captcha;
use futures_util::future::join_all;
use http::{Method, StatusCode};
use population_register::Switches;
use serde_json::{Value, json};
use testing::{Client, Multipart, Response};

use crate::site::{Browser, Site, details, dewi, pictures, siti};

const CHECKS: &str = "/api/v1/accounts/identity-checks";
const DRAFT: &str = "/api/v1/accounts/drafts/current";
const DETAILS: &str = "/api/v1/accounts/drafts/current/details";
const CONFIRMATION: &str = "/api/v1/accounts/drafts/current/confirmation";
const SESSIONS: &str = "/api/v1/sessions";
const SESSION: &str = "/api/v1/sessions/current";
const ACCOUNT: &str = "/api/v1/account";

/// A program in a network of its own.
struct Program<'a> {
    site: &'a Site,
    network: String,
    token: String,
}

impl<'a> Program<'a> {
    fn new(site: &'a Site, number: u8) -> Self {
        Self { site, network: format!("198.51.100.{number}"), token: String::new() }
    }

    async fn send(&self, method: Method, path: &str, media_type: &str, body: Vec<u8>) -> Result<Response> {
        let authorization = format!("Bearer {}", self.token);
        let mut headers = vec![("content-type", media_type), ("x-forwarded-for", self.network.as_str())];
        if !self.token.is_empty() {
            headers.push(("authorization", authorization.as_str()));
        }
        Client::default().send(method, &format!("{}{path}", self.site.address), &headers, body).await
    }

    async fn get(&self, path: &str) -> Result<Response> {
        self.send(Method::GET, path, "", Vec::new()).await
    }

    async fn post(&self, path: &str, json: &Value) -> Result<Response> {
        self.send(Method::POST, path, "application/json", json.to_string().into_bytes()).await
    }

    /// A CAPTCHA with its answer.
    async fn solved(&self, path: &str) -> Result<[(&'static str, String); 2]> {
        let issued = self.get(path).await?.json()?;
        let token = issued["captcha_token"].as_str().context("a token")?.to_owned();
        assert_eq!(issued["picture"], json!(format!("/captcha/{token}.png")));
        let code = Captcha::new(Site::vault()?, self.site.clock.clone()).open(&token)?.code().reveal();
        Ok([("captcha_token", token), ("captcha", code)])
    }

    /// Tells the first step, with other values in some fields, and keeps the token.
    async fn identify(&mut self, person: &crate::site::Fields, other: Value) -> Result<Response> {
        let mut told = json!({});
        let solved = self.solved("/api/v1/accounts/captcha").await?;
        for (name, value) in person.iter().map(|(name, value)| (*name, value.clone())).chain(solved) {
            told[name] = value.into();
        }
        for (name, value) in other.as_object().into_iter().flatten() {
            told[name] = value.clone();
        }
        let answer = self.post(CHECKS, &told).await?;
        if let Some(token) = answer.json()?["draft_token"].as_str() {
            token.clone_into(&mut self.token);
        }
        Ok(answer)
    }

    /// Tells the second step, with other values in some fields, and some pictures.
    async fn complete(&self, other: &[(&'static str, &str)], files: &[(&str, &[u8])]) -> Result<Response> {
        let mut told = details();
        told.extend(self.solved("/api/v1/accounts/captcha").await?);
        told.extend(other.iter().map(|(name, value)| (*name, (*value).to_owned())));
        let form = told.iter().fold(Multipart::default(), |form, (name, value)| form.text(name, value));
        let form = files.iter().fold(form, |form, (name, bytes)| form.file(name, "foto.jpg", "image/jpeg", bytes));
        self.send(Method::POST, DETAILS, &form.content_type(), form.finish()).await
    }

    /// Goes through all steps.
    async fn make_account(&mut self) -> Result<()> {
        assert_eq!(self.identify(&siti(), json!({})).await?.status, StatusCode::CREATED);
        assert_eq!(self.complete(&[], &pictures()).await?.status, StatusCode::OK);
        assert_eq!(self.post(CONFIRMATION, &json!({})).await?.status, StatusCode::CREATED);
        Ok(())
    }

    async fn sign_in(&self, password: &str, other: Value) -> Result<Response> {
        let mut sent = json!({ "nik": siti()["nik"], "password": password });
        for (name, value) in other.as_object().into_iter().flatten() {
            sent[name] = value.clone();
        }
        self.post(SESSIONS, &sent).await
    }
}

/// The fields that a problem names, each with its code.
fn faults(answer: &Response) -> Result<Vec<(String, String)>> {
    let problem = answer.json()?;
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{problem}");
    let text = |fault: &Value, name: &str| fault[name].as_str().unwrap_or_default().to_owned();
    let faults = problem["errors"].as_array().cloned().unwrap_or_default();
    Ok(faults.iter().map(|fault| (text(fault, "field"), text(fault, "code"))).collect())
}

/// Status and code of a problem.
fn problem(answer: &Response) -> Result<(u16, String)> {
    Ok((answer.status.as_u16(), answer.json()?["code"].as_str().unwrap_or_default().to_owned()))
}

fn password() -> String {
    details()["password"].clone()
}

#[tokio::test]
async fn a_program_makes_an_account_in_the_same_steps_and_signs_in_to_it() -> Result<()> {
    let site = Site::open().await?;
    let mut program = Program::new(&site, 1);
    let begun = program.identify(&siti(), json!({})).await?;
    assert_eq!((begun.status, begun.json()?["outcome"].as_str()), (StatusCode::CREATED, Some("match")));
    assert_eq!(begun.header("cache-control"), Some("no-store"));
    assert_eq!(begun.header("set-cookie"), None);
    assert_eq!(problem(&program.post(CONFIRMATION, &json!({})).await?)?, (409, "not_ready".to_owned()));
    let completed = program.complete(&[("diploma_birth_date", "18/08/1995")], &pictures()).await?.json()?;
    let shown = program.get(DRAFT).await?.json()?;
    assert_eq!(completed, shown);
    for (name, value) in [
        ("identity", json!("verified")),
        ("phone", json!("+6281234567890")),
        ("is_complete", json!(true)),
        ("questions", json!([1, 6])),
    ] {
        assert_eq!(shown[name], value, "{name}: {shown}");
    }
    assert_eq!(shown["details"]["diploma_birth_date"], json!("1995-08-18"));
    assert!(shown["hints"][0].as_str().is_some_and(|hint| hint.contains("berbeda dengan KTP")), "{shown}");
    let bare = shown.to_string();
    for secret in ["3174010101150001", "melompat", "Belang", "Mulyono", "hash"] {
        assert!(!bare.contains(secret), "{secret}: {bare}");
    }
    let made = program.post(CONFIRMATION, &json!({})).await?;
    assert_eq!((made.status, made.json()?["state"].as_str()), (StatusCode::CREATED, Some("active")));
    let again = program.post(CONFIRMATION, &json!({})).await?;
    assert_eq!((again.status, again.json()?), (StatusCode::OK, made.json()?));
    assert_eq!(problem(&program.get(DRAFT).await?)?, (401, "unauthorized".to_owned()));

    let opened = Program::new(&site, 1).sign_in(&password(), json!({})).await?;
    assert_eq!(opened.status, StatusCode::CREATED);
    opened.json()?["session_token"].as_str().context("a token")?.clone_into(&mut program.token);
    let account = program.get(ACCOUNT).await?.json()?;
    assert_eq!((account["full_name"].as_str(), account["identity"].as_str()), (Some("Siti Rahayu"), Some("verified")));
    assert_eq!(program.send(Method::DELETE, SESSION, "", Vec::new()).await?.status, StatusCode::NO_CONTENT);
    for gone in [program.get(ACCOUNT).await?, program.send(Method::DELETE, SESSION, "", Vec::new()).await?] {
        assert_eq!(problem(&gone)?, (401, "unauthorized".to_owned()));
    }
    Ok(())
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once_by_its_field_and_pictures_that_are_right_stay() -> Result<()> {
    let site = Site::open().await?;
    let mut program = Program::new(&site, 1);
    let wrong = json!({ "nik": "123", "phone": "siti@example.id", "email": "", "captcha": "?" });
    let told = faults(&program.identify(&siti(), wrong).await?)?;
    let codes = [
        ("nik", "wrong_length"),
        ("phone", "not_a_mobile_number"),
        ("email", "required"),
        ("captcha", "captcha_wrong"),
    ];
    assert_eq!(told, codes.map(|(field, code)| (field.to_owned(), code.to_owned())));
    program.identify(&siti(), json!({})).await?;
    let [ktp, selfie] = pictures();
    let wrong = [("gender", ""), ("password", "rahayu"), ("password_again", "rahayu"), ("question_2", "1")];
    let refused = program.complete(&wrong, &[selfie]).await?;
    let told = faults(&refused)?;
    assert_eq!(problem(&refused)?, (422, "invalid_fields".to_owned()));
    for expected in [("gender", "required"), ("ktp", "required"), ("question_2", "same_question")] {
        assert!(told.iter().any(|(field, code)| (field.as_str(), code.as_str()) == expected), "{expected:?}: {told:?}");
    }
    assert!(!told.iter().any(|(field, _)| field == "selfie"), "{told:?}");
    let refused = program.complete(&[("password", "rahayu"), ("password_again", "rahayu")], &[ktp]).await?;
    let weak: Vec<String> = faults(&refused)?.into_iter().map(|(_, code)| code).collect();
    assert!(weak.contains(&"password-holds-name".to_owned()) && weak.contains(&"weak_password".to_owned()), "{weak:?}");
    assert_eq!(program.complete(&[], &[]).await?.status, StatusCode::OK, "both pictures are there");
    Ok(())
}

#[tokio::test]
async fn pictures_are_sent_one_by_one_and_a_wrong_one_is_told_alone() -> Result<()> {
    let site = Site::open().await?;
    let mut program = Program::new(&site, 1);
    program.identify(&siti(), json!({})).await?;
    let [ktp, _] = pictures();
    let kept = program.complete(&[("action", "keep"), ("password", "")], &[ktp]).await?;
    assert_eq!(kept.json()?["pictures"][0]["picture"], json!("ktp"));
    let refused = program.complete(&[("action", "keep")], &[("selfie", b"GIF89a")]).await?;
    let told: Vec<String> = faults(&refused)?.into_iter().map(|(field, _)| field).collect();
    assert_eq!((refused.status, told), (StatusCode::UNPROCESSABLE_ENTITY, vec!["selfie".to_owned()]));
    Ok(())
}

#[tokio::test]
async fn what_the_register_says_is_an_outcome_and_never_which_value_is_wrong() -> Result<()> {
    let site = Site::open().await?;
    let mut answers = Vec::new();
    for (field, value) in [("kk", "3174010101150009"), ("full_name", "Siti Rahayo"), ("birth_date", "1995-08-18")] {
        let answer = Program::new(&site, 1).identify(&siti(), json!({ field: value })).await?;
        assert_eq!(answer.status, StatusCode::OK);
        answers.push(answer.json()?);
    }
    assert_eq!((answers[0]["outcome"].as_str(), answers[0]["draft_token"].is_null()), (Some("differs"), true));
    assert!(answers[0]["guidance"].is_object() && answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    let unknown = Program::new(&site, 1).identify(&siti(), json!({ "nik": "3174011708950099" })).await?.json()?;
    assert_eq!(unknown["outcome"], json!("not_found"));
    site.register.switch(Switches { away: true, ..Switches::default() });
    let mut program = Program::new(&site, 1);
    let later = program.identify(&dewi(), json!({})).await?;
    assert_eq!((later.status, later.json()?["outcome"].as_str()), (StatusCode::CREATED, Some("unavailable")));
    site.register.switch(Switches::default());
    let token = program.token.clone();
    let changed = program.identify(&dewi(), json!({})).await?;
    assert_eq!((changed.status, changed.json()?["outcome"].as_str()), (StatusCode::OK, Some("match")));
    assert_eq!((program.token == token, site.count("accounts.drafts").await?), (true, 1));
    Ok(())
}

#[tokio::test]
async fn of_many_programs_that_confirm_one_nik_at_once_one_has_the_account() -> Result<()> {
    let site = Site::open().await?;
    let mut programs = Vec::new();
    for number in 1..=4 {
        let mut program = Program::new(&site, number);
        program.identify(&siti(), json!({})).await?;
        assert_eq!(program.complete(&[], &pictures()).await?.status, StatusCode::OK);
        programs.push(program);
    }
    let mut told = Vec::new();
    for answer in join_all(programs.iter().map(|program| program.post(CONFIRMATION, &Value::Null))).await {
        let answer = answer?;
        told.push((answer.status.as_u16(), answer.json()?["code"].as_str().unwrap_or_default().to_owned()));
    }
    told.sort();
    assert_eq!(told[0].0, 201);
    assert!(told[1..].iter().all(|told| *told == (409, "taken".to_owned())), "{told:?}");
    let taken = Program::new(&site, 9).identify(&siti(), json!({})).await?;
    assert_eq!((taken.status, taken.json()?["outcome"].as_str()), (StatusCode::OK, Some("taken")));
    Ok(())
}

#[tokio::test]
async fn wrong_passwords_count_as_on_the_page_and_a_code_is_asked_for() -> Result<()> {
    let site = Site::open().await?;
    Program::new(&site, 1).make_account().await?;
    let owner = Program::new(&site, 1).sign_in(&password(), json!({})).await?.json()?;
    let (stranger, wrong) = (Program::new(&site, 2), "Salah-Sekali-4");
    for _ in 0..2 {
        let refused = stranger.sign_in(wrong, json!({})).await?;
        assert_eq!(faults(&refused)?, [("password".to_owned(), "wrong".to_owned())]);
    }
    let asked = stranger.sign_in(wrong, json!({})).await?;
    assert_eq!(faults(&asked)?, [("captcha".to_owned(), "captcha_missing".to_owned())]);
    for number in 3..6 {
        assert_eq!(Program::new(&site, number).sign_in(wrong, json!({})).await?.status, 422);
    }
    let waits = Program::new(&site, 6).sign_in(&password(), json!({})).await?;
    assert_eq!(problem(&waits)?, (429, "too_many_requests".to_owned()));
    assert!(waits.header("retry-after").is_some());
    // The owner's own device is not kept waiting.
    let device = json!({ "device_token": owner["device_token"] });
    let opened = Program::new(&site, 7).sign_in(&password(), device).await?;
    assert_eq!((opened.status, opened.json()?["device_token"].is_null()), (StatusCode::CREATED, true));
    Ok(())
}

#[tokio::test]
async fn a_token_opens_only_what_it_is_for() -> Result<()> {
    let site = Site::open().await?;
    let mut program = Program::new(&site, 1);
    program.identify(&siti(), json!({})).await?;
    assert_eq!(problem(&program.get(ACCOUNT).await?)?, (401, "unauthorized".to_owned()));
    for token in [String::new(), "A".repeat(43), "x".to_owned()] {
        let stranger = Program { token, ..Program::new(&site, 2) };
        for (method, path) in [
            (Method::GET, DRAFT),
            (Method::POST, DETAILS),
            (Method::POST, CONFIRMATION),
            (Method::GET, ACCOUNT),
            (Method::DELETE, SESSION),
        ] {
            let answer = stranger.send(method, path, "application/json", Vec::new()).await?;
            assert_eq!(problem(&answer)?, (401, "unauthorized".to_owned()), "{path}");
        }
    }
    // A browser's cookie is no token.
    let mut browser = Browser::default();
    browser.tell(&site, &dewi()).await?.assert_goes_on();
    assert_eq!(browser.open(&site, DRAFT).await?.status, StatusCode::UNAUTHORIZED);
    Ok(())
}

#[tokio::test]
async fn outside_a_period_no_program_makes_an_account() -> Result<()> {
    let site = Site::open().await?;
    site.database.execute("UPDATE accounts.periods SET closes_at = now()").await?;
    let closed = Program::new(&site, 1).identify(&siti(), json!({})).await?;
    assert_eq!(problem(&closed)?, (409, "accounts_closed".to_owned()));
    assert!(closed.json()?["detail"].as_str().is_some_and(|detail| detail.contains("CASN 2026")));
    Ok(())
}
