//! The FAQ as applicants see it.

use std::time::{Duration, Instant};

use anyhow::Result;
use http::StatusCode;
use testing::Response;

use crate::service::Service;

const KINDS: [&str; 3] = ["pppk-guru", "cpns", "pppk-non-guru"];
const TOPICS: [&str; 8] = [
    "pendaftaran-akun",
    "syarat-daftar",
    "perbaikan-data",
    "pencetakan-kartu",
    "dokumen",
    "login",
    "masa-sanggah",
    "contoh-kasus",
];

/// Nothing listens here.
const NO_DATABASE: (&str, &str) = ("INTAKE_DATABASE_URL", "postgres://helpdesk@127.0.0.1:9/helpdesk");

#[tokio::test]
async fn every_page_of_the_faq_leads_to_the_next() -> Result<()> {
    let service = Service::start().await?;
    let home = page(&service, "/faq").await?;
    for kind in KINDS {
        assert!(home.contains(&format!("href=\"/faq/{kind}\"")), "{kind}");
        let questions = page(&service, &format!("/faq/{kind}")).await?;
        for topic in TOPICS {
            let address = format!("/faq/{kind}/{topic}");
            assert!(home.contains(&format!("href=\"{address}\"")), "{address}");
            let answers = page(&service, &address).await?;
            let link = format!("href=\"{address}#");
            let anchors: Vec<_> = questions.split(&link).skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
            for anchor in &anchors {
                assert!(answers.contains(&format!("id=\"{anchor}\"")), "{address}#{anchor}");
            }
            assert!(anchors.len() >= 3, "{address}");
            assert_eq!(anchors.len(), answers.matches("<article").count(), "{address}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_is_found_leads_to_its_answer() -> Result<()> {
    let service = Service::start().await?;
    let results = page(&service, "/faq?q=pasword+lupa").await?;
    let first = results.split("class=\"results__link\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let (address, anchor) = first.split_once('#').unwrap();
    let answers = page(&service, address).await?;
    let answer = answers.split(&format!("id=\"{anchor}\"")).nth(1).unwrap();
    assert!(answer.contains("href=\"/formulir/reset-password\""), "{first}");
    Ok(())
}

#[tokio::test]
async fn a_search_shows_what_was_typed_and_never_runs_it() -> Result<()> {
    let service = Service::start().await?;
    let results = page(&service, "/faq?q=%3Cscript%3Ealert(1)%3C/script%3E%22").await?;
    assert!(!results.contains("<script>alert"));
    assert!(results.contains("alert(1)"));
    let long = format!("/faq?q={}", "x".repeat(5000));
    assert!(!page(&service, &long).await?.contains(&"x".repeat(101)));
    Ok(())
}

#[tokio::test]
async fn a_page_that_is_not_there_is_a_page_that_says_so() -> Result<()> {
    let service = Service::start().await?;
    for address in ["/faq/pns", "/faq/cpns/gaji", "/faq/pns/login"] {
        let missing = service.get(address, &[("accept", "text/html")]).await?;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{address}");
        assert!(missing.header("content-type").is_some_and(|value| value.starts_with("text/html")), "{address}");
    }
    Ok(())
}

#[tokio::test]
async fn the_faq_is_there_without_a_database() -> Result<()> {
    let service = Service::start_with(&[NO_DATABASE]).await?;
    for address in ["/faq", "/faq/cpns/login", "/faq?q=perguruan+tingi"] {
        let asked = Instant::now();
        page(&service, address).await?;
        assert!(asked.elapsed() < Duration::from_millis(500), "{address}: {:?}", asked.elapsed());
    }
    Ok(())
}

/// The HTML of a page that everybody may keep for a short while.
async fn page(service: &Service, address: &str) -> Result<String> {
    let response: Response = service.get(address, &[("accept", "text/html")]).await?;
    assert_eq!(response.status, StatusCode::OK, "{address}");
    assert!(response.header("cache-control").is_some_and(|value| value.starts_with("public, max-age=")), "{address}");
    assert!(
        response.header("content-security-policy").is_some_and(|value| value.starts_with("default-src 'none'")),
        "{address}"
    );
    Ok(String::from_utf8(response.body.to_vec())?)
}
