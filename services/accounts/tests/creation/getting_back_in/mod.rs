//! Who lost the password gets back in, and nobody else does.

mod grants;
pub(crate) mod person;
mod questions;
mod strangers;

use anyhow::{Context as _, Result};
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};

use self::person::{DONE, FIRST, NEW, NEW_PASSWORD, OVER, RIGHT, SECOND, but, second};
use crate::signing_in::person::{Browser, HOME, NIK, PASSWORD, site};
use crate::site::{Shown, Site};

/// What the account's row says.
async fn cooling(site: &Site) -> Result<(Option<Timestamp>, bool)> {
    let (until, asks): (Option<jiff_sqlx::Timestamp>, bool) =
        sqlx::query_as("SELECT cools_until, asks_questions FROM accounts.accounts")
            .fetch_one(site.database.owner())
            .await?;
    Ok((until.map(jiff_sqlx::Timestamp::to_jiff), asks))
}

/// The answer that a page shows once.
fn one_time(page: &Shown) -> Result<String> {
    page.value("answer").context("an answer that counts once")
}

#[tokio::test]
async fn who_answers_the_first_question_chooses_a_password_and_signs_in_with_it() -> Result<()> {
    let (site, clock) = site().await?;
    let mut old = Browser::new(1);
    old.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    let mut browser = Browser::new(2);
    browser.prove(&site).await?;
    let page = browser.open(&site, NEW).await?;
    assert!(page.html.contains("3174••••••••0001") && !page.html.contains(NIK), "{}", page.html);
    assert_eq!(page.response.header("cache-control"), Some("no-store"));
    browser.choose(&site, NEW_PASSWORD).await?.assert_leads_to(DONE);
    assert!(browser.open(&site, DONE).await?.html.contains("Password Anda berhasil direset"));
    let home = browser.open(&site, HOME).await?;
    assert!(home.location.is_some_and(|place| place.starts_with("/akun/masuk")), "nobody is signed in by it");
    let home = old.open(&site, HOME).await?;
    assert!(home.location.is_some_and(|place| place.starts_with("/akun/masuk")), "the session from before ended");
    assert_eq!(site.count("accounts.known_devices").await?, 0);
    assert_eq!(browser.sign_in(&site, NIK, PASSWORD).await?.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.sign_in(&site, NIK, NEW_PASSWORD).await?.assert_leads_to(HOME);
    assert_eq!(cooling(&site).await?, (Some(clock.now() + SignedDuration::from_hours(72)), false));
    let told =
        site.database.count("SELECT count(*) FROM audit.entries WHERE action = 'recovered' AND detail = 'answer'");
    assert_eq!(told.await?, 1);
    Ok(())
}

#[tokio::test]
async fn who_answers_the_second_question_gets_an_answer_that_counts_once_for_the_first() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = Browser::new(1);
    let shown = browser.tell(&site, SECOND, &second()).await?;
    assert_eq!((shown.status, shown.response.header("cache-control")), (StatusCode::OK, Some("no-store")));
    assert!(shown.html.contains("Siapakah nama binatang peliharaan kamu?"), "{}", shown.html);
    let code = one_time(&shown)?;
    let carried = ["full_name", "nik", "kk", "birth_place", "birth_date", "question", "answer"];
    let carried = carried.map(|name| (name, shown.value(name).unwrap_or_default()));
    let mut fields: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.push(("action", "prefill"));
    let form = browser.send(&site, FIRST, &fields).await?;
    assert_eq!((form.status, form.value("answer").as_deref()), (StatusCode::OK, Some(code.as_str())));
    fields.pop();
    browser.tell_on(&site, &form, FIRST, &fields).await?.assert_leads_to(NEW);
    assert!(!cooling(&site).await?.1);
    browser.choose(&site, NEW_PASSWORD).await?.assert_leads_to(DONE);
    browser.sign_in(&site, NIK, NEW_PASSWORD).await?.assert_leads_to(HOME);
    let (cools, asks) = cooling(&site).await?;
    assert!(cools.is_some() && asks);
    Ok(())
}

#[tokio::test]
async fn a_one_time_answer_counts_once_and_for_half_an_hour() -> Result<()> {
    let (site, clock) = site().await?;
    let code = one_time(&Browser::new(1).tell(&site, SECOND, &second()).await?)?;
    let with_code = but(&[("answer", &code)]);
    let mut spent = Browser::new(2);
    spent.tell(&site, FIRST, &with_code).await?.assert_leads_to(NEW);
    let again = Browser::new(3).tell(&site, FIRST, &with_code).await?;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = one_time(&Browser::new(1).tell(&site, SECOND, &second()).await?)?;
    clock.advance(SignedDuration::from_mins(30));
    let late = Browser::new(4).tell(&site, FIRST, &but(&[("answer", &code)])).await?;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = one_time(&Browser::new(1).tell(&site, SECOND, &second()).await?)?;
    let newer = one_time(&Browser::new(1).tell(&site, SECOND, &second()).await?)?;
    let older = Browser::new(5).tell(&site, FIRST, &but(&[("answer", &code)])).await?;
    assert_eq!(older.status, StatusCode::UNPROCESSABLE_ENTITY, "one is live at a time");
    Browser::new(6).tell(&site, FIRST, &but(&[("answer", &newer)])).await?.assert_leads_to(NEW);
    Ok(())
}

#[tokio::test]
async fn a_guessed_one_time_answer_counts_like_any_answer_and_opens_nothing() -> Result<()> {
    let (site, _clock) = site().await?;
    let code = one_time(&Browser::new(1).tell(&site, SECOND, &second()).await?)?;
    for number in 101..106 {
        let mut stranger = Browser::new(number);
        let guessed = stranger.tell(&site, FIRST, &but(&[("answer", &format!("K7QF9-M{number}D"))])).await?;
        assert_eq!(guessed.status, StatusCode::UNPROCESSABLE_ENTITY);
        stranger.open(&site, NEW).await?.assert_leads_to(OVER);
    }
    let mut late = Browser::new(106);
    let shown = late.tell(&site, FIRST, &but(&[("answer", &code)])).await?;
    assert_eq!(shown.status, StatusCode::TOO_MANY_REQUESTS, "nor does the right one, after five");
    late.open(&site, NEW).await?.assert_leads_to(OVER);
    assert_eq!(site.count("accounts.grants").await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_reload_of_the_page_shows_no_answer_again() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = Browser::new(1);
    let page = browser.open(&site, SECOND).await?;
    let shown = browser.tell_on(&site, &page, SECOND, &second()).await?;
    let code = one_time(&shown)?;
    let again = browser.tell_on(&site, &page, SECOND, &second()).await?;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!again.html.contains(&code) && again.html.contains("sudah dipakai"), "{}", again.html);
    assert_eq!(site.count("accounts.one_time_answers").await?, 1);
    assert_eq!(site.database.count("SELECT count(*) FROM audit.entries WHERE action = 'answer_issued'").await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_password_that_is_refused_says_why_at_its_field_and_the_code_still_counts() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = Browser::new(1);
    browser.prove(&site).await?;
    let mut page = browser.open(&site, NEW).await?;
    for (password, again, said) in [
        ("", "", "Password belum diisi."),
        (NEW_PASSWORD, "Lain", "Kedua password baru tidak sama."),
        ("abc", "abc", "Tambahkan angka."),
        ("Langit-Rahayu-Kopi-4", "Langit-Rahayu-Kopi-4", "Jangan memakai nama Anda."),
        (PASSWORD, PASSWORD, "Password baru harus berbeda dari yang lama."),
    ] {
        let typed = [("password", password), ("password_again", again)];
        page = browser.tell_on(&site, &page, NEW, &typed).await?;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.html.contains(said) && page.html.contains("href=\"#password"), "{said}: {}", page.html);
        assert_eq!(page.value("password").as_deref(), Some(""));
    }
    let typed = [("password", NEW_PASSWORD), ("password_again", NEW_PASSWORD)];
    browser.tell_on(&site, &page, NEW, &typed).await?.assert_leads_to(DONE);
    Ok(())
}

#[tokio::test]
async fn the_ways_are_offered_where_somebody_misses_the_password() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = Browser::new(1);
    assert!(browser.open(&site, "/akun/masuk").await?.html.contains("href=\"/akun/lupa-password\""));
    let ways = browser.open(&site, "/akun/lupa-password").await?.html;
    let place = |path: &str| ways.find(&format!("href=\"{path}\"")).expect(path);
    let places = ["/akun/lupa-password/email", FIRST, SECOND, "/formulir/lupa-jawaban-pengaman-2"].map(place);
    assert!(places.is_sorted(), "the easiest one first");
    let first = browser.open(&site, FIRST).await?.html;
    assert!(first.contains(&format!("href=\"{SECOND}\"")), "{first}");
    let second = browser.open(&site, SECOND).await?.html;
    assert!(second.contains("href=\"/formulir/lupa-jawaban-pengaman-2\""), "{second}");
    assert!(browser.open(&site, "/en/akun/lupa-password/jawaban").await?.html.contains("First security question"));
    Ok(())
}

#[tokio::test]
async fn what_is_typed_stays_but_for_the_answer() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = Browser::new(1);
    let shown = browser.send(&site, FIRST, &[&[("captcha", "x"), ("action", "send")], &RIGHT[..]].concat()).await?;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(shown.value("full_name").as_deref(), Some("Siti  RAHAYU"));
    assert_eq!(shown.value("answer").as_deref(), Some(""));
    assert!(shown.html.contains("<option value=\"1\" selected>"), "{}", shown.html);
    let empty = browser.tell(&site, FIRST, &[]).await?;
    for field in ["full_name", "nik", "kk", "birth_place", "birth_date", "question", "answer"] {
        assert!(empty.html.contains(&format!("href=\"#{field}\"")), "{field}: {}", empty.html);
    }
    Ok(())
}
