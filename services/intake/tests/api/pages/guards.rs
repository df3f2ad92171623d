//! What keeps floods and other sites out, and what the operator closes.

use std::time::Duration;

use anyhow::Result;
use http::StatusCode;
use testing::{Person, eventually};
use tokio::io::AsyncWriteExt;

use super::visitor::{Sheet, open};
use crate::closing::{close, seen};
use crate::service::Service;

const FORM: &str = "pengaduan-instansi";

#[tokio::test]
async fn a_form_that_another_site_sends_is_refused_with_a_page() -> Result<()> {
    let service = Service::start().await?;
    let sheet = Sheet::of(FORM, &Person::new(1)).opened(&service).await?;
    for headers in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://lain.example")]
    {
        let page = sheet.send_with(&service, &[headers]).await?;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.html.contains("situs lain") && page.html.contains("<h1>"));
    }
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn an_address_that_sends_too_much_is_told_when_to_try_again_and_keeps_what_was_typed() -> Result<()> {
    let service = Service::start_with(&[("FORMS_PER_MINUTE", "2")]).await?;
    let sheet = Sheet::of(FORM, &Person::new(2)).opened(&service).await?.with("nik", "1");
    for _ in 0..2 {
        assert_eq!(sheet.send(&service).await?.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = sheet.send(&service).await?;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.html.contains("coba lagi dalam"));
    crate::service::assert_retry_after(&page.response.headers);
    for (name, typed) in &sheet.fields {
        if name != "confirmed" && name != "action" {
            assert_eq!(page.value(name).as_ref(), Some(typed), "{name}");
        }
    }
    let with_documents = Sheet::of("status-bukan-pns", &Person::new(7)).opened(&service).await?.send(&service).await?;
    assert_eq!(with_documents.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(with_documents.html.contains("data-documents-lost"), "{}", with_documents.html);
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn who_sends_too_much_takes_no_more_than_some_places() -> Result<()> {
    let service = Service::start_with(&[("FORMS_PER_MINUTE", "1")]).await?;
    let sheet = Sheet::of(FORM, &Person::new(8)).opened(&service).await?.with("nik", "1");
    sheet.send(&service).await?;
    let host = service.api.intake().trim_start_matches("http://").to_owned();
    let head = format!(
        "POST /formulir/{FORM} HTTP/1.1\r\nhost: {host}\r\ncontent-type: multipart/form-data; \
        boundary=x\r\ncontent-length: 99\r\n\r\n"
    );
    let mut slow = Vec::new();
    for _ in 0..16 {
        let mut stream = tokio::net::TcpStream::connect(&host).await?;
        stream.write_all(head.as_bytes()).await?;
        slow.push(stream);
    }
    eventually("the problem alone", Duration::from_secs(20), async || {
        let page = sheet.send(&service).await?;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        Ok((page.value("nik").is_none() && page.html.contains("coba lagi dalam")).then_some(()))
    })
    .await?;
    drop(slow);
    eventually("the form again", Duration::from_secs(20), async || Ok(sheet.send(&service).await?.value("nik")))
        .await?;
    Ok(())
}

#[tokio::test]
async fn one_nik_files_ten_tickets_an_hour_and_not_eleven() -> Result<()> {
    let service = Service::start().await?;
    let person = Person::new(3);
    let mut number = String::new();
    for _ in 0..10 {
        let sheet = Sheet::of(FORM, &person).opened(&service).await?.with("repeat_of", &number);
        number = sheet.send(&service).await?.number(&service).await?;
    }
    let eleventh = Sheet::of(FORM, &person).opened(&service).await?.with("repeat_of", &number).send(&service).await?;
    assert_eq!(eleventh.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(eleventh.html.contains("coba lagi dalam"));
    assert_eq!(eleventh.value("full_name").as_ref(), Some(&person.full_name), "what was typed is kept");
    assert!(eleventh.response.header("retry-after").is_some());
    let other = Sheet::of(FORM, &Person::new(4)).opened(&service).await?;
    other.send(&service).await?.number(&service).await?;
    Ok(())
}

#[tokio::test]
async fn a_closed_form_says_why_and_shows_what_was_filed_before() -> Result<()> {
    let service = Service::start().await?;
    let filed = Sheet::of(FORM, &Person::new(5)).opened(&service).await?;
    let late = Sheet::of(FORM, &Person::new(6)).opened(&service).await?;
    let number = filed.send(&service).await?.number(&service).await?;
    close(&service, "Sistem instansi <sedang> dipelihara.", Some("2999-01-01T00:00:00Z".parse()?)).await?;
    seen(&service, true).await?;

    for page in [open(&service, "/formulir/pengaduan-instansi").await?, late.send(&service).await?] {
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(page.html.contains("Sistem instansi &#60;sedang&#62; dipelihara."), "{}", page.html);
        assert!(page.html.contains("1 Januari 2999 pukul 07.00 WIB") && page.response.header("retry-after").is_some());
    }
    assert!(open(&service, "/").await?.html.contains("Ditutup sementara"));
    assert_eq!(filed.send(&service).await?.number(&service).await?, number);
    assert_eq!(service.count("tickets").await?, 1);
    Ok(())
}
