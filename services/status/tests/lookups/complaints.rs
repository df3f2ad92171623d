//! An account that is frozen for a ticket of form 02: what its applicant reads until it is removed.

use anyhow::Result;
use axum::body::Body;
use domain::Stage;
use http::{Request, header};
use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use testing::Person;

use crate::filing::Filed;
use crate::service::Service;

/// A command of the desk, with what became of it.
async fn command(service: &Service, filed: &Filed, kind: &str, outcome: Option<&str>) -> Result<()> {
    service.clock.advance(SignedDuration::from_secs(1));
    sqlx::query(
        "INSERT INTO desk.account_commands
             (id, ticket_number, kind, account_id, asked_by, asked_at, due_at, expected_at, settled_at, outcome)
         VALUES ($1, $2, $3, $1, $1, $4, $4, $5, CASE WHEN $6 IS NOT NULL THEN $4 END, $6)",
    )
    .bind(service.clock.new_id())
    .bind(&filed.number)
    .bind(kind)
    .bind(service.clock.now().to_sqlx())
    .bind((service.clock.now() + SignedDuration::from_hours(24)).to_sqlx())
    .bind(outcome)
    .execute(service.database.owner())
    .await?;
    Ok(())
}

async fn page(service: &Service, filed: &Filed) -> Result<String> {
    let proved = Request::post("/status")
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("number={}&nik={}", filed.number, filed.nik())))?;
    let address = service.visit(proved).await?.headers[header::LOCATION].to_str()?.to_owned();
    Ok(service.page(Request::get(address).header(header::ACCEPT, "text/html").body(Body::empty())?).await?.html)
}

#[tokio::test]
async fn the_page_says_that_the_account_is_frozen_and_from_when_on_it_is_removed() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file_as("nik-didaftarkan-orang-lain", Person::new(71)).await?;
    service.reach(&filed, Stage::Processing).await?;
    assert!(!page(&service, &filed).await?.contains("Akun dengan NIK Anda dibekukan"));
    command(&service, &filed, "freeze", Some("done")).await?;
    let frozen = page(&service, &filed).await?;
    assert!(frozen.contains("Akun dengan NIK Anda dibekukan sejak"), "{frozen}");
    assert!(frozen.contains("Petugas lain masih memastikan"), "{frozen}");
    command(&service, &filed, "remove", None).await?;
    let confirmed = page(&service, &filed).await?;
    let from = domain::time::wib_in_words(service.clock.now() + SignedDuration::from_hours(24));
    assert!(confirmed.contains(&format!("Akunnya dihapus mulai {from}")), "{confirmed}");
    command(&service, &filed, "lift", Some("done")).await?;
    assert!(!page(&service, &filed).await?.contains("Akun dengan NIK Anda dibekukan"));
    Ok(())
}
