//! The last word: one NIK has one account, whoever confirms, however often and at whatever moment.

use anyhow::Result;
use futures_util::future::join_all;
use http::StatusCode;
use population_register::Switches;
use testing::eventually;

use crate::site::{Browser, FIRST_STEP, MADE, PATIENCE, PROCESS, Site, TOLD, dewi, pictures, siti, with};

#[tokio::test]
async fn an_account_is_made_with_its_card_and_the_draft_is_gone() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    browser.up_to_the_check(&site, &siti()).await?;
    let asked = browser.send_to(&site, PROCESS, &[("action", "ask".to_owned())].into()).await?;
    assert!(asked.html.contains("Apakah data Anda sudah benar?"), "{}", asked.html);
    assert_eq!(browser.confirm(&site).await?.location.as_deref(), Some(MADE));
    let made = browser.open(&site, MADE).await?;
    assert!(made.html.contains("Langkah 4: Pendaftaran Selesai"), "{}", made.html);
    let card = browser.open(&site, "/akun/buat/kartu.pdf").await?;
    assert_eq!((card.status, card.response.header("content-type")), (StatusCode::OK, Some("application/pdf")));
    assert!(card.response.body.starts_with(b"%PDF-") && card.response.body.len() <= 150 * 1024);
    let counts = (
        site.count("accounts.drafts").await?,
        site.count("accounts.accounts").await?,
        site.count("keys.accounts").await?,
    );
    assert_eq!(counts, (0, 1, 1));
    let row: (String, String) =
        sqlx::query_as("SELECT state, identity FROM accounts.accounts").fetch_one(site.database.owner()).await?;
    assert_eq!(row, ("active".to_owned(), "verified".to_owned()));
    let logged: Vec<String> =
        sqlx::query_scalar("SELECT action FROM audit.entries").fetch_all(site.database.owner()).await?;
    assert_eq!(logged, ["account_made"]);
    let letters: Vec<(String, String, bool)> = sqlx::query_as(
        "SELECT l.kind, d.kind, l.link_id IS NOT NULL FROM notify.letters l
           JOIN accounts.addresses d ON d.id = l.address_id AND d.account_id = l.account_id",
    )
    .fetch_all(site.database.owner())
    .await?;
    assert_eq!(letters, [("account_verify_email".to_owned(), "email".to_owned(), true)]);
    assert_eq!((site.count("accounts.addresses").await?, site.count("accounts.outbox").await?), (2, 1));
    Ok(())
}

#[tokio::test]
async fn pressing_twice_and_going_back_make_no_second_account() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    browser.up_to_the_check(&site, &siti()).await?;
    for confirmed in join_all((0..6).map(|_| browser.confirm(&site))).await {
        assert_eq!(confirmed?.location.as_deref(), Some(MADE));
    }
    assert_eq!(browser.confirm(&site).await?.location.as_deref(), Some(MADE));
    assert_eq!(site.count("accounts.accounts").await?, 1);
    let again = browser.tell(&site, &siti()).await?;
    assert!(again.html.contains("NIK sudah terdaftar"), "{}", again.html);
    assert_eq!((site.count("accounts.drafts").await?, site.register.answered()), (0, 1), "nor another answer");
    Ok(())
}

#[tokio::test]
async fn of_many_browsers_that_confirm_one_nik_at_once_one_has_the_account_and_the_others_are_told() -> Result<()> {
    let site = Site::open().await?;
    let other = site.another().await?;
    let mut browsers = Vec::new();
    for number in 0..6 {
        let mut browser = Browser::default();
        browser.up_to_the_check(if number % 2 == 0 { &site } else { &other }, &siti()).await?;
        browsers.push(browser);
    }
    let confirming = browsers
        .iter()
        .enumerate()
        .map(|(number, browser)| browser.confirm(if number % 2 == 0 { &site } else { &other }));
    let mut made = 0;
    for confirmed in join_all(confirming).await {
        let confirmed = confirmed?;
        if confirmed.location.as_deref() == Some(MADE) {
            made += 1;
        } else {
            assert_eq!(confirmed.status, StatusCode::CONFLICT, "{}", confirmed.html);
            assert!(confirmed.html.contains("NIK sudah terdaftar"), "{}", confirmed.html);
        }
    }
    assert_eq!((made, site.count("accounts.accounts").await?), (1, 1));
    Ok(())
}

#[tokio::test]
async fn a_stranger_who_knows_a_nik_learns_nothing_of_its_account() -> Result<()> {
    let site = Site::open().await?;
    let stranger = with(with(siti(), "kk", "3174010101150009"), "full_name", "Siti Aminah");
    let without = Browser::default().tell(&site, &stranger).await?;
    let mut owner = Browser::default();
    owner.up_to_the_check(&site, &siti()).await?;
    owner.confirm(&site).await?;
    let with_account = Browser::default().tell(&site, &with(stranger, "full_name", "Siti Aminan")).await?;
    let plain = |html: &str| html.replace("Siti Aminah", "").replace("Siti Aminan", "");
    assert_eq!(without.status, with_account.status);
    assert_eq!(plain(&without.html), plain(&with_account.html));
    Ok(())
}

#[tokio::test]
async fn while_the_register_is_away_accounts_are_made_and_wait() -> Result<()> {
    let site = Site::open().await?;
    site.register.switch(Switches { away: true, ..Switches::default() });
    let mut first = Browser::default();
    first.up_to_the_check(&site, &siti()).await?;
    assert_eq!(first.confirm(&site).await?.location.as_deref(), Some(MADE));
    assert!(first.open(&site, MADE).await?.html.contains("masih diperiksa"));
    // Somebody else with the same NIK: nobody knows who is right. The second one claims it.
    let mut second = Browser::default();
    second.up_to_the_check(&site, &with(siti(), "kk", "3174010101150009")).await?;
    assert_eq!(second.confirm(&site).await?.location.as_deref(), Some(MADE));
    assert!(second.open(&site, MADE).await?.html.contains("Data Anda menunggu pemeriksaan"));
    assert_eq!(second.open(&site, "/akun/buat/kartu.pdf").await?.status, StatusCode::SEE_OTHER, "it is no account yet");
    let states: Vec<(String, String)> = sqlx::query_as("SELECT state, identity FROM accounts.accounts ORDER BY state")
        .fetch_all(site.database.owner())
        .await?;
    let expected = [("active", "pending"), ("claim", "pending")];
    assert_eq!(states, expected.map(|(state, identity)| (state.to_owned(), identity.to_owned())));
    Ok(())
}

#[tokio::test]
async fn a_register_that_is_back_decides_about_accounts_and_claims() -> Result<()> {
    let site = Site::open().await?;
    site.register.switch(Switches { away: true, ..Switches::default() });
    // One is right; of another NIK, the account is wrong and the claim right; a third is unknown to the register.
    let wrong = with(siti(), "kk", "3174010101150009");
    let unknown = with(dewi(), "nik", "3273025203980099");
    for person in [dewi(), wrong, siti(), unknown] {
        let mut browser = Browser::default();
        browser.up_to_the_check(&site, &person).await?;
        assert_eq!(browser.confirm(&site).await?.location.as_deref(), Some(MADE));
    }
    site.register.switch(Switches::default());
    let _worker = site.doing(&["accounts.recheck"]).await?;
    let expected = ["active/refused", "active/verified", "active/verified", "replaced/refused"];
    eventually("the register's word", PATIENCE, async || {
        let states: Vec<String> =
            sqlx::query_scalar("SELECT state || '/' || identity FROM accounts.accounts ORDER BY 1")
                .fetch_all(site.database.owner())
                .await?;
        Ok((states == expected).then_some(()))
    })
    .await?;
    let told = [
        ("account_claim_made", 2),
        ("account_identity_refused", 4),
        ("account_identity_verified", 2),
        ("account_replaced", 2),
        ("account_verify_email", 4),
    ];
    assert_eq!(letters(&site).await?, told.map(|(kind, count)| (kind.to_owned(), count)));
    Ok(())
}

/// How many letters of each kind were asked for.
async fn letters(site: &Site) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT kind, count(*) FROM notify.letters GROUP BY kind ORDER BY kind";
    Ok(sqlx::query_as(sql).fetch_all(site.database.owner()).await?)
}

#[tokio::test]
async fn files_of_drafts_that_are_over_and_replaced_ones_leave_the_bucket() -> Result<()> {
    let site = Site::open().await?;
    let mut owner = Browser::default();
    owner.up_to_the_check(&site, &siti()).await?;
    let filled = with(owner.second(&site).await?, "action", "keep");
    owner.attach(&site, TOLD, &filled, &pictures()[..1]).await?;
    owner.confirm(&site).await?;
    Browser::default().up_to_the_check(&site, &dewi()).await?;
    let store = site.bucket.store()?;
    let objects = async || Ok(store.list("accounts/", jiff::Timestamp::MAX, None).await?.objects.len());
    let before: Result<usize> = objects().await;
    assert_eq!(before?, 5);
    site.database.execute("UPDATE accounts.drafts SET used_at = now() - interval '2 hours'").await?;
    let _worker = site.doing(&["accounts.forget", "accounts.sweep-files"]).await?;
    eventually("no draft", PATIENCE, async || Ok((site.count("accounts.drafts").await? == 0).then_some(()))).await?;
    // The sweep may have come before the draft was forgotten; that of another process comes after.
    let _other = site.doing(&["accounts.sweep-files"]).await?;
    eventually("the account's own two", PATIENCE, async || Ok((objects().await? == 2).then_some(()))).await?;
    assert_eq!(site.count("accounts.files").await?, 2);
    assert_eq!(owner.open(&site, MADE).await?.status, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn whom_the_register_confirms_takes_the_nik_from_an_account_that_nobody_confirmed() -> Result<()> {
    let site = Site::open().await?;
    site.register.switch(Switches { away: true, ..Switches::default() });
    let mut squatter = Browser::default();
    squatter.up_to_the_check(&site, &with(siti(), "kk", "3174010101150009")).await?;
    squatter.confirm(&site).await?;
    site.register.switch(Switches::default());
    let mut owner = Browser::default();
    owner.up_to_the_check(&site, &siti()).await?;
    assert_eq!(owner.confirm(&site).await?.location.as_deref(), Some(MADE));
    let states: Vec<(String, String)> = sqlx::query_as("SELECT state, identity FROM accounts.accounts ORDER BY state")
        .fetch_all(site.database.owner())
        .await?;
    let expected = [("active", "verified"), ("replaced", "pending")];
    assert_eq!(states, expected.map(|(state, identity)| (state.to_owned(), identity.to_owned())));
    assert_eq!(squatter.open(&site, MADE).await?.location.as_deref(), Some(FIRST_STEP), "theirs is over");
    let logged: Vec<String> =
        sqlx::query_scalar("SELECT action FROM audit.entries ORDER BY id").fetch_all(site.database.owner()).await?;
    assert_eq!(logged, ["account_made", "account_replaced", "account_made"]);
    let told = [("account_replaced", 2), ("account_verify_email", 2)];
    assert_eq!(letters(&site).await?, told.map(|(kind, count)| (kind.to_owned(), count)));
    Ok(())
}

#[tokio::test]
async fn a_dump_of_the_database_holds_nothing_of_an_account_that_names_anybody() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    browser.up_to_the_check(&site, &siti()).await?;
    browser.confirm(&site).await?;
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT a::text || encode(a.content, 'escape') FROM accounts.accounts a
         UNION ALL SELECT f::text FROM accounts.files f UNION ALL SELECT e::text FROM audit.entries e
         UNION ALL SELECT d::text || encode(d.address, 'escape') FROM accounts.addresses d
         UNION ALL SELECT l::text FROM notify.letters l UNION ALL SELECT o::text FROM accounts.outbox o",
    )
    .fetch_all(site.database.owner())
    .await?;
    assert_eq!(rows.len(), 8);
    let secrets =
        ["3174015708950001", "3174010101150001", "Rahayu", "1995", "siti@", "8123456", "Belang", "Mulyono", "hijau47"];
    for secret in secrets {
        assert!(rows.iter().all(|row| !row.contains(secret)), "{secret}");
    }
    Ok(())
}

#[tokio::test]
async fn an_account_is_exported_and_erased_with_its_files() -> Result<()> {
    let site = Site::open().await?;
    let (vault, nik) = (Site::vault()?, domain::Nik::parse(&siti()["nik"]).unwrap());
    for person in [siti(), dewi()] {
        let mut browser = Browser::default();
        browser.up_to_the_check(&site, &person).await?;
        browser.confirm(&site).await?;
    }
    let kept = accounts::operator::person::export(site.database.owner(), &vault, &nik).await?;
    let [(_, account)] = kept.as_slice() else { panic!("{} accounts", kept.len()) };
    assert_eq!(account["told"]["details"]["gender"].as_str(), Some("female"));
    let addresses = account["addresses"].as_array().unwrap();
    let addresses: Vec<_> = addresses.iter().filter_map(|address| address["address"].as_str()).collect();
    assert_eq!(addresses, ["siti@example.go.id", "+6281234567890"]);
    assert_eq!(site.count("notify.letters").await?, 2);
    assert_eq!(account["files"].as_array().map(Vec::len), Some(2));
    assert_eq!(account["sessions"].as_array().map(Vec::len), Some(0));
    let mut connection = site.database.owner().acquire().await?;
    assert_eq!(accounts::operator::person::forget(&mut connection, &vault, &nik).await?, 1);
    assert_eq!((site.count("accounts.accounts").await?, site.count("keys.accounts").await?), (1, 1), "Dewi's");
    let left = site.database.count("SELECT count(*) FROM accounts.files WHERE doomed_at IS NULL").await?;
    assert_eq!(left, 2, "Dewi's");
    Ok(())
}
