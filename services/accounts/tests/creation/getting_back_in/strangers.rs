//! Strangers learn nothing from the forms, and cannot try for long.

use anyhow::Result;
use futures_util::future::join_all;
use http::StatusCode;
use jiff::SignedDuration;

use super::person::{FIRST, NEW, RIGHT, SECOND, WRONG, but, code};
use crate::signing_in::person::{Browser, HOME, NIK, PASSWORD, UNKNOWN_NIK, site};
use crate::site::Site;

/// As many failures as there may be in a day.
async fn fail(site: &Site, nik: &str) -> Result<()> {
    for number in 101..106 {
        let shown = Browser::new(number).tell(site, FIRST, &but(&[("nik", nik), ("answer", "Bukan ini")])).await?;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", shown.html);
    }
    Ok(())
}

#[tokio::test]
async fn whatever_is_wrong_the_page_says_the_same() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut pages = Vec::new();
    for (number, name, value, over) in [
        (1, "answer", "Si Hitam", ""),
        (2, "nik", UNKNOWN_NIK, ""),
        (3, "kk", "3174010101150002", ""),
        (4, "full_name", "Siti Rahayo", ""),
        (5, "question", "4", ""),
        (6, "answer", "Si Belang-Tiga", "UPDATE accounts.accounts SET frozen_at = now(), frozen_for = 'operator'"),
        (
            7,
            "answer",
            "Si Belang-Tiga",
            "UPDATE accounts.accounts SET state = 'removed', check_at = NULL, ended_at = now()",
        ),
    ] {
        sqlx::query(over).execute(site.database.owner()).await?;
        // The tries of a day are not what this is about.
        site.database.execute("DELETE FROM accounts.failed_recoveries").await?;
        let mut browser = Browser::new(number);
        let page = browser.open(&site, FIRST).await?;
        let shown = browser.tell_on(&site, &page, FIRST, &but(&[(name, value)])).await?;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(shown.html.contains(WRONG), "{}", shown.html);
        let names: Vec<String> = shown.response.headers.keys().map(ToString::to_string).collect();
        let token = shown.value("captcha_token").unwrap();
        let mut html = shown.html.replace(&token, "");
        for (field, _) in RIGHT {
            let typed = shown.value(field).unwrap_or_default();
            html = html.replace(&format!("value=\"{typed}\""), "");
        }
        pages.push((html.replace(" selected", ""), names));
    }
    assert!(pages.iter().all(|page| *page == pages[0]));
    Ok(())
}

#[tokio::test]
async fn many_wrong_answers_at_once_do_not_beat_the_count() -> Result<()> {
    for (path, nik) in [(FIRST, NIK), (SECOND, NIK), (FIRST, UNKNOWN_NIK)] {
        let (site, _clock) = site().await?;
        let tries = (1..=100).map(|number| {
            let site = &site;
            async move { Browser::new(number).tell(site, path, &but(&[("nik", nik), ("answer", "Bukan ini")])).await }
        });
        let shown: Vec<StatusCode> =
            join_all(tries).await.into_iter().map(|shown| Ok(shown?.status)).collect::<Result<_>>()?;
        let counted = |status| shown.iter().filter(|shown| **shown == status).count();
        let of = [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::TOO_MANY_REQUESTS].map(counted);
        assert_eq!(of, [5, 95], "{path} {nik}: {shown:?}");
    }
    Ok(())
}

#[tokio::test]
async fn after_five_failures_of_a_nik_both_forms_rest_for_a_day_and_signing_in_does_not() -> Result<()> {
    for nik in [NIK, UNKNOWN_NIK] {
        let (site, clock) = site().await?;
        fail(&site, nik).await?;
        let first = but(&[("nik", nik)]);
        let second = but(&[("nik", nik), ("question", "4"), ("answer", "Kawan sebangku")]);
        for (number, path, fields) in [(1, FIRST, first), (2, SECOND, second)] {
            let shown = Browser::new(number).tell(&site, path, &fields).await?;
            assert_eq!(shown.status, StatusCode::TOO_MANY_REQUESTS, "{}", shown.html);
            assert!(shown.html.contains("Batas percobaan hari ini tercapai."), "{}", shown.html);
            assert_eq!(shown.response.header("retry-after"), Some("86400"));
        }
        Browser::new(3).sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
        clock.advance(SignedDuration::from_hours(24));
        Browser::new(4).tell(&site, FIRST, &RIGHT).await?.assert_leads_to(NEW);
    }
    Ok(())
}

#[tokio::test]
async fn twenty_failures_of_a_network_rest_for_an_hour_and_a_success_is_no_failure() -> Result<()> {
    let (site, clock) = site().await?;
    for round in 0..20 {
        // One second a form comes back, by the clock of the machine.
        let nik = format!("31740117089500{:02}", round + 10);
        let shown = Browser::new(1).tell(&site, FIRST, &but(&[("nik", &nik)])).await?;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", shown.html);
    }
    let shown = Browser::new(1).tell(&site, FIRST, &RIGHT).await?;
    assert_eq!(shown.status, StatusCode::TOO_MANY_REQUESTS, "{}", shown.html);
    assert!(shown.html.contains("dari jaringan Anda"), "{}", shown.html);
    for number in 2..10 {
        Browser::new(number).tell(&site, FIRST, &RIGHT).await?.assert_leads_to(NEW);
    }
    clock.advance(SignedDuration::from_hours(1));
    Browser::new(1).tell(&site, FIRST, &RIGHT).await?.assert_leads_to(NEW);
    Ok(())
}

#[tokio::test]
async fn a_code_counts_for_one_attempt() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = Browser::new(1);
    let page = browser.open(&site, FIRST).await?;
    assert!(!code(&site, &page)?[1].1.is_empty());
    let wrong = browser.tell_on(&site, &page, FIRST, &but(&[("answer", "Bukan ini")])).await?;
    assert!(wrong.html.contains(WRONG), "{}", wrong.html);
    let used = browser.tell_on(&site, &page, FIRST, &RIGHT).await?;
    assert!(used.html.contains("sudah dipakai") && !used.html.contains(WRONG), "{}", used.html);
    assert_eq!(
        site.database.count("SELECT sum(failures)::bigint FROM accounts.failed_recoveries").await?,
        2,
        "one of the NIK, one of the network"
    );
    browser.tell_on(&site, &used, FIRST, &RIGHT).await?.assert_leads_to(NEW);
    Ok(())
}
