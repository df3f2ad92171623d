//! What applicants are told by letters, and what the links in them do.

use anyhow::{Context as _, Result};
use captcha::Captcha;
use http::{Method, StatusCode};
use jiff::SignedDuration;
use testing::{Client, eventually};
use uuid::Uuid;
use vault::Sealed;

use crate::site::{PATIENCE, Shown, Site};

use super::person::{Browser, HOME, NIK, PASSWORD, UNKNOWN_NIK, site};
const BY_EMAIL: &str = "/akun/lupa-password/email";
const ASKED: &str = "/akun/lupa-password/email/diminta";
const NEW_PASSWORD: &str = "/akun/lupa-password/baru";
const NEW: &str = "Sungai-Tua-7-Perahu";

/// The letters that were asked for, oldest first, each with the kind of its address.
async fn letters(site: &Site) -> Result<Vec<(String, String)>> {
    let sql = "SELECT l.kind, d.kind FROM notify.letters l JOIN accounts.addresses d ON d.id = l.address_id
                ORDER BY l.id";
    Ok(sqlx::query_as(sql).fetch_all(site.database.owner()).await?)
}

/// Writes the addresses of accounts that have none yet, as older ones have not.
async fn address(site: &Site) -> Result<()> {
    let _process = site.doing(&["accounts.addresses"]).await?;
    eventually("the addresses", PATIENCE, async || Ok((site.count("accounts.addresses").await? == 2).then_some(())))
        .await
}

/// Signs in and asks for a link that confirms the address. Returns the browser.
async fn verifying(site: &Site) -> Result<Browser> {
    address(site).await?;
    let mut browser = Browser::new(1);
    browser.sign_in(site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    browser.fill(site, HOME, "/akun/email/tautan", &[]).await?.assert_leads_to(HOME);
    Ok(browser)
}

/// Where the newest link leads.
async fn link(site: &Site) -> Result<String> {
    let id: Uuid =
        sqlx::query_scalar("SELECT link_id FROM notify.letters WHERE link_id IS NOT NULL ORDER BY id DESC LIMIT 1")
            .fetch_one(site.database.owner())
            .await?;
    Ok(letters::links::path(&letters::links::token(&Site::vault()?, id)))
}

/// Asks for a link to a new password, from a browser of its own.
async fn ask(site: &Site, browser: &mut Browser, nik: &str) -> Result<Shown> {
    let page = browser.open(site, BY_EMAIL).await?;
    let token = page.value("captcha_token").context("a code against robots")?;
    let code = Captcha::new(Site::vault()?, site.clock.clone()).open(&token)?.code().reveal();
    let fields = [("nik", nik), ("captcha_token", token.as_str()), ("captcha", code.as_str()), ("action", "ask")];
    browser.send(site, BY_EMAIL, &fields).await
}

/// Lets the job send what was asked for.
async fn send(site: &Site) -> Result<()> {
    let _process = site.doing(&["accounts.new-passwords"]).await?;
    eventually("no request that waits", PATIENCE, async || {
        Ok((site.count("accounts.link_requests").await? == 0).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_sign_in_with_a_new_browser_is_told_to_all_addresses_but_the_first_is_not() -> Result<()> {
    let (site, _clock) = site().await?;
    address(&site).await?;
    let mut own = Browser::new(1);
    own.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    assert_eq!(letters(&site).await?, []);
    Browser::new(2).sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    let told = |kind: &str| [(kind.to_owned(), "email".to_owned()), (kind.to_owned(), "phone".to_owned())];
    assert_eq!(letters(&site).await?, told("account_new_device"));
    let typed = [("old_password", PASSWORD), ("password", NEW), ("password_again", NEW)];
    own.fill(&site, "/akun/password", "/akun/password", &typed).await?.assert_leads_to("/akun/password?karena=ganti");
    assert_eq!(letters(&site).await?[2..], told("account_password_changed"));
    let bodies: Vec<String> =
        sqlx::query_scalar("SELECT body::text FROM accounts.outbox").fetch_all(site.database.owner()).await?;
    assert_eq!(bodies.len(), 4);
    assert!(bodies.iter().all(|body| !body.contains("siti@") && !body.contains("8123456") && !body.contains(NIK)));
    Ok(())
}

#[tokio::test]
async fn opening_a_link_does_nothing_and_pressing_its_button_acts_once() -> Result<()> {
    let (site, clock) = site().await?;
    let mut owner = verifying(&site).await?;
    let link = link(&site).await?;
    let verified = async || -> Result<i64> {
        site.database.count("SELECT count(*) FROM accounts.addresses WHERE verified_at IS NOT NULL").await
    };
    let mut mailbox = Browser::new(3);
    for _scanner in 0..3 {
        let page = mailbox.open(&site, &link).await?;
        assert!(page.status == StatusCode::OK && page.html.contains("Ya, ini email saya"), "{}", page.html);
    }
    assert_eq!(verified().await?, 0);
    let done = mailbox.send(&site, &link, &[]).await?;
    assert!(done.status == StatusCode::OK && done.html.contains("sudah dipastikan"), "{}", done.html);
    assert_eq!(verified().await?, 1);
    for method in [Method::GET, Method::POST] {
        let again = mailbox.ask(&site, method, &link, &[]).await?;
        assert!(again.status == StatusCode::NOT_FOUND && again.html.contains("tidak berlaku lagi"), "{}", again.html);
    }
    clock.advance(SignedDuration::from_mins(20));
    let home = owner.open(&site, HOME).await?;
    assert!(home.html.contains("s•••@example.go.id") && home.html.contains("sudah dipastikan"), "{}", home.html);
    Ok(())
}

#[tokio::test]
async fn a_foreign_and_an_old_link_do_nothing_and_another_can_be_asked_for_in_an_hour() -> Result<()> {
    let (site, clock) = site().await?;
    let mut owner = verifying(&site).await?;
    let first = link(&site).await?;
    let page = owner.open(&site, HOME).await?;
    assert!(!page.html.contains("Kirim tautan"), "{}", page.html);
    let csrf = page.value("csrf").context("a token")?;
    owner.send(&site, "/akun/email/tautan", &[("csrf", csrf.as_str())]).await?.assert_leads_to(HOME);
    assert_eq!(site.count("accounts.links").await?, 1, "one an hour");
    let unknown = letters::links::path(&letters::links::token(&Site::vault()?, site.clock.new_id()));
    let foreign = letters::links::path(&letters::links::token(&vault::Vault::for_tests(), site.clock.new_id()));
    for wrong in [unknown, foreign, letters::links::path("x"), format!("{first}A")] {
        assert_eq!(Browser::new(3).send(&site, &wrong, &[]).await?.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    clock.advance(SignedDuration::from_hours(72));
    assert_eq!(Browser::new(3).open(&site, &first).await?.status, StatusCode::NOT_FOUND);
    assert_eq!(Browser::new(3).send(&site, &first, &[]).await?.status, StatusCode::NOT_FOUND);
    assert_eq!(site.database.count("SELECT count(*) FROM accounts.addresses WHERE verified_at IS NOT NULL").await?, 0);
    Ok(())
}

#[tokio::test]
async fn an_address_that_waits_becomes_the_accounts_own_and_the_former_one_is_told() -> Result<()> {
    let (site, _clock) = site().await?;
    address(&site).await?;
    let (account, wrapped): (Uuid, Vec<u8>) =
        sqlx::query_as("SELECT account_id, data_key FROM keys.accounts").fetch_one(site.database.owner()).await?;
    let (new, link) = (site.clock.new_id(), site.clock.new_id());
    let vault = Site::vault()?;
    let key = vault.open_data_key(&wrapped)?;
    let sealed = key.seal(&Sealed::AccountAddress(new).of(account), b"baru@example.id")?;
    sqlx::query("INSERT INTO accounts.addresses VALUES ($1, $2, 'email', 'waiting', $3, now(), NULL)")
        .bind(new)
        .bind(account)
        .bind(sealed)
        .execute(site.database.owner())
        .await?;
    sqlx::query(
        "INSERT INTO accounts.links (id, account_id, address_id, kind, made_at, until)
         VALUES ($1, $2, $3, 'verify_address', now(), now() + interval '1 hour')",
    )
    .bind(link)
    .bind(account)
    .bind(new)
    .execute(site.database.owner())
    .await?;
    let path = letters::links::path(&letters::links::token(&vault, link));
    assert_eq!(Browser::new(3).send(&site, &path, &[]).await?.status, StatusCode::OK);
    let told: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT l.kind, d.kind, d.state FROM notify.letters l JOIN accounts.addresses d ON d.id = l.address_id
          ORDER BY d.kind, d.state",
    )
    .fetch_all(site.database.owner())
    .await?;
    let told: Vec<_> = told.iter().map(|(kind, to, state)| (kind.as_str(), to.as_str(), state.as_str())).collect();
    let of = |to, state| ("account_contact_changed", to, state);
    assert_eq!(told, [of("email", "current"), of("email", "former"), of("phone", "current")]);
    let mut browser = Browser::new(1);
    browser.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    let home = browser.open(&site, HOME).await?;
    assert!(home.html.contains("b•••@example.id"), "{}", home.html);
    Ok(())
}

#[tokio::test]
async fn a_link_to_a_new_password_is_asked_for_in_the_same_way_whether_the_nik_has_an_account_or_not() -> Result<()> {
    let (site, clock) = site().await?;
    verifying(&site).await?;
    // The address is not confirmed yet: nothing is sent, and nobody is told so.
    ask(&site, &mut Browser::new(4), NIK).await?.assert_leads_to(ASKED);
    send(&site).await?;
    let links = async || -> Result<i64> {
        site.database.count("SELECT count(*) FROM accounts.links WHERE kind = 'new_password'").await
    };
    assert_eq!(links().await?, 0);
    Browser::new(3).send(&site, &link(&site).await?, &[]).await?;
    let mut answers = Vec::new();
    for nik in [NIK, UNKNOWN_NIK] {
        let asked = ask(&site, &mut Browser::new(5), nik).await?;
        asked.assert_leads_to(ASKED);
        answers.push((asked.status, asked.html.clone()));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(site.count("accounts.link_requests").await?, 2);
    send(&site).await?;
    assert_eq!(links().await?, 1);
    let older = link(&site).await?;
    ask(&site, &mut Browser::new(5), NIK).await?.assert_leads_to(ASKED);
    send(&site).await?;
    let newer = link(&site).await?;
    let mut browser = Browser::new(6);
    assert_eq!(browser.send(&site, &older, &[]).await?.status, StatusCode::NOT_FOUND, "a newer one took its place");
    assert!(browser.open(&site, &newer).await?.html.contains("Lanjut membuat password baru"));
    assert_eq!(site.count("accounts.grants").await?, 0);
    browser.send(&site, &newer, &[]).await?.assert_leads_to(NEW_PASSWORD);
    assert!(browser.cookie("__Host-akun-hak").is_some());
    assert_eq!(site.database.count("SELECT count(*) FROM accounts.grants WHERE proof = 'link'").await?, 1);
    assert_eq!(browser.send(&site, &newer, &[]).await?.status, StatusCode::NOT_FOUND, "it works once");
    clock.advance(SignedDuration::from_hours(1));
    ask(&site, &mut Browser::new(5), NIK).await?.assert_leads_to(ASKED);
    send(&site).await?;
    let late = link(&site).await?;
    clock.advance(SignedDuration::from_mins(30));
    assert_eq!(browser.send(&site, &late, &[]).await?.status, StatusCode::NOT_FOUND, "it works for half an hour");
    Ok(())
}

#[tokio::test]
async fn three_links_an_hour_are_asked_for_one_nik_and_twenty_from_one_network() -> Result<()> {
    let (site, clock) = site().await?;
    for nik in [NIK, UNKNOWN_NIK] {
        for number in 10..14 {
            ask(&site, &mut Browser::new(number), nik).await?.assert_leads_to(ASKED);
        }
    }
    assert_eq!(site.count("accounts.link_requests").await?, 6);
    let mut one = Browser::new(20);
    for number in 0..20 {
        let nik = format!("32730252039800{:02}", 10 + number);
        ask(&site, &mut one, &nik).await?.assert_leads_to(ASKED);
    }
    let refused = ask(&site, &mut one, "3273025203980099").await?;
    assert!(
        refused.status == StatusCode::TOO_MANY_REQUESTS && refused.html.contains("jaringan ini"),
        "{}",
        refused.html
    );
    clock.advance(SignedDuration::from_hours(1));
    ask(&site, &mut one, "3273025203980099").await?.assert_leads_to(ASKED);
    ask(&site, &mut Browser::new(21), NIK).await?.assert_leads_to(ASKED);
    assert_eq!(site.count("accounts.link_requests").await?, 28);
    Ok(())
}

#[tokio::test]
async fn what_a_request_calls_the_site_stands_in_no_address() -> Result<()> {
    let (site, _clock) = site().await?;
    verifying(&site).await?;
    let link = link(&site).await?;
    let headers = [
        ("accept", "text/html"),
        ("host", "jahat.example"),
        ("x-forwarded-host", "jahat.example"),
        ("forwarded", "host=jahat.example"),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    for (method, path) in [(Method::GET, link.as_str()), (Method::GET, BY_EMAIL), (Method::POST, link.as_str())] {
        let url = format!("{}{path}", site.address);
        let response = Client::default().send(method, &url, &headers, Vec::new()).await?;
        let headers = format!("{:?}", response.headers);
        let body = String::from_utf8_lossy(&response.body).into_owned();
        assert!(response.status == StatusCode::OK, "{path}: {body}");
        assert!(!headers.contains("jahat.example") && !body.contains("jahat.example"), "{path}: {headers} {body}");
    }
    let rows: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM notify.letters l WHERE to_jsonb(l)::text LIKE '%jahat%'
            OR EXISTS (SELECT FROM accounts.outbox o WHERE o.body::text LIKE '%jahat%')",
    )
    .fetch_one(site.database.owner())
    .await?;
    assert_eq!(rows, 0);
    Ok(())
}
