//! What somebody told before the account is made: sealed, found by its browser, and gone in time.

use anyhow::Result;
use database::Pool;
use http::StatusCode;

use crate::site::{Browser, FIRST_STEP, Site, TOLD, dewi, siti, with};

#[tokio::test]
async fn a_dump_of_the_database_holds_nothing_that_was_told() -> Result<()> {
    let site = Site::open().await?;
    Browser::default().tell(&site, &siti()).await?.assert_goes_on();
    Browser::default().tell(&site, &with(dewi(), "kk", "3273020202160009")).await?;
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT d::text || encode(d.content, 'escape') FROM accounts.drafts d
         UNION ALL SELECT v::text || encode(v.identity_index, 'escape') FROM accounts.verdicts v
         UNION ALL SELECT t::text FROM accounts.tried_niks t
         UNION ALL SELECT b::text FROM accounts.beginnings b
         UNION ALL SELECT c::text FROM accounts.spent_captchas c",
    )
    .fetch_all(site.database.owner())
    .await?;
    assert!(rows.len() >= 6, "{rows:?}");
    for told in siti().into_iter().chain(dewi()).filter(|(name, _)| *name != "action").map(|(_, told)| told) {
        assert!(rows.iter().all(|row| !row.contains(&told)), "{told}");
    }
    Ok(())
}

#[tokio::test]
async fn who_comes_back_to_the_first_step_finds_it_filled_in_and_changes_the_same_draft() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    browser.tell(&site, &siti()).await?.assert_goes_on();
    let page = browser.open(&site, FIRST_STEP).await?;
    for (name, value) in [("nik", "3174015708950001"), ("birth_date", "17/08/1995"), ("phone", "+6281234567890")] {
        assert_eq!(page.value(name).as_deref(), Some(value), "{name}");
    }
    browser.tell(&site, &dewi()).await?.assert_goes_on();
    assert!(browser.open(&site, TOLD).await?.html.contains("Dewi Lestari"));
    assert_eq!((site.count("accounts.drafts").await?, site.count("keys.accounts").await?), (1, 1));
    let stranger = Browser::default().open(&site, FIRST_STEP).await?;
    assert_eq!(stranger.value("nik").as_deref(), Some(""), "nobody else finds it");
    Ok(())
}

#[tokio::test]
async fn two_people_may_begin_with_one_nik_since_a_draft_claims_nothing() -> Result<()> {
    let site = Site::open().await?;
    for _ in 0..2 {
        Browser::default().tell(&site, &siti()).await?.assert_goes_on();
    }
    assert_eq!(site.count("accounts.drafts").await?, 2);
    Ok(())
}

#[tokio::test]
async fn a_draft_is_over_an_hour_after_its_last_step_and_a_day_after_its_first() -> Result<()> {
    let site = Site::open().await?;
    for (over, is_over) in [
        ("UPDATE accounts.drafts SET used_at = now() - interval '59 minutes'", false),
        ("UPDATE accounts.drafts SET used_at = now() - interval '61 minutes'", true),
        ("UPDATE accounts.drafts SET made_at = now() - interval '25 hours'", true),
    ] {
        let mut browser = Browser::default();
        browser.tell(&site, &siti()).await?.assert_goes_on();
        site.database.execute(over).await?;
        let status = browser.open(&site, TOLD).await?.status;
        assert_eq!(status == StatusCode::SEE_OTHER, is_over, "{over}");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_kept_about_a_person_is_exported_and_forgotten_by_their_nik() -> Result<()> {
    let site = Site::open().await?;
    let (vault, nik) = (Site::vault()?, domain::Nik::parse(&siti()["nik"]).unwrap());
    Browser::default().tell(&site, &siti()).await?.assert_goes_on();
    Browser::default().tell(&site, &dewi()).await?.assert_goes_on();
    let kept = accounts::operator::person::export(site.database.owner(), &vault, &nik).await?;
    let [(_, draft)] = kept.as_slice() else { panic!("{} drafts", kept.len()) };
    assert_eq!(
        (draft["identity"].as_str(), draft["told"]["email"].as_str()),
        (Some("verified"), Some("siti@example.go.id"))
    );
    let mut connection = site.database.owner().acquire().await?;
    assert_eq!(accounts::operator::person::forget(&mut connection, &vault, &nik).await?, 1);
    for table in ["accounts.drafts", "keys.accounts", "accounts.verdicts", "accounts.tried_niks"] {
        assert_eq!(site.count(table).await?, 1, "{table}: Dewi's");
    }
    Ok(())
}

#[tokio::test]
async fn while_the_database_is_away_the_page_opens_and_says_that_nothing_was_taken() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    let filled = browser.filled(&site, &siti()).await?;
    site.database.refuse().await?;
    assert_eq!(browser.open(&site, FIRST_STEP).await?.status, StatusCode::OK);
    let shown = browser.send(&site, &filled).await?;
    assert_eq!((shown.status, shown.value("nik")), (StatusCode::SERVICE_UNAVAILABLE, Some(siti()["nik"].clone())));
    assert!(shown.html.contains("Data Anda belum kami terima"), "{}", shown.html);
    assert_eq!(shown.value("captcha"), filled.get("captcha").cloned(), "the code may be sent again");
    Ok(())
}

#[tokio::test]
async fn the_service_may_not_say_when_accounts_are_made() -> Result<()> {
    let site = Site::open().await?;
    let pool = Pool::connect(&site.database.service_url("ACCOUNTS")?).await?;
    let refused = sqlx::query("UPDATE accounts.periods SET closes_at = now() + interval '1 year'").execute(&pool).await;
    assert!(refused.is_err_and(|error| error.to_string().contains("permission denied")));
    Ok(())
}
