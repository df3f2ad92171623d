//! What people see of the first step.

use anyhow::Result;
use futures_util::future::join_all;
use http::StatusCode;

use crate::site::{Browser, FIRST_STEP, Site, TOLD, dewi, siti, with};

#[tokio::test]
async fn whoever_tells_what_the_register_has_goes_on_to_the_second_step() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    let page = browser.open(&site, FIRST_STEP).await?;
    assert!(page.html.contains("Langkah 1: Pengecekan Identitas") && page.html.contains("CASN 2026"), "{}", page.html);
    browser.tell(&site, &siti()).await?.assert_goes_on();
    let told = browser.open(&site, TOLD).await?;
    assert_eq!(told.status, StatusCode::OK);
    for value in ["Langkah 2: Lengkapi Data", "3174015708950001", "Siti Rahayu", "17/08/1995", "+6281234567890"] {
        assert!(told.html.contains(value), "{value}: {}", told.html);
    }
    assert!(!told.html.contains("sedang sibuk") && !told.html.contains("3174010101150001"), "nor the family card");
    assert_eq!(told.response.header("cache-control"), Some("no-store"));
    Ok(())
}

#[tokio::test]
async fn the_second_step_is_nobodys_without_the_first() -> Result<()> {
    let site = Site::open().await?;
    let shown = Browser::default().open(&site, TOLD).await?;
    assert_eq!((shown.status, shown.location.as_deref()), (StatusCode::SEE_OTHER, Some(FIRST_STEP)));
    let mut browser = Browser::default();
    browser.tell(&site, &siti()).await?.assert_goes_on();
    let guessed = format!("__Host-pendaftaran={}", "A".repeat(43));
    let stranger = Browser { cookie: Some(guessed), ..Browser::default() };
    assert_eq!(stranger.open(&site, TOLD).await?.status, StatusCode::SEE_OTHER);
    Ok(())
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once_and_nothing_that_was_typed_is_lost() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    let wrong = with(with(with(siti(), "nik", "123"), "phone", "siti@example.id"), "email", "");
    let mut filled = browser.filled(&site, &wrong).await?;
    let shown = browser.send(&site, &filled).await?;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    for target in ["#nik", "#phone", "#email"] {
        assert!(shown.html.contains(&format!("href=\"{target}\"")), "{target}: {}", shown.html);
    }
    assert!(!shown.html.contains("href=\"#captcha\""), "the code was right");
    assert_eq!(shown.value("captcha").as_deref(), filled.get("captcha").map(String::as_str), "and stays");
    for (name, value) in &wrong {
        assert!(*name == "action" || shown.value(name).as_deref() == Some(value), "{name}");
    }
    // The code counts for the form that was put right.
    filled.extend(siti());
    browser.send(&site, &filled).await?.assert_goes_on();
    Ok(())
}

#[tokio::test]
async fn a_code_of_one_person_tells_nothing_of_another() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    let filled = browser.filled(&site, &siti()).await?;
    browser.send(&site, &filled).await?.assert_goes_on();
    let mut other = filled.clone();
    other.extend(dewi());
    let shown = browser.send(&site, &other).await?;
    assert!(shown.html.contains("sudah dipakai") && shown.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", shown.html);
    Ok(())
}

#[tokio::test]
async fn nobody_learns_which_value_is_wrong() -> Result<()> {
    let site = Site::open().await?;
    let mut pages = Vec::new();
    for (name, value) in [
        ("kk", "3174010101150009"),
        ("full_name", "Siti Rahayo"),
        ("birth_place", "Jakarta"),
        ("birth_date", "18-08-1995"),
    ] {
        let shown = Browser::default().tell(&site, &with(siti(), name, value)).await?;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(shown.html.contains("<h1>Data tidak Sesuai</h1>"), "{}", shown.html);
        pages.push(shown.html);
    }
    // The page carries what was typed, and is the same else.
    let bare = |page: &str| {
        let kept = page.split("type=\"hidden\"").map(|part| part.split_once('>').map_or(part, |(_, rest)| rest));
        kept.collect::<String>()
    };
    assert!(pages.iter().all(|page| bare(page) == bare(&pages[0])));
    assert_eq!(site.count("accounts.drafts").await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_nik_that_nobody_has_leads_to_dukcapil_and_to_the_helpdesks_form_with_all_that_was_typed() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    let unknown = with(siti(), "nik", "3174011708950099");
    let shown = browser.tell(&site, &unknown).await?;
    for part in
        ["NIK dan No KK tidak ditemukan", "1500537", "Dinas Dukcapil", "action=\"/formulir/nik-kk-tidak-ditemukan\""]
    {
        assert!(shown.html.contains(part), "{part}: {}", shown.html);
    }
    let form = shown.html.split_once("/formulir/nik-kk-tidak-ditemukan").unwrap().1;
    for (name, value) in [("nik", "3174011708950099"), ("full_name", "Siti Rahayu"), ("birth_date", "17-08-1995")] {
        assert!(form.contains(&format!("name=\"{name}\" value=\"{value}\"")), "{name}");
    }
    assert!(!form.contains("name=\"phone\""), "what that form does not ask for stays here");
    let back = browser.send(&site, &with(unknown.clone(), "action", "edit")).await?;
    assert_eq!((back.status, back.value("nik")), (StatusCode::OK, Some("3174011708950099".to_owned())));
    Ok(())
}

#[tokio::test]
async fn the_pages_speak_english_too() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    let page = browser.open(&site, "/en/akun/buat").await?;
    assert!(page.html.contains("Step 1: Identity check") && page.html.contains("lang=\"en\""), "{}", page.html);
    let filled = browser.filled(&site, &siti()).await?;
    let shown = browser.send_to(&site, "/en/akun/buat", &filled).await?;
    assert_eq!(shown.location.as_deref(), Some("/en/akun/buat/data"));
    let differs = browser.filled(&site, &with(siti(), "kk", "3174010101150009")).await?;
    let shown = browser.send_to(&site, "/en/akun/buat", &differs).await?;
    assert!(shown.html.contains("<h1>The data differs</h1>"), "{}", shown.html);
    assert!(shown.html.contains("action=\"/en/formulir/data-tidak-sesuai\""), "{}", shown.html);
    Ok(())
}

#[tokio::test]
async fn a_form_of_another_site_is_refused_and_so_is_one_that_is_too_large() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    let filled = browser.filled(&site, &with(siti(), "full_name", &"x".repeat(9_000))).await?;
    assert_eq!(browser.send(&site, &filled).await?.status, StatusCode::PAYLOAD_TOO_LARGE);
    let nothing = browser.send(&site, &[("action", "check".to_owned())].into()).await?;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(nothing.html.matches("href=\"#").count(), 1 + 8, "the way to the content, and everything is missing");
    Ok(())
}

#[tokio::test]
async fn fast_clicks_ask_the_register_once() -> Result<()> {
    let site = Site::open().await?;
    let filled = Browser::default().filled(&site, &siti()).await?;
    site.register.switch(population_register::Switches { latency_ms: 300, ..Default::default() });
    let clicks = (0..14).map(|_| async { Browser::default().send(&site, &filled).await });
    for shown in join_all(clicks).await {
        shown?.assert_goes_on();
    }
    assert_eq!(site.register.answered(), 1);
    Ok(())
}
