//! The status page as a browser without JavaScript uses it.

use anyhow::Result;
use axum::body::Body;
use domain::Stage;
use http::{Request, StatusCode, header};
use jiff::SignedDuration;
use testing::Person;

use crate::service::{Page, Service};

#[tokio::test]
async fn the_number_of_a_receipt_is_filled_in_and_no_database_is_needed() -> Result<()> {
    let service = Service::start_with(&[("STATUS_DATABASE_URL", "postgres://helpdesk@127.0.0.1:9/helpdesk")]).await?;
    let page = get(&service, "/status?nomor=662026112100017").await?;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.html.contains("value=\"662026112100017\""));
    let odd = get(&service, "/status?nomor=%22%3E%3Cscript%3E").await?;
    assert!(!odd.html.contains("<script>") && odd.html.contains("&#60;script&#62;"));
    Ok(())
}

#[tokio::test]
async fn a_number_that_one_address_brings_is_on_nobody_elses_page() -> Result<()> {
    let service = Service::start().await?;
    for further in [String::new(), format!("&x={}", "x".repeat(3000))] {
        let own = get(&service, &format!("/status?nomor=662026112100017{further}")).await?;
        assert!(own.html.contains("value=\"662026112100017\""));
        let others = get(&service, "/status").await?;
        assert_eq!((others.status, others.html.contains("662026112100017")), (StatusCode::OK, false));
        assert!(!get(&service, "/en/status").await?.html.contains("662026112100017"));
    }
    Ok(())
}

#[tokio::test]
async fn a_receipts_link_fills_the_number_in_for_thirty_days_without_showing_it() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(9)).await?;
    let address = format!("/status?tiket={}", service.reference(&filed)?);
    assert!(!address.contains(&filed.number));
    assert!(get(&service, &address).await?.html.contains(&format!("value=\"{}\"", filed.number)));

    service.clock.advance(SignedDuration::from_hours(30 * 24 + 1));
    let late = get(&service, &address).await?;
    assert_eq!((late.status, late.html.contains(&filed.number)), (StatusCode::OK, false));
    assert_eq!(get(&service, "/status?tiket=x").await?.status, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn a_mistyped_number_is_told_at_its_field() -> Result<()> {
    let service = Service::start().await?;
    let page = look_up(&service, "66 2021 0608 0000 0172", &Person::new(9).nik).await?;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.html.contains("href=\"#number\"") && page.html.contains("Nomor Tiket salah ketik"), "{}", page.html);
    assert!(page.html.contains("value=\"66 2021 0608 0000 0172\""), "what was typed is kept");
    Ok(())
}

#[tokio::test]
async fn a_ticket_shows_its_stages_and_when_an_answer_is_due() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    service.reach(&filed, Stage::Received).await?;
    let page = look_up(&service, &filed.number, filed.nik()).await?;
    assert_eq!(page.status, StatusCode::OK);
    for text in [
        "Nomor Tiket tersebut belum dijawab!",
        "Terkirim",
        "Diterima",
        "8 Juni 2021 pukul 15.13 WIB",
        "10 Juni 2021 pukul 15.13 WIB",
    ] {
        assert!(page.html.contains(text), "{text}: {}", page.html);
    }
    assert!(!page.html.contains(filed.nik()), "a NIK is never shown again");
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    Ok(())
}

#[tokio::test]
async fn question_and_answers_are_shown_newest_first_and_as_text() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(2)).await?;
    service.reach(&filed, Stage::Answered).await?;
    service.answer(&filed, 1, "Jawaban <b>pertama</b>").await?;
    service.answer(&filed, 2, "Jawaban kedua").await?;
    let page = look_up(&service, &filed.number, filed.nik()).await?;
    let (newer, older) = (page.html.find("Jawaban kedua"), page.html.find("Jawaban &#60;b&#62;pertama"));
    assert!(newer.is_some() && newer < older, "{}", page.html);
    assert!(page.html.contains("Saya tercatat") && page.html.contains("memperbaiki jawaban"));
    let over = page.html.find("Jawaban lama, tidak berlaku lagi");
    assert!(newer < over && over < older, "the old one says that it is over");
    assert!(!page.html.contains("belum dijawab"));
    Ok(())
}

#[tokio::test]
async fn who_proves_number_and_nik_sees_what_was_sent_and_no_card_number() -> Result<()> {
    let service = Service::start().await?;
    let person = Person::new(8);
    let filed = service.file(person.clone()).await?;
    sqlx::query("UPDATE intake.tickets SET documents = $1::jsonb WHERE number = $2")
        .bind(r#"[{"kind": "ktp", "media_type": "image/jpeg", "offset": 0, "length": 150000}]"#)
        .bind(&filed.number)
        .execute(service.database.owner())
        .await?;
    let page = look_up(&service, &filed.number, filed.nik()).await?;
    let last = filed.nik().get(12..).unwrap_or_default();
    for shown in [&person.full_name, "Kronologi kejadian", &format!("•••• {last}"), "KTP", "Berkas JPG, 147 KB"]
    {
        assert!(page.html.contains(shown), "{shown}: {}", page.html);
    }
    assert!(!page.html.contains(filed.nik()) && !page.html.contains(&person.kk), "{}", page.html);
    Ok(())
}

#[tokio::test]
async fn its_owner_sees_where_they_are_told_of_the_answer_and_only_as_much_as_to_know_it_again() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(14)).await?;
    assert!(!look_up(&service, &filed.number, filed.nik()).await?.html.contains("Kabari saya di"));
    service.tell_at(&filed, "siti.aminah@example.go.id").await?;
    let page = look_up(&service, &filed.number, filed.nik()).await?;
    assert!(page.html.contains("s•••@example.go.id"), "{}", page.html);
    assert!(!page.html.contains("siti.aminah"));
    Ok(())
}

#[tokio::test]
async fn an_address_in_an_answer_can_be_tapped_where_it_is_on_the_list() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(10)).await?;
    service.reach(&filed, Stage::Answered).await?;
    service.answer(&filed, 1, "Buka https://sscasn.bkn.go.id, bukan https://lain.example.").await?;
    let page = look_up(&service, &filed.number, filed.nik()).await?;
    assert!(page.html.contains("<a href=\"https://sscasn.bkn.go.id\">"), "{}", page.html);
    assert!(!page.html.contains("href=\"https://lain.example"));
    Ok(())
}

#[tokio::test]
async fn number_and_nik_are_read_as_they_are_printed_pasted_and_typed() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(7)).await?;
    let (number, nik) = (&filed.number, filed.nik());
    let gaps = format!("{} {} {}", &number[..2], &number[2..10], &number[10..]);
    let card = format!("{}-{}.{} {}", &nik[..4], &nik[4..8], &nik[8..12], &nik[12..]);
    for (number, nik) in [
        (gaps.clone(), nik.to_owned()),
        (gaps.replace(' ', "-"), card.clone()),
        (gaps.replace(' ', "\u{a0}"), format!("\u{202a}{nik}\u{202c}")),
        (format!("\u{2068}{gaps}\u{2069}\n"), format!("\u{feff}{card}\u{200b}")),
        (
            gaps.replace(' ', "."),
            nik.chars().map(|digit| char::from_u32(u32::from(digit) - 0x30 + 0xff10).unwrap()).collect(),
        ),
    ] {
        let page = look_up(&service, &number, &nik).await?;
        assert_eq!(page.status, StatusCode::OK, "{number:?} {nik:?}");
        assert_eq!(service.look_up(&number, &nik).await?.status, StatusCode::OK, "{number:?} {nik:?}");
    }
    Ok(())
}

#[tokio::test]
async fn what_a_lookup_finds_wrong_is_said_word_for_word() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(3)).await?;
    let unknown = look_up(&service, "662021060800099", filed.nik()).await?;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.html.contains("Nomor Tiket atau NIK yang Anda gunakan salah, silahkan cek kembali!"));
    assert!(unknown.html.contains("<title>Galat: ") && unknown.html.contains("focus.js"), "{}", unknown.html);
    let wrong = look_up(&service, &filed.number, &Person::new(4).nik).await?;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    assert!(wrong.html.contains("Silahkan cek kembali NIK Anda!") && wrong.html.contains(&filed.number));
    let short = look_up(&service, &filed.number, "123").await?;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.html.contains("href=\"#nik\""));
    let empty = look_up(&service, " ", "").await?;
    assert!(empty.html.contains("href=\"#number\"") && empty.html.contains("href=\"#nik\""));
    Ok(())
}

#[tokio::test]
async fn a_found_ticket_has_an_address_of_its_own_that_shows_nothing_personal_and_can_be_loaded_again() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(11)).await?;
    let address = address_of(&service, &filed.number, filed.nik()).await?;
    assert!(!address.contains(&filed.number) && !address.contains(filed.nik()), "{address}");
    assert!(get(&service, &address).await?.html.contains("Nomor Tiket tersebut belum dijawab!"));

    service.reach(&filed, Stage::Answered).await?;
    service.answer(&filed, 1, "Sudah kami perbaiki").await?;
    let again = get(&service, &address).await?;
    assert_eq!((again.status, again.html.contains("Sudah kami perbaiki")), (StatusCode::OK, true));
    assert_eq!(again.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(service.wrong_tries().await?, 0);
    Ok(())
}

#[tokio::test]
async fn the_address_of_a_ticket_is_over_after_a_quarter_of_an_hour() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(12)).await?;
    let address = address_of(&service, &filed.number, filed.nik()).await?;
    service.clock.advance(SignedDuration::from_mins(15));
    let over = get(&service, &address).await?;
    assert_eq!(over.status, StatusCode::OK);
    assert!(over.html.contains("hanya terbuka 15 menit") && !over.html.contains(&filed.person.full_name));
    Ok(())
}

#[tokio::test]
async fn only_an_address_that_a_lookup_gave_shows_a_ticket_and_only_while_it_is_not_erased() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(13)).await?;
    for reference in [service.reference(&filed)?, filed.number.clone(), "x".to_owned()] {
        let page = get(&service, &format!("/status/{reference}")).await?;
        assert!(!page.html.contains(&filed.person.full_name), "{reference}");
    }
    let address = address_of(&service, &filed.number, filed.nik()).await?;
    service.erase(&filed).await?;
    assert!(!get(&service, &address).await?.html.contains(&filed.person.full_name));
    Ok(())
}

#[tokio::test]
async fn page_and_api_share_the_five_wrong_niks() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(5)).await?;
    for _ in 0..3 {
        look_up(&service, &filed.number, &Person::new(6).nik).await?;
        service.look_up(&filed.number, &Person::new(6).nik).await?;
    }
    let locked = look_up(&service, &filed.number, filed.nik()).await?;
    assert_eq!(locked.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(locked.headers.contains_key(header::RETRY_AFTER));
    Ok(())
}

#[tokio::test]
async fn lookups_from_other_sites_and_unreadable_ones_are_refused_with_a_page() -> Result<()> {
    let service = Service::start().await?;
    let from_elsewhere = request().header("sec-fetch-site", "cross-site").body(Body::from("number=1&nik=2"))?;
    assert_eq!(service.page(from_elsewhere).await?.status, StatusCode::FORBIDDEN);
    let large = "number=".to_owned() + &"6".repeat(5000);
    assert_eq!(service.page(request().body(Body::from(large))?).await?.status, StatusCode::PAYLOAD_TOO_LARGE);
    Ok(())
}

async fn get(service: &Service, path: &str) -> Result<Page> {
    service.page(Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty())?).await
}

/// What a browser shows in the end: where a ticket is found, the page that it is sent on to.
async fn look_up(service: &Service, number: &str, nik: &str) -> Result<Page> {
    let body = format!("number={}&nik={nik}", number.replace(' ', "+"));
    let asked = request().body(Body::from(body))?;
    let answer = service.visit(asked).await?;
    match answer.headers.get(header::LOCATION) {
        Some(address) => get(service, address.to_str()?).await,
        None => Ok(answer),
    }
}

/// Where a lookup that finds its ticket sends the browser.
async fn address_of(service: &Service, number: &str, nik: &str) -> Result<String> {
    let answer = service.visit(request().body(Body::from(format!("number={number}&nik={nik}")))?).await?;
    anyhow::ensure!(answer.status == StatusCode::SEE_OTHER && answer.headers[header::CACHE_CONTROL] == "no-store");
    Ok(answer.headers[header::LOCATION].to_str()?.to_owned())
}

fn request() -> http::request::Builder {
    Request::post("/status")
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}
