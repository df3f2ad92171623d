//! The signed card of a registration.

use std::sync::Arc;

use anyhow::Result;
use axum::body::Body;
use http::{Request, StatusCode, header};
use registration::cards::NoCard;
use tokio::task::JoinSet;

use crate::site::{NAME, NIK, Site, told};

#[tokio::test]
async fn twenty_who_ask_at_once_get_one_card_that_another_reader_finds_signed() -> Result<()> {
    let site = Site::start().await?;
    let person = site.person().await?;
    let processes = [Arc::new(site.cards()), Arc::new(site.cards())];
    let mut asked = JoinSet::new();
    for at in 0..20 {
        let (cards, account) = (Arc::clone(&processes[at % 2]), person.account);
        asked.spawn(async move { cards.card_of(account).await });
    }
    let files: Vec<Vec<u8>> = asked.join_all().await.into_iter().collect::<Result<_, _>>()?;
    assert!(files.iter().all(|file| *file == files[0]));
    assert_eq!(site.database.count("SELECT count(*) FROM registration.issued").await?, 1);
    let objects = site.bucket.store()?.list("cards/", jiff::Timestamp::MAX, None).await?.objects;
    assert_eq!(objects.len(), 1, "who was slower leaves nothing behind");
    let signed = told("pdfsig", &[], &files[0])?;
    assert!(signed.contains("Signature is Valid."), "{signed}");
    assert!(signed.contains("Total document signed"), "{signed}");
    let text = told("pdftotext", &["-"], &files[0])?;
    for part in [person.number.to_string().as_str(), NAME, NIK, "01-12-2026 / 10:00:00 WIB"] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    Ok(())
}

#[tokio::test]
async fn a_card_comes_from_the_bucket_as_it_was_issued_and_lies_there_sealed() -> Result<()> {
    let site = Site::start().await?;
    let person = site.person().await?;
    let first = site.cards().card_of(person.account).await?;
    // One without a signer gives what was issued before.
    let later = site.again(&[("CARD_SIGNING_KEY_FILE", ""), ("CARD_SIGNING_CERTIFICATES_FILE", "")]).await?;
    assert!(later.cards().card_of(person.account).await? == first);
    let id: uuid::Uuid =
        sqlx::query_scalar("SELECT id FROM registration.issued").fetch_one(site.database.owner()).await?;
    let key = format!("cards/{}/{id}", person.account);
    let kept = site.bucket.store()?.get_range(&key, 0, first.len() as u64 + 100).await;
    assert!(kept.is_err() || !kept.as_ref().is_ok_and(|kept| kept.windows(4).any(|window| window == b"%PDF")));
    let exact = first.len() + vault::DataKey::OVERHEAD;
    let kept = site.bucket.store()?.get_range(&key, 0, exact as u64).await?;
    assert!(kept.len() == exact && !kept.windows(5).any(|window| window == b"%PDF-"));
    Ok(())
}

#[tokio::test]
async fn nothing_is_issued_while_the_object_store_is_away() -> Result<()> {
    let site = Site::start().await?;
    let person = site.person().await?;
    let away = site.again(&[("S3_ENDPOINT", "http://127.0.0.1:1")]).await?;
    let refused = away.cards().card_of(person.account).await.unwrap_err();
    assert!(refused.is_unavailable(), "{refused:?}");
    assert_eq!(site.database.count("SELECT count(*) FROM registration.issued").await?, 0);
    let cookie = site.signed_in(person.account).await?;
    let request = || Request::get("/pendaftaran/kartu").header(header::COOKIE, &cookie).body(Body::empty());
    let reply = away.send(request()?).await?;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(reply.headers.contains_key(header::RETRY_AFTER));
    let reply = site.send(request()?).await?;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.headers[header::CONTENT_TYPE], "application/pdf");
    assert_eq!(reply.headers[header::CACHE_CONTROL], "no-store");
    assert!(reply.bytes.starts_with(b"%PDF-"));
    Ok(())
}

#[tokio::test]
async fn without_a_key_cards_cannot_be_printed_and_the_owner_is_told() -> Result<()> {
    let nowhere = Site::start_with(&[("PUBLIC_URL", "")]).await?;
    assert!(!nowhere.cards().can_print(), "a card without an address at which it is checked");
    let site = nowhere.again(&[("CARD_SIGNING_KEY_FILE", ""), ("CARD_SIGNING_CERTIFICATES_FILE", "")]).await?;
    let person = site.person().await?;
    assert!(!site.cards().can_print());
    let cookie = site.signed_in(person.account).await?;
    let request = Request::get("/pendaftaran/kartu").header(header::COOKIE, cookie).body(Body::empty())?;
    let page = site.send(request).await?.page(StatusCode::SERVICE_UNAVAILABLE)?;
    assert!(page.contains("belum dapat dicetak"), "{page}");
    assert_eq!(site.database.count("SELECT count(*) FROM registration.issued").await?, 0);
    Ok(())
}

#[tokio::test]
async fn nobody_gets_a_card_but_the_owner_of_a_registration_that_is_filed() -> Result<()> {
    let site = Site::start().await?;
    let (person, (stranger, _)) = (site.person().await?, site.stranger().await?);
    assert!(matches!(site.cards().card_of(stranger).await, Err(NoCard::NotFiled)));
    let cookie = site.signed_in(stranger).await?;
    let request = Request::get("/pendaftaran/kartu").header(header::COOKIE, cookie).body(Body::empty())?;
    assert_eq!(site.send(request).await?.status, StatusCode::NOT_FOUND);
    let reply = site.get("/pendaftaran/kartu").await?;
    assert!(reply.status != StatusCode::OK && !reply.bytes.starts_with(b"%PDF"), "{}", reply.status);
    site.database.execute("UPDATE registration.registrations SET state = 'cancelled', ended_at = now()").await?;
    assert!(matches!(site.cards().card_of(person.account).await, Err(NoCard::NotFiled)));
    site.database
        .execute(
            "UPDATE registration.registrations SET state = 'draft', ended_at = NULL, number = NULL, frozen = NULL,
                 frozen_hash = NULL, final_at = NULL",
        )
        .await?;
    assert!(matches!(site.cards().card_of(person.account).await, Err(NoCard::NotFiled)));
    Ok(())
}

#[tokio::test]
async fn a_file_in_the_bucket_that_is_not_what_was_issued_is_given_to_nobody() -> Result<()> {
    let site = Site::start().await?;
    let person = site.person().await?;
    site.cards().card_of(person.account).await?;
    site.database.execute("UPDATE registration.issued SET sha256 = sha256(sha256)").await?;
    assert!(matches!(site.cards().card_of(person.account).await, Err(NoCard::Changed)));
    Ok(())
}

#[tokio::test]
async fn a_key_without_its_certificate_or_of_another_one_is_a_problem_of_the_settings() -> Result<()> {
    for (setting, value) in [
        ("CARD_SIGNING_CERTIFICATES_FILE", ""),
        ("CARD_SIGNING_CERTIFICATES_FILE", crate::site::file("rsa.pem").to_str().unwrap()),
        ("CARD_SIGNING_KEY_FILE", "/no/such/file"),
    ] {
        let started = Site::start_with(&[(setting, value)]).await;
        assert!(started.is_err(), "{setting}={value}");
    }
    Ok(())
}

#[tokio::test]
async fn a_card_has_the_picture_that_was_filed_and_no_other() -> Result<()> {
    let site = Site::start().await?;
    let (person, other) = (site.person().await?, site.person().await?);
    let picture = testing::jpeg(1, 30_000);
    site.portrait(&person, &picture, None).await?;
    let card = site.cards().card_of(person.account).await?;
    let images = told_of_images(&card)?;
    assert!(images.lines().any(|line| line.contains(" image ")), "{images}");
    site.portrait(&other, &picture, Some(&testing::jpeg(2, 30_000))).await?;
    assert!(matches!(site.cards().card_of(other.account).await, Err(NoCard::Changed)));
    Ok(())
}

#[tokio::test]
async fn a_picture_that_no_card_takes_keeps_nobody_from_the_card() -> Result<()> {
    let site = Site::start().await?;
    let person = site.person().await?;
    // A sound file that says it has 65,500 × 65,500 pixels.
    let mut huge = testing::jpeg(1, 30_000);
    let start = huge.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap() + 5;
    huge[start..start + 4].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    site.portrait(&person, &huge, None).await?;
    let card = site.cards().card_of(person.account).await?;
    assert!(told("pdftotext", &["-"], &card)?.contains("Tanpa pas foto"));
    Ok(())
}

fn told_of_images(card: &[u8]) -> Result<String> {
    let path =
        std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.pdf", runtime::Clock::system().new_id()));
    std::fs::write(&path, card)?;
    let output = std::process::Command::new("pdfimages").arg("-list").arg(&path).output();
    std::fs::remove_file(&path)?;
    Ok(String::from_utf8_lossy(&output?.stdout).into_owned())
}
