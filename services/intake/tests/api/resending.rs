//! The same submission sent more than once under one key.

use anyhow::Result;
use http::StatusCode;
use testing::{Person, eventually};

use crate::service::{Service, assert_problem, new_channel, ticket_number};

const FORM: &str = "status-bukan-pns";

#[tokio::test]
async fn a_resent_form_shows_the_same_ticket() -> Result<()> {
    let service = Service::start().await?;
    let body = Person::new(1).submission(FORM, 20_000);
    let first = service.api.submit(FORM, &body, Some("kunci-1")).await?;
    let again = service.api.submit(FORM, &body, Some("kunci-1")).await?;
    assert_eq!((first.status, again.status), (StatusCode::CREATED, StatusCode::OK));
    assert_eq!(first.json()?, again.json()?);
    assert_eq!(first.header("location"), again.header("location"));
    assert_eq!((service.count("tickets").await?, service.objects().await?.len()), (1, 1));
    Ok(())
}

#[tokio::test]
async fn guidance_is_shown_again_too() -> Result<()> {
    let service = Service::start().await?;
    let body = Person::new(1).submission("nik-kk-tidak-ditemukan", 0);
    let first = service.api.submit("nik-kk-tidak-ditemukan", &body, Some("kunci-1")).await?;
    let again = service.api.submit("nik-kk-tidak-ditemukan", &body, Some("kunci-1")).await?;
    assert!(again.json()?["guidance"].is_object());
    assert_eq!(first.json()?, again.json()?);
    Ok(())
}

#[tokio::test]
async fn another_submission_under_the_same_key_is_a_conflict() -> Result<()> {
    let service = Service::start().await?;
    let first = service.api.submit(FORM, &Person::new(1).submission(FORM, 20_000), Some("kunci-1")).await?;
    assert_eq!(first.status, StatusCode::CREATED);
    let other_person = Person::new(2).submission(FORM, 20_000);
    let other_document = Person::new(1).submission(FORM, 21_000);
    for body in [other_person, other_document] {
        assert_problem(&service.api.submit(FORM, &body, Some("kunci-1")).await?, 422, "idempotency_conflict");
    }
    let other_form = Person::new(1).submission("pppk-guru-kemendikbud", 20_000);
    assert_problem(
        &service.api.submit("pppk-guru-kemendikbud", &other_form, Some("kunci-1")).await?,
        422,
        "idempotency_conflict",
    );
    assert_eq!((service.count("tickets").await?, service.objects().await?.len()), (1, 1));
    Ok(())
}

#[tokio::test]
async fn a_key_whose_ticket_cannot_be_read_is_a_defect_and_no_new_ticket() -> Result<()> {
    let service = Service::start().await?;
    let body = Person::new(1).submission(FORM, 20_000);
    service.api.submit(FORM, &body, Some("kunci-1")).await?;
    sqlx::query("UPDATE intake.idempotency_keys SET ticket_number = 'rusak'").execute(service.database.owner()).await?;
    assert_problem(&service.api.submit(FORM, &body, Some("kunci-1")).await?, 500, "internal");
    assert_eq!(service.count("tickets").await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_key_belongs_to_its_channel() -> Result<()> {
    let service = Service::start().await?;
    let body = Person::new(1).submission("pengaduan-instansi", 0);
    let other = format!("Bearer {}", new_channel(service.database.owner(), "kios").await?);
    let first = service.api.submit("pengaduan-instansi", &body, Some("kunci-1")).await?;
    let second =
        service.post("pengaduan-instansi", &[("authorization", &other), ("idempotency-key", "kunci-1")], &body).await?;
    assert_eq!(second.status, StatusCode::CREATED);
    assert_ne!(ticket_number(&first), ticket_number(&second));
    Ok(())
}

#[tokio::test]
async fn twenty_at_once_under_one_key_become_one_ticket() -> Result<()> {
    let service = Service::start().await?;
    let body = Person::new(1).submission(FORM, 20_000);
    let sending = (0..20).map(|_| service.api.submit(FORM, &body, Some("kunci-1")));
    let responses = futures_util::future::try_join_all(sending).await?;
    let created = responses.iter().filter(|response| response.status == StatusCode::CREATED).count();
    let numbers: std::collections::BTreeSet<String> = responses.iter().map(ticket_number).collect();
    assert_eq!((created, numbers.len()), (1, 1));
    for table in ["tickets", "outbox", "idempotency_keys"] {
        assert_eq!(service.count(table).await?, 1, "rows in {table}");
    }
    // Those that lost the race take their objects back without being waited for.
    eventually("one object to be left", std::time::Duration::from_secs(10), async || {
        Ok((service.objects().await?.len() == 1).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_key_of_another_shape_is_malformed() -> Result<()> {
    let service = Service::start().await?;
    let body = Person::new(1).submission("pengaduan-instansi", 0);
    let authorization = format!("Bearer {}", service.token);
    let too_long = "k".repeat(256);
    for key in ["", "dua kata", too_long.as_str()] {
        let headers = [("authorization", authorization.as_str()), ("idempotency-key", key)];
        assert_problem(&service.post("pengaduan-instansi", &headers, &body).await?, 400, "malformed");
    }
    let twice = [("authorization", authorization.as_str()), ("idempotency-key", "a"), ("idempotency-key", "b")];
    assert_problem(&service.post("pengaduan-instansi", &twice, &body).await?, 400, "malformed");
    service.assert_nothing_was_accepted().await
}
