//! Text messages are posted with a signature that the gateway can check.

use std::sync::{Arc, Mutex};

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use database::Schema;
use jiff::SignedDuration;
use messages::LetterKind;
use ring::hmac;
use runtime::Clock;
use serde_json::Value;
use testing::MailServer;
use tokio::net::TcpListener;

use crate::site::{Site, settled};

/// The key that both sides know.
const KEY: &[u8] = b"an invented key of 32 characters";

/// What the gateway got, and what it answers to numbers that end in 0.
type Got = Arc<Mutex<Vec<(HeaderMap, Bytes)>>>;

async fn take(State(got): State<Got>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let text = String::from_utf8_lossy(&body).into_owned();
    got.lock().unwrap().push((headers, body));
    if text.contains("0000\"") { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::ACCEPTED }
}

/// A gateway on a free port, and what it got.
async fn gateway() -> Result<(String, Got)> {
    let got = Got::default();
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/pesan", listener.local_addr()?);
    let routes = Router::new().route("/pesan", post(take)).with_state(Arc::clone(&got));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    Ok((url, got))
}

/// Checks the signature as Standard Webhooks says, with the code of the receiving side.
fn is_signed(headers: &HeaderMap, body: &[u8]) -> Result<bool> {
    let of = |name: &str| -> Result<String> { Ok(headers.get(name).context("a header")?.to_str()?.to_owned()) };
    let signed = [format!("{}.{}.", of("webhook-id")?, of("webhook-timestamp")?).as_bytes(), body].concat();
    let signature = of("webhook-signature")?;
    let tag = STANDARD.decode(signature.strip_prefix("v1,").context("its version")?)?;
    Ok(hmac::verify(&hmac::Key::new(hmac::HMAC_SHA256, KEY), &signed, &tag).is_ok())
}

#[tokio::test]
async fn a_text_message_is_posted_with_a_signature_over_all_of_it() -> Result<()> {
    let (url, got) = gateway().await?;
    let secret = format!("whsec_{}", STANDARD.encode(KEY));
    let further = [("TEXT_GATEWAY_URL", url.as_str()), ("TEXT_GATEWAY_SECRET", secret.as_str())];
    let site = Site::with(MailServer::start(&[]).await?, &further).await?;
    let (good, unknown) = (site.ticket("+6281234567891").await?, site.ticket("+6281234560000").await?);
    for ticket in [good, unknown] {
        site.ask(LetterKind::TicketAnswered, ticket).await?;
    }
    let sender = site.sender(&site.clock).await?;
    site.carry().await?;
    assert_eq!(settled(&site.fate(good).await?), (Some("sent"), None));
    assert_eq!(settled(&site.fate(unknown).await?), (Some("refused"), Some("422")));
    sender.stop().await?;
    let letter = site.letter(good).await?.to_string();
    let got = got.lock().unwrap().clone();
    assert_eq!(got.len(), 2);
    let (headers, body) = got.iter().find(|(headers, _)| headers["webhook-id"] == letter.as_str()).unwrap();
    assert!(is_signed(headers, body)?);
    assert!(!is_signed(headers, &[body, &b" "[..]].concat())?);
    let json: Value = serde_json::from_slice(body)?;
    assert_eq!((&json["type"], &json["data"]["to"]), (&Value::from("text.requested"), &Value::from("+6281234567891")));
    let text = json["data"]["text"].as_str().context("a text")?;
    assert!(text.contains("sudah dijawab") && text.contains("https://helpdesk.example/status"), "{text}");
    Ok(())
}

#[tokio::test]
async fn a_code_for_a_telephone_passes_the_gateway_and_stands_in_no_table() -> Result<()> {
    let (url, got) = gateway().await?;
    let secret = format!("whsec_{}", STANDARD.encode(KEY));
    let further = [("TEXT_GATEWAY_URL", url.as_str()), ("TEXT_GATEWAY_SECRET", secret.as_str())];
    let site = Site::with(MailServer::start(&[]).await?, &further).await?;
    let (owner, id) = (site.account("+6281234567891").await?, site.clock.new_id());
    let letter = site.tell(LetterKind::AccountPhoneCode, owner, Some(id)).await?;
    let sender = site.sender(&site.clock).await?;
    site.carry_of("accounts", Schema::Accounts).await?;
    assert_eq!(settled(&site.fate_of(letter).await?), (Some("sent"), None));
    sender.stop().await?;
    let got = got.lock().unwrap().clone();
    let [(headers, body)] = got.as_slice() else { panic!("{} text messages", got.len()) };
    assert!(is_signed(headers, body)?);
    let (json, code) = (serde_json::from_slice::<Value>(body)?, site.code(id));
    let text = json["data"]["text"].as_str().context("a text")?;
    assert!(text.contains(&code) && !text.contains("http"), "{text}");
    assert_eq!(json["data"]["to"], "+6281234567891");
    let stored: String = sqlx::query_scalar(
        "SELECT coalesce(string_agg(to_jsonb(l)::text, ' '), '') || coalesce((SELECT string_agg(to_jsonb(o)::text, ' ')
           FROM accounts.outbox o), '') FROM notify.letters l",
    )
    .fetch_one(site.database.owner())
    .await?;
    assert!(!stored.contains(&format!("\"{code}\"")) && !stored.contains(&format!(" {code} ")), "{stored}");
    Ok(())
}

#[tokio::test]
async fn a_code_that_comes_after_its_time_is_not_sent() -> Result<()> {
    let (url, got) = gateway().await?;
    let secret = format!("whsec_{}", STANDARD.encode(KEY));
    let further = [("TEXT_GATEWAY_URL", url.as_str()), ("TEXT_GATEWAY_SECRET", secret.as_str())];
    let site = Site::with(MailServer::start(&[]).await?, &further).await?;
    let owner = site.account("+6281234567891").await?;
    let letter = site.tell(LetterKind::AccountPhoneCode, owner, Some(site.clock.new_id())).await?;
    let later = Clock::fixed(site.clock.now() + SignedDuration::from_mins(15));
    let sender = site.sender(&later).await?;
    site.carry_of("accounts", Schema::Accounts).await?;
    assert_eq!(settled(&site.fate_of(letter).await?), (Some("expired"), None));
    sender.stop().await?;
    assert!(got.lock().unwrap().is_empty());
    Ok(())
}
