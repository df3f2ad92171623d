//! What the reference lists tell those who fill in a form without script.

use anyhow::Result;
use http::StatusCode;
use testing::Person;

use super::visitor::{Sheet, open};
use crate::service::Service;

const FORM: &str = "lokasi-lahir-tidak-ditemukan";

/// A service that knows one country and one city.
async fn with_lists() -> Result<Service> {
    let service = Service::start().await?;
    for sql in [
        "INSERT INTO reference.countries (alpha2, name_id, name_en) VALUES ('NL', 'Belanda', 'Netherlands')",
        "INSERT INTO reference.cities (country, name, population) VALUES ('NL', 'Wassenaar', 26000)",
        "REFRESH MATERIALIZED VIEW reference.imported_terms",
    ] {
        sqlx::query(sql).execute(service.database.owner()).await?;
    }
    Ok(service)
}

#[tokio::test]
async fn near_names_are_shown_when_somebody_asks() -> Result<()> {
    let service = with_lists().await?;
    let sheet = Sheet::of(FORM, &Person::new(1))
        .opened(&service)
        .await?
        .with("birth_city", "Wasenaar")
        .with("action", "suggest");
    let page = sheet.send(&service).await?;
    assert_eq!((page.status, page.summary()), (StatusCode::OK, Vec::new()));
    assert!(page.html.contains("<li>Wassenaar"), "{}", page.html);
    assert!(page.html.contains("Negara “Belanda"), "the entry is named: {}", page.html);
    assert_eq!(
        page.value("captcha"),
        sheet.fields.get("captcha").cloned(),
        "the code was right and need not be typed again"
    );
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn who_complains_about_what_is_there_is_asked_once_and_can_still_file() -> Result<()> {
    let service = with_lists().await?;
    let sheet = Sheet::of(FORM, &Person::new(2)).opened(&service).await?.without("confirmed");
    let asked = sheet.send(&service).await?;
    assert!(asked.html.contains("sudah ada di daftar kami, sehingga tidak perlu diadukan"), "{}", asked.html);
    service.assert_nothing_was_accepted().await?;
    sheet.on(&asked)?.with("confirmed", "yes").send(&service).await?.number(&service).await?;

    let unknown =
        Sheet::of(FORM, &Person::new(3)).opened(&service).await?.without("confirmed").with("birth_city", "Leiden");
    assert!(!unknown.send(&service).await?.html.contains("tidak perlu diadukan. Apakah"));
    Ok(())
}

#[tokio::test]
async fn forms_with_lists_are_drawn_without_them() -> Result<()> {
    let service = Service::start_with(&[("INTAKE_DATABASE_URL", "postgres://helpdesk@127.0.0.1:9/helpdesk")]).await?;
    let page = open(&service, &format!("/formulir/{FORM}")).await?;
    let sheet = Sheet::of(FORM, &Person::new(4)).on(&page)?.with("action", "suggest");
    assert_eq!(sheet.send(&service).await?.status, StatusCode::OK);
    Ok(())
}
