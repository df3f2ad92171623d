//! Where an address is confirmed, a code that is sent there stands beside what somebody knows.

use anyhow::{Context as _, Result};
use http::StatusCode;
use jiff::SignedDuration;
use runtime::Clock;

use super::{code, letters, signed_in, wrong};
use crate::approvals::{PAGE, ticket};
use crate::getting_back_in::person::{DONE, FIRST, NEW, NEW_PASSWORD, RIGHT};
use crate::signing_in::person::Browser;
use crate::site::{Shown, Site};

const SPARE: &str = "/akun/lupa-password/baru/kode";
const ANSWER: &str = "account_answer_code";

/// Siti's account with a confirmed e-mail address, and a ticket that was approved.
async fn confirmed() -> Result<(Site, Clock)> {
    let (site, clock, mut owner) = signed_in().await?;
    // Telling an address writes those that the account has.
    let typed = [("email", super::NEW_EMAIL), ("password", crate::signing_in::person::PASSWORD)];
    owner.fill(&site, super::EMAIL, super::EMAIL, &typed).await?.assert_leads_to("/akun/kontak?karena=email");
    owner.fill(&site, super::CONTACT, "/akun/kontak/batal", &[("kind", "email")]).await?;
    site.database.execute("UPDATE accounts.addresses SET verified_at = now() WHERE kind = 'email'").await?;
    sqlx::query(
        "INSERT INTO accounts.approvals (ticket_number, command_id, account_id, approved_at, until)
         SELECT $1, gen_random_uuid(), id, now(), now() + interval '7 days' FROM accounts.accounts",
    )
    .bind(ticket(1))
    .execute(site.database.owner())
    .await?;
    Ok((site, clock))
}

/// Sends the second page.
async fn types(site: &Site, browser: &mut Browser, page: &Shown, code: &str, action: &str) -> Result<Shown> {
    let told = page.value("told").context("what was told, sealed")?;
    browser.send(site, PAGE, &[("told", told.as_str()), ("code", code), ("action", action)]).await
}

#[tokio::test]
async fn an_approved_answer_is_shown_to_whoever_types_the_code_from_the_confirmed_address() -> Result<()> {
    let (site, _clock) = confirmed().await?;
    let mut person = Browser::new(2);
    let page = person.looks(&site, &[]).await?;
    assert!(page.status == StatusCode::OK && page.html.contains("s•••@example.go.id"), "{}", page.html);
    assert!(page.value("answer").is_none() && !page.html.contains("3174015708950001"), "{}", page.html);
    assert_eq!(site.count("accounts.one_time_answers").await?, 0);
    let sent: Vec<_> = letters(&site).await?.into_iter().filter(|(kind, _to)| kind == ANSWER).collect();
    assert_eq!(sent, [(ANSWER.to_owned(), "siti@example.go.id".to_owned())], "not to the telephone");
    let right = code(&site, ANSWER).await?;
    let refused = types(&site, &mut person, &page, wrong(&right), "send").await?;
    assert!(refused.status == 422 && refused.html.contains("Kode ini salah"), "{}", refused.html);
    let shown = types(&site, &mut person, &refused, &right, "send").await?;
    assert!(shown.status == StatusCode::OK && shown.value("answer").is_some(), "{}", shown.html);
    let again = person.looks(&site, &[]).await?;
    assert!(
        again.status == StatusCode::CONFLICT && again.html.contains("Kode sudah ditampilkan pada"),
        "{}",
        again.html
    );
    Ok(())
}

#[tokio::test]
async fn five_wrong_codes_show_nothing_and_new_ones_are_bounded() -> Result<()> {
    let (site, clock) = confirmed().await?;
    let mut person = Browser::new(2);
    let mut page = person.looks(&site, &[]).await?;
    for sent in 1..=5 {
        // A network of its own: each may send so many forms.
        let mut person = Browser::new(2 + sent);
        let right = code(&site, ANSWER).await?;
        for _ in 0..5 {
            page = types(&site, &mut person, &page, wrong(&right), "send").await?;
        }
        let void = types(&site, &mut person, &page, &right, "send").await?;
        assert!(void.status == 422 && void.html.contains("tidak berlaku lagi"), "{sent}: {}", void.html);
        clock.advance(SignedDuration::from_mins(1));
        page = types(&site, &mut person, &page, "", "resend").await?;
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    }
    assert_eq!(site.count("accounts.codes").await?, 5, "a day");
    assert_eq!(site.count("accounts.one_time_answers").await?, 0);
    let right = "SELECT count(*) FROM accounts.failed_recoveries WHERE failures > 0";
    assert_eq!(site.database.count(right).await?, 0, "a wrong code is no wrong identity");
    Ok(())
}

#[tokio::test]
async fn a_wrong_identity_and_an_unknown_ticket_look_as_they_did_and_send_no_code() -> Result<()> {
    let (site, _clock) = confirmed().await?;
    let other = ticket(2);
    let mut seen = Vec::new();
    for (number, wrong) in [(2, ("birth_place", "Bandung")), (3, ("number", other.as_str()))] {
        let mut stranger = Browser::new(number);
        let shown = stranger.looks(&site, &[wrong]).await?;
        assert!(shown.html.contains("tidak cocok dengan permintaan yang disetujui"), "{}", shown.html);
        seen.push(shown.status);
    }
    assert_eq!(seen, [StatusCode::UNPROCESSABLE_ENTITY; 2]);
    assert_eq!(site.count("accounts.codes").await?, 0);
    // What somebody else sealed, or nobody, opens nothing.
    let forged = Browser::new(4).send(&site, PAGE, &[("told", "x"), ("code", "123456"), ("action", "send")]).await?;
    assert!(forged.status == StatusCode::OK && forged.value("captcha_token").is_some(), "{}", forged.html);
    Ok(())
}

/// Whether the account cools down.
async fn cools(site: &Site) -> Result<bool> {
    Ok(site.database.count("SELECT count(*) FROM accounts.accounts WHERE cools_until IS NOT NULL").await? == 1)
}

#[tokio::test]
async fn whoever_resets_the_password_with_a_code_is_spared_the_cool_down() -> Result<()> {
    let (site, _clock) = confirmed().await?;
    let mut browser = Browser::new(2);
    browser.tell(&site, FIRST, &RIGHT).await?.assert_leads_to(NEW);
    let page = browser.open(&site, NEW).await?;
    assert!(page.html.contains("Tanpa masa tunggu") && page.html.contains("s•••@example.go.id"), "{}", page.html);
    browser.fill(&site, NEW, SPARE, &[("action", "send_code")]).await?.assert_leads_to(NEW);
    let right = code(&site, "account_password_code").await?;
    let refused = browser.fill(&site, NEW, SPARE, &[("action", "confirm"), ("code", wrong(&right))]).await?;
    assert!(refused.status == 422 && refused.html.contains("Kode ini salah"), "{}", refused.html);
    browser.fill(&site, NEW, SPARE, &[("action", "confirm"), ("code", &right)]).await?.assert_leads_to(NEW);
    assert!(browser.open(&site, NEW).await?.html.contains("Kode sudah benar"));
    browser.choose(&site, NEW_PASSWORD).await?.assert_leads_to(DONE);
    assert!(!cools(&site).await?);
    Ok(())
}

#[tokio::test]
async fn whoever_lost_the_address_goes_on_without_a_code_and_cools_down() -> Result<()> {
    let (site, _clock) = confirmed().await?;
    let mut browser = Browser::new(2);
    browser.tell(&site, FIRST, &RIGHT).await?.assert_leads_to(NEW);
    browser.choose(&site, NEW_PASSWORD).await?.assert_leads_to(DONE);
    assert!(cools(&site).await?);
    let stranger = Browser::new(3).send(&site, SPARE, &[("action", "send_code"), ("csrf", "x")]).await?;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER, "only the browser of the grant");
    assert_eq!(site.count("accounts.codes").await?, 0);
    Ok(())
}
