//! The same for programs.

use anyhow::{Context as _, Result};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use testing::{Client, Response};

use super::{NEW_EMAIL, NEW_PHONE, code, wrong};
use crate::signing_in::person::{NIK, PASSWORD, site_with};
use crate::site::Site;

const CONTACT: &str = "/api/v1/account/contact";
const EMAIL: &str = "/api/v1/account/contact/email";
const PHONE: &str = "/api/v1/account/contact/phone";
const CONFIRMATION: &str = "/api/v1/account/contact/phone/confirmation";

/// A program with the token of a session.
struct Program<'a> {
    site: &'a Site,
    token: String,
}

impl<'a> Program<'a> {
    async fn signed_in(site: &'a Site) -> Result<Self> {
        let mut program = Self { site, token: String::new() };
        let opened =
            program.send(Method::POST, "/api/v1/sessions", json!({ "nik": NIK, "password": PASSWORD })).await?;
        opened.json()?["session_token"].as_str().context("a token")?.clone_into(&mut program.token);
        Ok(program)
    }

    async fn send(&self, method: Method, path: &str, body: Value) -> Result<Response> {
        let authorization = format!("Bearer {}", self.token);
        let mut headers = vec![("content-type", "application/json"), ("x-forwarded-for", "198.51.100.9")];
        if !self.token.is_empty() {
            headers.push(("authorization", &authorization));
        }
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        Client::default().send(method, &format!("{}{path}", self.site.address), &headers, body).await
    }

    async fn refused(&self, method: Method, path: &str, body: Value) -> Result<(u16, String, Value)> {
        let answer = self.send(method, path, body).await?;
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        let problem = answer.json()?;
        let faults = problem["errors"].as_array().cloned().unwrap_or_default();
        let faults: Vec<Value> = faults.iter().map(|fault| json!([fault["field"], fault["code"]])).collect();
        Ok((answer.status.as_u16(), problem["code"].as_str().unwrap_or_default().to_owned(), faults.into()))
    }
}

#[tokio::test]
async fn a_program_changes_the_contact_by_the_rules_of_the_page() -> Result<()> {
    let (site, _clock) = site_with(&[("OFFER_TEXT_CODES", "true")]).await?;
    let program = Program::signed_in(&site).await?;
    let changed = program.send(Method::PUT, EMAIL, json!({ "address": NEW_EMAIL, "password": PASSWORD })).await?;
    assert_eq!(changed.status, StatusCode::OK);
    let contact = changed.json()?;
    assert_eq!(
        contact["email"],
        json!({ "current": "s•••@example.go.id", "is_confirmed": false, "waiting": "s•••@example.go.id" })
    );
    assert_eq!(
        program.send(Method::DELETE, &format!("{EMAIL}/waiting"), Value::Null).await?.status,
        StatusCode::NO_CONTENT
    );
    program.send(Method::PUT, PHONE, json!({ "address": NEW_PHONE, "password": PASSWORD })).await?;
    let right = code(&site, "account_phone_code").await?;
    let refused = program.refused(Method::POST, CONFIRMATION, json!({ "code": wrong(&right) })).await?;
    assert_eq!(refused, (422, "invalid_fields".to_owned(), json!([["code", "wrong"]])));
    let confirmed = program.send(Method::POST, CONFIRMATION, json!({ "code": right })).await?.json()?;
    assert_eq!(confirmed["phone"], json!({ "current": "+62•••432", "is_confirmed": true, "waiting": null }));
    assert_eq!(program.send(Method::GET, CONTACT, Value::Null).await?.json()?, confirmed);
    Ok(())
}

#[tokio::test]
async fn a_program_is_told_what_is_wrong_as_a_problem() -> Result<()> {
    let (site, _clock) = site_with(&[]).await?;
    let program = Program::signed_in(&site).await?;
    let invalid = |faults: Value| (422, "invalid_fields".to_owned(), faults);
    for (path, body, faults) in [
        (
            EMAIL,
            json!({ "address": "siti", "password": "" }),
            json!([["email", "not_an_email"], ["password", "required"]]),
        ),
        (EMAIL, json!({ "address": NEW_EMAIL, "password": "Salah-Sekali-4" }), json!([["password", "wrong"]])),
        (PHONE, json!({ "address": "081234567890", "password": PASSWORD }), json!([["phone", "same"]])),
    ] {
        assert_eq!(program.refused(Method::PUT, path, body).await?, invalid(faults));
    }
    let asked = program.refused(Method::POST, &format!("{PHONE}/confirmation-requests"), Value::Null).await?;
    assert_eq!(asked.1, "nothing_to_confirm", "no text messages are sent here");
    site.database.execute("UPDATE accounts.accounts SET cools_until = now() + interval '72 hours'").await?;
    let cooling = program.refused(Method::PUT, EMAIL, json!({ "address": NEW_EMAIL, "password": PASSWORD })).await?;
    assert_eq!((cooling.0, cooling.1.as_str()), (409, "cooling"));
    let stranger = Program { site: &site, token: "A".repeat(43) };
    for (method, path) in [(Method::GET, CONTACT), (Method::PUT, EMAIL), (Method::POST, CONFIRMATION)] {
        assert_eq!(stranger.refused(method, path, json!({})).await?.0, 401, "{path}");
    }
    Ok(())
}
