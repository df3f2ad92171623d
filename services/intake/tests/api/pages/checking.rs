//! The page that shows what will be sent.

use anyhow::{Context as _, Result};
use domain::Outcome;
use http::StatusCode;
use testing::Person;

use super::visitor::{Sheet, forms};
use crate::service::Service;

const FORM: &str = "status-bukan-pns";

#[tokio::test]
async fn all_of_it_is_shown_and_nothing_is_filed_until_it_is_sent() -> Result<()> {
    let service = Service::start().await?;
    for (seed, form) in (1..).zip(forms().filter(|form| form.outcome == Outcome::Ticket)) {
        let tickets = service.count("tickets").await?;
        let sheet = Sheet::of(form.slug, &Person::new(seed)).without("confirmed").opened(&service).await?;
        let page = sheet.clone().with("action", "check").send(&service).await?;
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        for spec in form.fields {
            assert!(page.html.contains(&format!("data-change=\"{}\"", spec.field)), "{} on {}", spec.field, form.slug);
        }
        for spec in form.documents {
            assert!(page.html.contains(&format!("data-change=\"{}\"", spec.kind)), "{} on {}", spec.kind, form.slug);
        }
        assert!(page.html.contains(&Person::new(seed).nik));
        assert_eq!(service.count("tickets").await?, tickets, "{}", form.slug);

        let mut sent = sheet.on(&page)?.with("confirmed", "yes");
        sent.files.clear();
        sent.send(&service).await?.number(&service).await?;
        assert_eq!(service.count("tickets").await?, tickets + 1, "{}", form.slug);
    }
    Ok(())
}

#[tokio::test]
async fn a_kept_document_is_shown_to_its_page_and_to_nobody_else() -> Result<()> {
    let service = Service::start().await?;
    let sheet = Sheet::of(FORM, &Person::new(1)).opened(&service).await?;
    let page = sheet.clone().with("action", "check").send(&service).await?;
    let shown = async |sheet: Sheet, kind: &str| {
        let mut sheet = sheet.with("action", &format!("show:{kind}"));
        sheet.files.clear();
        sheet.send(&service).await
    };
    let picture = shown(sheet.clone().on(&page)?, "ktp").await?;
    assert_eq!((picture.status, picture.response.header("content-type")), (StatusCode::OK, Some("image/jpeg")));
    assert_eq!(picture.response.header("cache-control"), Some("no-store"));
    assert!(documents::check(&picture.response.body).is_ok());
    assert_eq!(shown(sheet.clone().on(&page)?, "kk_card").await?.status, StatusCode::NOT_FOUND, "not of this form");
    assert_eq!(shown(sheet.clone(), "ktp").await?.status, StatusCode::NOT_FOUND, "without the key");
    let draft = page.value("draft").context("the key")?;
    let elsewhere = Sheet::of("status-sudah-bukan-asn", &Person::new(2)).opened(&service).await?;
    assert_eq!(shown(elsewhere.with("draft", &draft), "ktp").await?.status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn guidance_is_shown_at_once() -> Result<()> {
    let service = Service::start().await?;
    let person = Person::new(1);
    let sheet = Sheet::of("data-tidak-sesuai", &person).with("birth_date", "1995-08-17").with("action", "check");
    let sheet = sheet.with("nik", "3174041708950001").without("confirmed").opened(&service).await?;
    sheet.send(&service).await?.number(&service).await?;
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_sent_now_stays_on_the_page_that_shows_it() -> Result<()> {
    let service = Service::start_with(&[("INTAKE_DATABASE_URL", "postgres://helpdesk@127.0.0.1:9/helpdesk")]).await?;
    let sheet = Sheet::of("pengaduan-instansi", &Person::new(1)).opened(&service).await?;
    let page = sheet.send(&service).await?;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.html.contains("data-check") && page.html.contains("tidak akan tercatat dua kali"), "{}", page.html);
    assert_eq!(page.value("captcha"), sheet.fields.get("captcha").cloned(), "the code is not asked for again");
    Ok(())
}
