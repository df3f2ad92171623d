//! A lookup leaves nothing personal behind.

use anyhow::Result;
use axum::body::Body;
use domain::Stage;
use http::{Request, header};
use testing::Person;

use crate::log;
use crate::service::Service;

#[tokio::test]
async fn no_log_line_holds_a_nik_a_question_or_an_answer() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(77_001)).await?;
    service.reach(&filed, Stage::Answered).await?;
    service.answer(&filed, 1, "Jawaban rahasia").await?;
    let other = Person::new(77_002);

    assert_eq!(service.look_up(&filed.number, filed.nik()).await?.status, 200);
    service.look_up(&filed.number, "31740317089512").await?;
    for _ in 0..6 {
        service.look_up(&filed.number, &other.nik).await?;
    }
    assert_eq!(service.look_up(&filed.number, filed.nik()).await?.status, 429);
    service.look_up("662021060800099", filed.nik()).await?;
    service.post(format!("{{\"nik\": \"{}\", ", filed.nik())).await?;

    let on_the_page = format!("number={}&nik={}", filed.number, filed.nik());
    let request = Request::post("/status").header(header::ACCEPT, "text/html");
    service
        .page(request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(on_the_page))?)
        .await?;
    let other_filed = service.file_as("pengaduan-instansi", Person::new(77_003)).await?;
    let found = format!("number={}&nik={}", other_filed.number, other_filed.nik());
    let request = Request::post("/status").header(header::ACCEPT, "text/html");
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(found))?;
    let address = service.visit(request).await?.headers[header::LOCATION].to_str()?.to_owned();
    service.page(Request::get(&address).header(header::ACCEPT, "text/html").body(Body::empty())?).await?;
    let reference = address.rsplit('/').next().unwrap_or_default();

    let lines = log::text();
    assert!(lines.contains("/api/v1/status"), "the lookups were logged at all");
    for secret in [
        filed.nik(),
        &other.nik,
        "31740317089512",
        &filed.person.full_name,
        "Saya tercatat",
        "Jawaban rahasia",
        other_filed.nik(),
        reference,
    ] {
        assert!(!lines.contains(secret), "a log line holds {secret}");
    }
    Ok(())
}
