//! Forms that the operator closes for a while.

use std::time::Duration;

use anyhow::{Context as _, Result};
use domain::{FormCode, catalogue};
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use notices::ledger;
use runtime::Clock;
use serde_json::Value;
use testing::{Multipart, Person, eventually};

use crate::service::{Service, assert_problem, ticket_number};

const FORM: &str = "pengaduan-instansi";
/// Promised are ten seconds; the rest is for a busy machine.
const PATIENCE: Duration = Duration::from_secs(25);

#[tokio::test]
async fn a_closed_form_is_refused_with_its_reason_until_it_is_opened() -> Result<()> {
    let service = Service::start().await?;
    let reopens_at = Clock::system().now() + SignedDuration::from_hours(2);
    close(&service, "Sistem instansi sedang dipelihara.", Some(reopens_at)).await?;
    seen(&service, true).await?;

    let refused = service.api.submit(FORM, &Person::new(1).submission(FORM, 0), None).await?;
    assert_problem(&refused, 503, "form_closed");
    assert!(
        refused.json()?["detail"]
            .as_str()
            .unwrap()
            .starts_with("Sistem instansi sedang dipelihara. Formulir dibuka kembali pada")
    );
    let wait: i64 = refused.header("retry-after").context("the reopening is known")?.parse()?;
    assert!((7000..=7200).contains(&wait), "{wait}");
    let faulty = service.api.submit(FORM, &Multipart::default().text("full_name", ""), None).await?;
    assert_problem(&faulty, 503, "form_closed");
    service.assert_nothing_was_accepted().await?;
    let other =
        service.api.submit("status-bukan-pns", &Person::new(1).submission("status-bukan-pns", 20_000), None).await?;
    assert_eq!(other.status, StatusCode::CREATED, "other forms stay open");

    assert!(ledger::open_form(service.database.owner(), code()?).await?);
    seen(&service, false).await?;
    assert_eq!(service.api.submit(FORM, &Person::new(1).submission(FORM, 0), None).await?.status, StatusCode::CREATED);
    Ok(())
}

#[tokio::test]
async fn without_a_known_reopening_there_is_no_time_to_come_back() -> Result<()> {
    let service = Service::start().await?;
    close(&service, "Ditutup sementara", None).await?;
    seen(&service, true).await?;
    let refused = service.api.submit(FORM, &Person::new(1).submission(FORM, 0), None).await?;
    assert_problem(&refused, 503, "form_closed");
    assert_eq!(refused.header("retry-after"), None);
    Ok(())
}

#[tokio::test]
async fn what_was_accepted_before_still_shows_its_ticket() -> Result<()> {
    let service = Service::start().await?;
    let body = Person::new(1).submission(FORM, 0);
    let first = service.api.submit(FORM, &body, Some("kunci-1")).await?;
    close(&service, "Ditutup sementara.", None).await?;
    seen(&service, true).await?;
    let resent = service.api.submit(FORM, &body, Some("kunci-1")).await?;
    assert_eq!((resent.status, ticket_number(&resent)), (StatusCode::OK, ticket_number(&first)));
    assert_problem(&service.api.submit(FORM, &body, Some("kunci-2")).await?, 503, "form_closed");
    Ok(())
}

#[tokio::test]
async fn the_catalogue_tells_which_forms_are_closed() -> Result<()> {
    let service = Service::start().await?;
    let open = service.get("/api/v1/forms", &[]).await?.header("etag").context("an ETag")?.to_owned();
    close(&service, "Ditutup sementara.", Some("2999-01-01T00:00:00Z".parse()?)).await?;
    seen(&service, true).await?;
    let listed = service.get("/api/v1/forms", &[("if-none-match", &open)]).await?;
    assert_eq!(listed.status, StatusCode::OK, "it is another version");
    for form in listed.json()?["forms"].as_array().context("a list")? {
        if form["slug"] == FORM {
            assert_eq!(
                form["closed"],
                serde_json::json!({"reason": "Ditutup sementara.", "reopens_at": "2999-01-01T00:00:00Z"})
            );
        } else {
            assert_eq!(form["closed"], Value::Null);
        }
    }
    Ok(())
}

pub(crate) async fn close(service: &Service, reason: &str, reopens_at: Option<Timestamp>) -> Result<()> {
    Ok(ledger::close_form(service.database.owner(), code()?, reason, reopens_at, Clock::system().now()).await?)
}

/// Waits until the service knows.
pub(crate) async fn seen(service: &Service, closed: bool) -> Result<()> {
    eventually("the service to know", PATIENCE, async || {
        let form = service.get(&format!("/api/v1/forms/{FORM}"), &[]).await?.json()?;
        Ok((form.get("closed").is_some_and(|state| !state.is_null()) == closed).then_some(()))
    })
    .await
}

fn code() -> Result<FormCode> {
    Ok(catalogue::by_slug(FORM).context("a form of the catalogue")?.code)
}
