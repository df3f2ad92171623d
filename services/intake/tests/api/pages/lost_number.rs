//! A number that was lost is sent to the address that was left with the ticket, and shown to nobody.

use anyhow::{Context as _, Result};
use captcha::Captcha;
use http::{Method, StatusCode};
use runtime::Clock;
use testing::{Person, Response};

use super::visitor::{Shown, open};
use crate::service::{Service, ticket_number};

const PATH: &str = "/nomor-tiket";
const OFFERED: (&str, &str) = ("OFFER_NOTICES", "true");
const FORM: &str = "pengaduan-instansi";

/// What a person fills in, with the code of a page that was just opened.
async fn filled(service: &Service, person: &Person) -> Result<Vec<(&'static str, String)>> {
    let page = open(service, PATH).await?;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let token = page.value("captcha_token").context("a code against robots")?;
    let code = Captcha::new(Service::vault()?, Clock::system()).open(&token)?.code().reveal();
    Ok(vec![
        ("full_name", person.full_name.clone()),
        ("nik", person.nik.clone()),
        ("kk", person.kk.clone()),
        ("birth_date", "17081995".to_owned()),
        ("captcha_token", token),
        ("captcha", code),
    ])
}

async fn ask(service: &Service, fields: &[(&'static str, String)]) -> Result<Shown> {
    let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let headers = [
        ("accept", "text/html"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("sec-fetch-site", "same-origin"),
    ];
    let url = format!("{}{PATH}", service.api.intake());
    let response: Response =
        service.api.client().send(Method::POST, &url, &headers, body.join("&").into_bytes()).await?;
    Ok(Shown::of(response))
}

/// A ticket of this person with an address, or without one.
async fn file(service: &Service, person: &Person, address: &str) -> Result<String> {
    let answer = service.api.submit(FORM, &person.submission(FORM, 0).text("contact", address), None).await?;
    Ok(ticket_number(&answer))
}

async fn asked_for(service: &Service) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar("SELECT ticket_number FROM notify.letters WHERE kind = 'ticket_number' ORDER BY 1")
        .fetch_all(service.database.owner())
        .await?)
}

#[tokio::test]
async fn whoever_knows_all_about_a_person_has_the_numbers_sent_to_their_address_and_sees_none() -> Result<()> {
    let service = Service::start_with(&[OFFERED]).await?;
    let (siti, budi) = (Person::new(1), Person::new(2));
    let first = file(&service, &siti, "siti@example.id").await?;
    file(&service, &siti, "").await?;
    file(&service, &budi, "budi@example.id").await?;
    let asked = ask(&service, &filled(&service, &siti).await?).await?;
    assert_eq!((asked.status, asked.location.as_deref()), (StatusCode::SEE_OTHER, Some("/nomor-tiket/diminta")));
    assert_eq!(asked_for(&service).await?, std::slice::from_ref(&first));
    assert_eq!(service.count("outbox WHERE exchange = 'helpdesk.letters'").await?, 1);
    let page = open(&service, "/nomor-tiket/diminta").await?;
    assert!(page.status == StatusCode::OK && !page.html.contains(&first), "{}", page.html);
    Ok(())
}

#[tokio::test]
async fn a_person_without_a_ticket_is_told_the_same() -> Result<()> {
    let service = Service::start_with(&[OFFERED]).await?;
    let siti = Person::new(1);
    file(&service, &siti, "siti@example.id").await?;
    let right = ask(&service, &filled(&service, &siti).await?).await?;
    let mut another = filled(&service, &siti).await?;
    another.iter_mut().filter(|(name, _)| *name == "kk").for_each(|(_, kk)| *kk = Person::new(2).kk);
    let wrong = ask(&service, &another).await?;
    assert_eq!((right.status, &right.location, &right.html), (wrong.status, &wrong.location, &wrong.html));
    assert_eq!(asked_for(&service).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn what_was_typed_comes_back_with_all_that_is_wrong() -> Result<()> {
    let service = Service::start_with(&[OFFERED]).await?;
    let mut fields = filled(&service, &Person::new(1)).await?;
    for (name, value) in &mut fields {
        match *name {
            "nik" => "123".clone_into(value),
            "kk" => value.clear(),
            "captcha" => "?????".clone_into(value),
            _ => {}
        }
    }
    let page = ask(&service, &fields).await?;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for target in ["#nik", "#kk", "#captcha"] {
        assert!(page.html.contains(&format!("href=\"{target}\"")), "{target}: {}", page.html);
    }
    assert_eq!(page.value("full_name"), Some(Person::new(1).full_name));
    assert_eq!(page.value("nik").as_deref(), Some("123"));
    Ok(())
}

#[tokio::test]
async fn one_code_asks_for_the_numbers_of_one_person() -> Result<()> {
    let service = Service::start_with(&[OFFERED]).await?;
    let (siti, budi) = (Person::new(1), Person::new(2));
    file(&service, &siti, "siti@example.id").await?;
    file(&service, &budi, "budi@example.id").await?;
    let fields = filled(&service, &siti).await?;
    assert_eq!(ask(&service, &fields).await?.status, StatusCode::SEE_OTHER);
    let mut another = filled(&service, &budi).await?;
    for (name, value) in &mut another {
        if name.starts_with("captcha") {
            fields.iter().filter(|(other, _)| other == name).for_each(|(_, used)| value.clone_from(used));
        }
    }
    let page = ask(&service, &another).await?;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.html.contains("sudah dipakai"), "{}", page.html);
    assert_eq!(asked_for(&service).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_number_is_sent_once_an_hour_however_often_it_is_asked_for_at_once() -> Result<()> {
    let service = Service::start_with(&[OFFERED]).await?;
    let siti = Person::new(1);
    let number = file(&service, &siti, "siti@example.id").await?;
    let fields = filled(&service, &siti).await?;
    let asked = futures_util::future::join_all((0..50).map(|_time| ask(&service, &fields))).await;
    // One code is judged so often and no more.
    let statuses: Vec<StatusCode> = asked.into_iter().map(|page| Ok(page?.status)).collect::<Result<_>>()?;
    let times = |status| statuses.iter().filter(|other| **other == status).count();
    assert_eq!((times(StatusCode::SEE_OTHER), times(StatusCode::UNPROCESSABLE_ENTITY)), (30, 20), "{statuses:?}");
    assert_eq!(asked_for(&service).await?, [number]);
    let settled = "UPDATE notify.letters SET settled_at = now(), outcome = 'sent'";
    service.database.execute(settled).await?;
    assert_eq!(ask(&service, &filled(&service, &siti).await?).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(asked_for(&service).await?.len(), 1, "the one of this hour");
    service.database.execute("UPDATE notify.letters SET requested_at = now() - interval '61 minutes'").await?;
    assert_eq!(ask(&service, &filled(&service, &siti).await?).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(asked_for(&service).await?.len(), 2);
    Ok(())
}

#[tokio::test]
async fn nobody_is_asked_who_they_are_where_nothing_is_sent() -> Result<()> {
    let service = Service::start().await?;
    assert_eq!(open(&service, PATH).await?.status, StatusCode::NOT_FOUND);
    Ok(())
}
