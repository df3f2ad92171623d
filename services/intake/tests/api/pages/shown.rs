//! What the pages show.

use std::io::Read as _;
use std::time::{Duration, Instant};

use anyhow::Result;
use domain::{Outcome, catalogue};
use flate2::read::GzDecoder;
use http::StatusCode;
use testing::Person;

use super::visitor::{Sheet, Shown, forms, open};
use crate::service::Service;

/// Nothing listens on this port.
const NOBODY: &str = "postgres://helpdesk@127.0.0.1:9/helpdesk";
/// Much less than any wait for a database.
const AT_ONCE: Duration = Duration::from_millis(500);

#[tokio::test]
async fn every_form_is_drawn_from_the_catalogue_and_filed_to_its_receipt() -> Result<()> {
    let service = Service::start().await?;
    for (seed, form) in forms().enumerate() {
        let page = open(&service, &format!("/formulir/{}", form.slug)).await?;
        for spec in form.fields {
            assert!(page.value(spec.field.as_str()).is_some(), "{} on {}", spec.field, form.slug);
        }
        for spec in form.documents {
            assert!(page.html.contains(&format!("name=\"{}\"", spec.kind.as_str())), "{} on {}", spec.kind, form.slug);
        }
        let sheet = Sheet::of(form.slug, &Person::new(seed.try_into()?)).on(&page)?;
        let sent = sheet.send(&service).await?;
        let number = sent.number(&service).await?;
        assert!(number.starts_with(&form.code.to_string()), "{number}");
        let location = sent.location.expect("the way to the receipt");
        assert!(!location.contains(&number) && !location.contains(&sheet.fields["nik"]), "{location}");
        let receipt = open(&service, &location).await?;
        assert_eq!(receipt.html.contains("1500537"), form.outcome == Outcome::Guidance, "{}", form.slug);
        assert!(receipt.html.contains("<svg"));
        assert_eq!(receipt.html.contains("/status?tiket="), form.outcome == Outcome::Ticket);
    }
    Ok(())
}

#[tokio::test]
async fn pages_that_only_show_something_do_not_need_the_database() -> Result<()> {
    let service = Service::start_with(&[("INTAKE_DATABASE_URL", NOBODY)]).await?;
    let home = open(&service, "/").await?;
    let style = home.attribute("stylesheet\" href").expect("a style sheet");
    let mut paths = vec!["/".to_owned(), "/formulir".to_owned(), "/privasi".to_owned(), "/faq".to_owned(), style];
    paths.extend(forms().map(|form| format!("/formulir/{}", form.slug)));
    for path in paths {
        let started = Instant::now();
        assert_eq!(open(&service, &path).await?.status, StatusCode::OK, "{path}");
        assert!(started.elapsed() < AT_ONCE, "{path} took {:?}", started.elapsed());
    }
    Ok(())
}

#[tokio::test]
async fn forms_that_serve_nobody_here_yet_say_so_wherever_they_are_named() -> Result<()> {
    let service = Service::start().await?;
    for form in catalogue::FORMS.iter().filter(|form| form.outcome == Outcome::SelfService) {
        let page = open(&service, &format!("/formulir/{}", form.slug)).await?;
        assert_eq!(page.status, StatusCode::NOT_IMPLEMENTED);
        assert!(page.html.contains("belum tersedia"));
        // Before anybody opens it: in both menus, in the answers that name it, and among what a search finds.
        for path in ["/", "/formulir", "/faq/cpns/login", "/faq?q=reset+password+pengaman+satu"] {
            let html = open(&service, path).await?.html;
            let (_, after) = html.split_once(&format!("href=\"/formulir/{}\"", form.slug)).expect(path);
            let near: String = after.chars().take(300).collect();
            assert!(near.contains("Belum tersedia di sini"), "{path}: {near}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn where_accounts_are_served_the_forms_lead_there_wherever_they_are_named() -> Result<()> {
    let service = Service::start_with(&[("OFFER_ACCOUNTS", "true")]).await?;
    for form in catalogue::FORMS.iter().filter(|form| form.outcome == Outcome::SelfService) {
        let page = form.account_page().expect("a page of accounts");
        for (path, to) in [("", page.to_owned()), ("/en", format!("/en{page}"))] {
            let path = format!("{path}/formulir/{}", form.slug);
            let answer = service.get(&path, &[("accept", "text/html")]).await?;
            assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, Some(to.as_str())));
        }
        for path in ["/", "/formulir", "/faq?q=reset+password+pengaman+satu"] {
            assert!(open(&service, path).await?.html.contains(&format!("href=\"{page}\"")), "{path}");
        }
        for path in ["/", "/formulir", "/faq/cpns/login", "/faq?q=reset+password+pengaman+satu"] {
            assert!(!open(&service, path).await?.html.contains("Belum tersedia di sini"), "{path}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn files_of_the_site_are_kept_for_a_year_and_travel_compressed() -> Result<()> {
    let service = Service::start().await?;
    let style = open(&service, "/").await?.attribute("stylesheet\" href").expect("a style sheet");
    let plain = service.get(&style, &[]).await?;
    assert_eq!(plain.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(plain.header("content-type"), Some("text/css; charset=utf-8"));
    let compressed = service.get(&style, &[("accept-encoding", "gzip, br")]).await?;
    assert_eq!(compressed.header("content-encoding"), Some("gzip"));
    assert!(compressed.body.len() * 3 < plain.body.len());
    let (_, name) = style.rsplit_once('/').expect("a folder");
    let of_another_version = service.get(&format!("/assets/0123456789abcdef/{name}"), &[]).await?;
    assert_eq!(of_another_version.header("cache-control"), Some("public, max-age=60"));
    assert_eq!(service.get("/assets/0123456789abcdef/../secret", &[]).await?.status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn pages_are_under_a_strict_policy_and_travel_compressed() -> Result<()> {
    let service = Service::start().await?;
    for (path, cache) in [("/", "public, max-age=5"), ("/formulir/status-bukan-pns", "no-store")] {
        let page = service.get(path, &[("accept-encoding", "gzip")]).await?;
        assert_eq!(page.header("content-encoding"), Some("gzip"));
        assert_eq!(page.header("cache-control"), Some(cache));
        let policy = page.header("content-security-policy").expect("a policy");
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe") && !policy.contains("http"),
            "{policy}"
        );
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    }
    Ok(())
}

#[tokio::test]
async fn every_answer_has_a_code_of_its_own_and_unpacks_to_the_page() -> Result<()> {
    let service = Service::start().await?;
    for path in forms().flat_map(|form| ["", "/en"].map(|before| format!("{before}/formulir/{}", form.slug))) {
        let plain = open(&service, &path).await?;
        let mut seen = vec![plain.value("captcha_token").expect("a token")];
        for _ in 0..2 {
            let packed = service.get(&path, &[("accept", "text/html"), ("accept-encoding", "gzip")]).await?;
            assert_eq!(packed.header("content-encoding"), Some("gzip"));
            let mut html = String::new();
            GzDecoder::new(packed.body.as_ref()).read_to_string(&mut html)?;
            let unpacked = Shown { html, ..Shown::of(packed) };
            assert_eq!(without_what_is_new(&unpacked), without_what_is_new(&plain), "{path}");
            seen.push(unpacked.value("captcha_token").expect("a token"));
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 3, "{path}");
    }
    Ok(())
}

/// What is the same for everybody.
fn without_what_is_new(page: &Shown) -> String {
    ["submission_id", "captcha_token"].iter().fold(page.html.clone(), |html, name| {
        let value = page.value(name).expect("it has one");
        assert!(html.matches(&value).count() > 0 && !value.is_empty(), "{name}");
        html.replace(&value, name)
    })
}

#[tokio::test]
async fn an_address_of_nothing_is_a_page_for_people_and_a_problem_for_programs() -> Result<()> {
    let service = Service::start().await?;
    for path in ["/tidak-ada", "/formulir/tidak-ada", "/tiket/662026112100017"] {
        let page = open(&service, path).await?;
        assert_eq!(
            (page.status, page.response.header("content-type")),
            (StatusCode::NOT_FOUND, Some("text/html; charset=utf-8")),
            "{path}"
        );
        assert!(page.html.contains("<h1>"));
        assert_eq!(service.get(path, &[]).await?.header("content-type"), Some("application/problem+json"));
    }
    let api = open(&service, "/api/v1/forms/tidak-ada").await?;
    assert_eq!(api.response.header("content-type"), Some("application/problem+json"));
    Ok(())
}

#[tokio::test]
async fn the_contact_for_weaknesses_is_published_where_there_is_one() -> Result<()> {
    let path = "/.well-known/security.txt";
    let further = [("SECURITY_CONTACT", "mailto:keamanan@example.go.id"), ("PUBLIC_URL", "https://helpdesk.example")];
    let service = Service::start_with(&further).await?;
    let text = service.get(path, &[]).await?;
    let text = String::from_utf8_lossy(&text.body).into_owned();
    assert!(text.starts_with("Contact: mailto:keamanan@example.go.id\nExpires: 2"), "{text}");
    assert!(text.contains("Canonical: https://helpdesk.example/.well-known/security.txt\n"), "{text}");
    assert_eq!(Service::start().await?.get(path, &[]).await?.status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn who_runs_the_helpdesk_and_how_to_reach_them_is_told_where_it_is_set() -> Result<()> {
    let settings = [
        ("OPERATED_BY", "Badan Contoh"),
        ("CONTACT_EMAIL", "helpdesk@example.go.id"),
        ("CONTACT_WHATSAPP", "+62 811 0000 0000"),
        ("PUBLIC_URL", "https://helpdesk.example"),
    ];
    let service = Service::start_with(&settings).await?;
    let sent = Sheet::of("pengaduan-instansi", &Person::new(1)).opened(&service).await?.send(&service).await?;
    let receipt = sent.location.expect("the way to the receipt");
    for path in ["/", "/privasi", "/tidak-ada", &receipt] {
        let page = open(&service, path).await?;
        for told in ["Dikelola oleh Badan Contoh", "mailto:helpdesk@example.go.id", "https://wa.me/6281100000000"] {
            assert!(page.html.contains(told), "{told} on {path}: {}", page.html);
        }
        assert!(!page.html.contains("Telepon"), "{path}");
    }
    let paper = open(&service, &receipt).await?.html;
    assert!(paper.contains(">https://helpdesk.example/status<"), "{paper}");
    assert!(!open(&Service::start().await?, "/").await?.html.contains("Dikelola oleh"));
    Ok(())
}
