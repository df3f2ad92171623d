//! What an applicant says to an answer: whether it helped, and once, what is missing.

use anyhow::Result;
use axum::body::Body;
use domain::Stage;
use futures_util::future::try_join_all;
use http::{Request, StatusCode, header};
use jiff::SignedDuration;
use testing::Person;

use crate::filing::Filed;
use crate::service::{Page, Service};

const WORDS: &str = "Tanggal lahir saya masih salah.";

/// A ticket that was answered, and its address.
async fn answered(service: &Service, seed: u64) -> Result<(Filed, String)> {
    let filed = service.file(Person::new(seed)).await?;
    service.reach(&filed, Stage::Answered).await?;
    service.answer(&filed, 1, "Sudah kami perbaiki.").await?;
    let address = address_of(service, &filed).await?;
    Ok((filed, address))
}

async fn address_of(service: &Service, filed: &Filed) -> Result<String> {
    let body = format!("number={}&nik={}", filed.number, filed.nik());
    let answer = post(service, "/status", &body).await?;
    Ok(answer.headers[header::LOCATION].to_str()?.to_owned())
}

async fn post(service: &Service, path: &str, body: &str) -> Result<Page> {
    let request = Request::post(path)
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    service.visit(request.body(Body::from(body.to_owned()))?).await
}

async fn get(service: &Service, path: &str) -> Result<String> {
    let request = Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty())?;
    Ok(service.page(request).await?.html)
}

async fn say(service: &Service, address: &str, helped: &str) -> Result<StatusCode> {
    Ok(post(service, &format!("{address}/terbantu"), &format!("helped={helped}")).await?.status)
}

async fn write(service: &Service, address: &str, text: &str) -> Result<Page> {
    post(service, &format!("{address}/lanjutan"), &format!("text={}", text.replace(' ', "+"))).await
}

async fn verdicts(service: &Service) -> Result<Vec<bool>> {
    Ok(sqlx::query_scalar("SELECT helped FROM status.verdicts").fetch_all(service.database.owner()).await?)
}

async fn entries(service: &Service) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT count(*) FROM desk.entries").fetch_one(service.database.owner()).await?)
}

#[tokio::test]
async fn the_last_word_on_an_answer_counts_once_a_ticket_and_can_be_changed_for_fourteen_days() -> Result<()> {
    let service = Service::start().await?;
    let (filed, address) = answered(&service, 1).await?;
    assert!(get(&service, &address).await?.contains("Sudah terbantu?"));
    for (word, helped) in [("belum", false), ("ya", true), ("ya", true)] {
        assert_eq!(say(&service, &address, word).await?, StatusCode::SEE_OTHER);
        assert_eq!(verdicts(&service).await?, [helped], "{word}");
    }
    assert!(get(&service, &address).await?.contains("Anda menjawab <strong>Ya</strong>"));

    service.clock.advance(SignedDuration::from_hours(14 * 24 + 1));
    let late = address_of(&service, &filed).await?;
    assert!(!get(&service, &late).await?.contains("Sudah terbantu?"));
    say(&service, &late, "belum").await?;
    assert_eq!(verdicts(&service).await?, [true]);
    Ok(())
}

#[tokio::test]
async fn a_ticket_without_an_answer_asks_nothing_and_takes_nothing() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(2)).await?;
    let address = address_of(&service, &filed).await?;
    assert!(!get(&service, &address).await?.contains("Sudah terbantu?"));
    say(&service, &address, "ya").await?;
    let refused = write(&service, &address, WORDS).await?;
    assert_eq!((refused.status, refused.html.contains(WORDS)), (StatusCode::CONFLICT, true), "the text is kept");
    assert_eq!((verdicts(&service).await?.len(), entries(&service).await?), (0, 0));
    Ok(())
}

#[tokio::test]
async fn who_was_not_helped_writes_once_more_and_sees_the_ticket_at_work_again() -> Result<()> {
    let service = Service::start().await?;
    let (filed, address) = answered(&service, 3).await?;
    assert!(!get(&service, &address).await?.contains("Apa yang belum terbantu?"), "only after a no");
    say(&service, &address, "belum").await?;
    assert!(get(&service, &address).await?.contains("Apa yang belum terbantu?"));
    assert_eq!(write(&service, &address, WORDS).await?.status, StatusCode::SEE_OTHER);

    let page = get(&service, &address).await?;
    for text in [WORDS, "Pesan lanjutan Anda", "10 Juni 2021 pukul 15.13 WIB", "aria-current=\"step\""] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!page.contains("Apa yang belum terbantu?") && !page.contains("Sudah terbantu?"), "{page}");
    assert_eq!(service.look_up(&filed.number, filed.nik()).await?.body["stage"], "processing");
    let kept: Vec<u8> = sqlx::query_scalar("SELECT body FROM desk.entries").fetch_one(service.database.owner()).await?;
    assert!(!String::from_utf8_lossy(&kept).contains("lahir"), "it is sealed");
    Ok(())
}

#[tokio::test]
async fn the_second_answer_stands_above_what_it_answers_and_the_first_one_holds_too() -> Result<()> {
    let service = Service::start().await?;
    let (filed, address) = answered(&service, 4).await?;
    service.clock.advance(SignedDuration::from_mins(1));
    write(&service, &address, WORDS).await?;
    service.clock.advance(SignedDuration::from_mins(1));
    service.answer(&filed, 2, "Sekarang sudah benar.").await?;
    sqlx::query("UPDATE desk.answers SET turn = 2 WHERE revision = 2").execute(service.database.owner()).await?;
    let page = get(&service, &address).await?;
    let places = ["Sekarang sudah benar.", WORDS, "Sudah kami perbaiki."].map(|text| page.find(text));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
    assert!(!page.contains("tidak berlaku lagi") && page.contains("Sudah terbantu?"));
    assert!(!page.contains("Apa yang belum terbantu?"), "there is one such text");
    Ok(())
}

#[tokio::test]
async fn of_many_at_the_same_moment_one_is_kept_and_nobody_is_told_of_a_fault() -> Result<()> {
    let service = Service::start().await?;
    let (_filed, address) = answered(&service, 5).await?;
    let sent = try_join_all((0..10).map(|_| write(&service, &address, WORDS))).await?;
    assert!(sent.iter().all(|answer| answer.status == StatusCode::SEE_OTHER));
    assert_eq!(entries(&service).await?, 1);
    assert_eq!(write(&service, &address, "Lagi.").await?.status, StatusCode::SEE_OTHER);
    assert_eq!((entries(&service).await?, verdicts(&service).await?), (1, vec![false]));
    Ok(())
}

#[tokio::test]
async fn what_is_wrong_with_the_text_is_told_at_its_field_and_the_text_stays() -> Result<()> {
    let service = Service::start().await?;
    let (_filed, address) = answered(&service, 6).await?;
    let long = "a".repeat(2_001);
    for (text, told) in [
        ("", "Tulis dahulu apa yang belum terbantu"),
        (long.as_str(), "2000"),
        ("NIK 3174035708950001 salah", "16 angka"),
    ] {
        let page = write(&service, &address, text).await?;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        assert!(page.html.contains("href=\"#text\"") && page.html.contains(told), "{told}: {}", page.html);
        assert!(page.html.contains(&format!(">{text}</textarea>")), "{told}");
    }
    assert_eq!(write(&service, &address, &"a".repeat(2_000)).await?.status, StatusCode::SEE_OTHER);
    Ok(())
}

#[tokio::test]
async fn who_writes_for_long_is_not_turned_away_and_sees_no_more_by_it() -> Result<()> {
    let service = Service::start().await?;
    let (filed, address) = answered(&service, 7).await?;
    service.clock.advance(SignedDuration::from_mins(119));
    assert_eq!(write(&service, &address, "").await?.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!write(&service, &address, "").await?.html.contains(&filed.person.full_name));
    assert_eq!(write(&service, &address, WORDS).await?.status, StatusCode::SEE_OTHER);
    assert!(!get(&service, &address).await?.contains(&filed.person.full_name));
    Ok(())
}

#[tokio::test]
async fn a_text_that_cannot_be_kept_stays_on_the_page() -> Result<()> {
    let service = Service::start().await?;
    let (_filed, address) = answered(&service, 8).await?;
    let away = service.on_a_database_that_is_away().await?;
    let kept = write(&away, &address, WORDS).await?;
    assert_eq!(kept.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(kept.html.contains(WORDS) && kept.html.contains("Kirim lagi"), "{}", kept.html);

    service.clock.advance(SignedDuration::from_hours(2));
    let over = write(&service, &address, WORDS).await?;
    assert!(over.html.contains(WORDS) && over.html.contains("readonly"), "{}", over.html);
    assert_eq!(entries(&service).await?, 0);
    Ok(())
}
