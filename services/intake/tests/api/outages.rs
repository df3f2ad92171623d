//! What happens while a neighbour is away.

use std::time::{Duration, Instant};

use anyhow::Result;
use http::StatusCode;
use testing::{Person, eventually};

use crate::service::{Service, assert_problem, assert_retry_after};

const FORM: &str = "status-bukan-pns";
/// Nothing listens on this port.
const NOBODY: &str = "127.0.0.1:9";
/// The promised bound and room for a busy machine.
const BOUNDED: Duration = Duration::from_secs(6);

#[tokio::test]
async fn without_the_object_store_no_row_is_left_and_the_wait_is_bounded() -> Result<()> {
    let service = Service::start_with(&[("S3_ENDPOINT", &format!("http://{NOBODY}"))]).await?;
    let started = Instant::now();
    let response = service.api.submit(FORM, &Person::new(1).submission(FORM, 20_000), Some("kunci-1")).await?;
    assert!(started.elapsed() < BOUNDED, "{:?}", started.elapsed());
    assert_problem(&response, 503, "unavailable");
    assert_retry_after(&response.headers);
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn forms_without_documents_do_not_need_the_object_store() -> Result<()> {
    let service = Service::start_with(&[("S3_ENDPOINT", &format!("http://{NOBODY}"))]).await?;
    let response =
        service.api.submit("pengaduan-instansi", &Person::new(1).submission("pengaduan-instansi", 0), None).await?;
    assert_eq!(response.status, StatusCode::CREATED);
    Ok(())
}

#[tokio::test]
async fn without_the_broker_submissions_are_accepted_all_the_same() -> Result<()> {
    let service = Service::start_with(&[("INTAKE_AMQP_URL", &format!("amqp://guest:guest@{NOBODY}/%2f"))]).await?;
    let response = service.api.submit(FORM, &Person::new(1).submission(FORM, 20_000), None).await?;
    assert_eq!(response.status, StatusCode::CREATED);
    assert_eq!(service.count("outbox").await?, 1);
    Ok(())
}

#[tokio::test]
async fn without_the_database_the_service_starts_and_says_later() -> Result<()> {
    let service =
        Service::start_with(&[("INTAKE_DATABASE_URL", &format!("postgres://helpdesk@{NOBODY}/helpdesk"))]).await?;
    let started = Instant::now();
    let response = service.api.submit(FORM, &Person::new(1).submission(FORM, 20_000), None).await?;
    assert!(started.elapsed() < BOUNDED, "{:?}", started.elapsed());
    assert_problem(&response, 503, "unavailable");
    assert_retry_after(&response.headers);
    Ok(())
}

#[tokio::test]
async fn a_statement_that_fails_takes_its_object_back() -> Result<()> {
    let service = Service::start().await?;
    sqlx::query("REVOKE INSERT ON intake.outbox FROM helpdesk_intake").execute(service.database.owner()).await?;
    let response = service.api.submit(FORM, &Person::new(1).submission(FORM, 20_000), Some("kunci-1")).await?;
    assert_problem(&response, 500, "internal");
    service.assert_nothing_was_accepted().await?;
    eventually("the object to be taken back", Duration::from_secs(10), async || {
        Ok(service.objects().await?.is_empty().then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_connection_lost_at_the_commit_keeps_the_object_and_the_resend_tells() -> Result<()> {
    let service = Service::start().await?;
    let owner = service.database.owner();
    // The backend ends itself after the row was written, as in a crash: FATAL, and no word on the commit.
    sqlx::query(
        "CREATE FUNCTION intake.crash() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
         $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$",
    )
    .execute(owner)
    .await?;
    sqlx::query("CREATE TRIGGER crash AFTER INSERT ON intake.outbox FOR EACH ROW EXECUTE FUNCTION intake.crash()")
        .execute(owner)
        .await?;
    let body = Person::new(1).submission(FORM, 20_000);
    let response = service.api.submit(FORM, &body, Some("kunci-1")).await?;
    assert_problem(&response, 503, "unavailable");
    assert!(response.json()?["detail"].as_str().unwrap().contains("Idempotency-Key yang sama"));
    assert_eq!(service.objects().await?.len(), 1, "nobody knows whether a row names it");
    sqlx::query("DROP TRIGGER crash ON intake.outbox").execute(owner).await?;
    let again = service.api.submit(FORM, &body, Some("kunci-1")).await?;
    assert_eq!(again.status, StatusCode::CREATED);
    assert_eq!(service.count("tickets").await?, 1);
    Ok(())
}
