//! The status page behind `/en`.

use anyhow::Result;
use axum::body::Body;
use domain::Stage;
use http::{Request, StatusCode, header};
use jiff::SignedDuration;
use testing::{Person, indonesian_words};

use crate::service::{Page, Service};

fn form(path: &str, body: String) -> Result<Request<Body>> {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    Ok(request.header("sec-fetch-site", "same-origin").header(header::ACCEPT, "text/html").body(Body::from(body))?)
}

fn assert_english(page: &Page) {
    assert!(page.html.contains("<html lang=\"en\">"), "{}", page.html);
    assert_eq!(page.headers[header::CONTENT_LANGUAGE], "en");
    let words = indonesian_words(&page.html);
    assert!(words.is_empty(), "{words:?}: {}", page.html);
}

#[tokio::test]
async fn a_lookup_stays_english_through_its_mistakes_its_ticket_and_what_is_said_there() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    service.reach(&filed, Stage::Answered).await?;
    service.answer(&filed, 1, "Data Anda sudah kami perbaiki.").await?;
    for (number, nik, told) in [
        ("", "", "The ticket number is not filled in yet."),
        ("66 2021 0608 0000 0172", filed.nik(), "The ticket number is mistyped"),
        (filed.number.as_str(), "3174015708950001", "Please check your NIK!"),
        (filed.number.as_str(), "12", "NIK has 16 digits; you wrote 2."),
    ] {
        let page = service.page(form("/en/status", format!("number={number}&nik={nik}"))?).await?;
        assert!(page.html.contains(told), "{told}: {}", page.html);
        assert_english(&page);
    }
    let led = service.visit(form("/en/status", format!("number={}&nik={}", filed.number, filed.nik()))?).await?;
    assert_eq!(led.status, StatusCode::SEE_OTHER);
    let address = led.headers[header::LOCATION].to_str()?.to_owned();
    assert!(address.starts_with("/en/status/"), "{address}");
    let page = service.page(Request::get(&address).body(Body::empty())?).await?;
    assert!(page.html.contains("lang=\"id\">Data Anda sudah kami perbaiki."), "{}", page.html);
    assert!(page.html.contains("8 June 2021, 15.13 WIB"), "{}", page.html);
    let said = service.visit(form(&format!("{address}/terbantu"), "helped=belum".to_owned())?).await?;
    assert_eq!(said.headers[header::LOCATION].to_str()?, format!("{address}#terbantu"));
    let page = service.page(form(&format!("{address}/lanjutan"), "text=".to_owned())?).await?;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("Write what is not solved yet first."), "{}", page.html);
    let other = address.trim_start_matches("/en");
    assert!(page.html.contains(&format!("href=\"{other}\" lang=\"id\"")), "a page that can be opened: {}", page.html);
    let sent = service.visit(form(&format!("{address}/lanjutan"), "text=Still+wrong".to_owned())?).await?;
    assert_eq!(sent.headers[header::LOCATION].to_str()?, address);

    service.clock.advance(SignedDuration::from_mins(16));
    let over = service.page(Request::get(&address).body(Body::empty())?).await?;
    assert!(over.html.contains("open for 15 minutes only"), "{}", over.html);
    assert_english(&over);
    Ok(())
}

#[tokio::test]
async fn a_page_without_a_ticket_and_an_address_without_a_page_are_english() -> Result<()> {
    let service = Service::start().await?;
    for (path, status) in [("/en/status", StatusCode::OK), ("/en/status/x/nowhere", StatusCode::NOT_FOUND)] {
        let page = service.page(Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty())?).await?;
        assert_eq!(page.status, status);
        assert_english(&page);
    }
    Ok(())
}
