//! Where a person wants to be told of the answer.

use anyhow::Result;
use domain::{Outcome, TicketNumber};
use http::StatusCode;
use serde_json::Value;
use testing::{Multipart, Person};
use vault::Sealed;

use crate::pages::visitor::{Sheet, forms, open};
use crate::service::{Service, assert_problem, ticket_number};

const FORM: &str = "pengaduan-instansi";
const OFFERED: (&str, &str) = ("OFFER_NOTICES", "true");

/// Everything of a submission, with an address.
fn with_address(person: &Person, address: &str) -> Multipart {
    person.submission(FORM, 0).text("contact", address)
}

#[tokio::test]
async fn a_form_asks_for_an_address_only_where_somebody_is_told_and_answers_it_later() -> Result<()> {
    let (off, on) = (Service::start().await?, Service::start_with(&[OFFERED]).await?);
    for form in forms() {
        let asks = async |service: &Service| {
            let page = open(service, &format!("/formulir/{}", form.slug)).await?;
            let json = service.get(&format!("/api/v1/forms/{}", form.slug), &[]).await?.json()?;
            anyhow::Ok((page.html.contains("name=\"contact\""), !json["contact"].is_null()))
        };
        let offered = form.outcome == Outcome::Ticket;
        assert_eq!((asks(&off).await?, asks(&on).await?), ((false, false), (offered, offered)), "{}", form.slug);
    }
    let unknown = off.api.submit(FORM, &with_address(&Person::new(1), "siti@example.id"), None).await?;
    let told = assert_problem(&unknown, 422, "invalid_fields");
    assert_eq!(told, [("contact".to_owned(), "unknown_field".to_owned())]);
    Ok(())
}

#[tokio::test]
async fn the_address_is_sealed_apart_from_the_fields_and_in_one_spelling() -> Result<()> {
    let service = Service::start_with(&[OFFERED]).await?;
    for (seed, typed, kept) in [(1, "0812-3456-7890", "+6281234567890"), (2, " Siti@Example.ID ", "Siti@example.id")] {
        let answer = service.api.submit(FORM, &with_address(&Person::new(seed), typed), None).await?;
        let number: TicketNumber = ticket_number(&answer).parse()?;
        let opened = intake::operator::export::open(service.database.owner(), &Service::vault()?, number).await?;
        assert_eq!(opened.notice_address.as_deref(), Some(kept));
        assert!(!opened.content.to_string().contains(kept), "{typed}");
        let sealed: Vec<u8> =
            sqlx::query_scalar("SELECT address FROM intake.notice_addresses WHERE ticket_number = $1")
                .bind(number.to_string())
                .fetch_one(service.database.owner())
                .await?;
        assert_eq!(opened.key.open(&Sealed::NoticeAddress.of(opened.id), &sealed)?, kept.as_bytes());
    }
    Ok(())
}

#[tokio::test]
async fn whoever_leaves_it_empty_files_all_the_same_and_nothing_is_kept() -> Result<()> {
    let service = Service::start_with(&[OFFERED]).await?;
    for (seed, body) in [(1, with_address(&Person::new(1), "  ")), (2, Person::new(2).submission(FORM, 0))] {
        assert_eq!(service.api.submit(FORM, &body, None).await?.status, StatusCode::CREATED, "{seed}");
    }
    assert_eq!((service.count("tickets").await?, service.count("notice_addresses").await?), (2, 0));
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_written_to_is_told_with_all_other_faults() -> Result<()> {
    let service = Service::start_with(&[OFFERED]).await?;
    let mut person = Person::new(1);
    person.nik = "123".to_owned();
    for (typed, code) in [("siti@contoh", "not_an_email"), ("12345", "not_a_mobile_number")] {
        let answer = service.api.submit(FORM, &with_address(&person, typed), None).await?;
        let told = assert_problem(&answer, 422, "invalid_fields");
        let expected = [("nik", "wrong_length"), ("contact", code)];
        assert_eq!(told, expected.map(|(field, code)| (field.to_owned(), code.to_owned())), "{typed}");
    }
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn a_resend_with_another_address_is_other_content() -> Result<()> {
    let service = Service::start_with(&[OFFERED]).await?;
    let person = Person::new(1);
    let first = service.api.submit(FORM, &with_address(&person, "0812 3456 7890"), Some("kunci")).await?;
    let same = service.api.submit(FORM, &with_address(&person, "+62 81234567890"), Some("kunci")).await?;
    assert_eq!((same.status, ticket_number(&same)), (StatusCode::OK, ticket_number(&first)));
    let other = service.api.submit(FORM, &with_address(&person, "siti@example.id"), Some("kunci")).await?;
    assert_problem(&other, 422, "idempotency_conflict");
    assert_eq!(service.count("notice_addresses").await?, 1);
    Ok(())
}

#[tokio::test]
async fn the_page_keeps_what_was_typed_and_shows_it_before_it_is_sent() -> Result<()> {
    let service = Service::start_with(&[OFFERED]).await?;
    let sheet = Sheet::of(FORM, &Person::new(1)).without("confirmed").opened(&service).await?;
    let wrong = sheet.clone().with("contact", "siti@contoh").with("action", "check").send(&service).await?;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((wrong.summary(), wrong.value("contact")), (vec!["contact".to_owned()], Some("siti@contoh".to_owned())));

    let sheet = sheet.on(&wrong)?.with("contact", "0812 3456 7890");
    let checked = sheet.clone().with("action", "check").send(&service).await?;
    assert!(checked.html.contains("+6281234567890") && checked.html.contains("data-change=\"contact\""));
    assert_eq!(checked.value("contact").as_deref(), Some("0812 3456 7890"));

    let changed = sheet.clone().on(&checked)?.with("action", "change").send(&service).await?;
    assert_eq!(changed.value("contact").as_deref(), Some("0812 3456 7890"));
    let mut sent = sheet.on(&checked)?.with("action", "send").with("confirmed", "yes");
    sent.files.clear();
    sent.send(&service).await?.number(&service).await?;
    assert_eq!(service.count("notice_addresses").await?, 1);
    Ok(())
}

#[tokio::test]
async fn the_address_lies_open_in_no_row_and_in_no_message() -> Result<()> {
    let service = Service::start_with(&[OFFERED]).await?;
    service.api.submit(FORM, &with_address(&Person::new(1), "siti.rahasia@example.id"), Some("kunci")).await?;
    for table in ["tickets", "outbox", "idempotency_keys", "notice_addresses"] {
        let sql = sqlx::AssertSqlSafe(format!("SELECT string_agg(t::text, ' ') FROM intake.{table} t"));
        let kept: String = sqlx::query_scalar(sql).fetch_one(service.database.owner()).await?;
        for secret in [
            "siti.rahasia".to_owned(),
            "siti.rahasia".bytes().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat(),
        ] {
            assert!(!kept.contains(&secret), "{table}");
        }
    }
    let body: Value = sqlx::query_scalar("SELECT body FROM intake.outbox").fetch_one(service.database.owner()).await?;
    assert!(body.get("ticket_number").is_some() && body.get("contact").is_none());
    Ok(())
}
