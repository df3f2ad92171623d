//! Another e-mail address.

use anyhow::{Context as _, Result};
use http::StatusCode;
use jiff::SignedDuration;

use super::{CONTACT, EMAIL, NEW_EMAIL, acts, addresses, letters, newest, read, signed_in};
use crate::signing_in::person::{Browser, HOME, NIK, PASSWORD};
use crate::site::Site;

const OLD: &str = "siti@example.go.id";
const PHONE: &str = "+6281234567890";

async fn link(site: &Site) -> Result<String> {
    let id = newest(site, "account_verify_email").await?;
    Ok(::letters::links::path(&::letters::links::token(&Site::vault()?, id)))
}

fn row(kind: &str, state: &str, address: &str) -> (String, String, String) {
    (kind.to_owned(), state.to_owned(), address.to_owned())
}

fn letter(kind: &str, to: &str) -> (String, String) {
    (kind.to_owned(), to.to_owned())
}

/// Tells the new address.
async fn told(site: &Site, owner: &mut Browser) -> Result<()> {
    let shown = owner.fill(site, EMAIL, EMAIL, &[("email", NEW_EMAIL), ("password", PASSWORD)]).await?;
    shown.assert_leads_to("/akun/kontak?karena=email");
    Ok(())
}

#[tokio::test]
async fn a_new_address_waits_until_its_link_was_followed_and_the_old_one_is_told_of_both() -> Result<()> {
    let (site, _clock, mut owner) = signed_in().await?;
    told(&site, &mut owner).await?;
    let waiting = [row("email", "current", OLD), row("email", "waiting", NEW_EMAIL), row("phone", "current", PHONE)];
    assert_eq!(addresses(&site).await?, waiting);
    let mut news = letters(&site).await?;
    news.sort();
    let told_of = "account_contact_told";
    assert_eq!(news, [letter(told_of, PHONE), letter(told_of, OLD), letter("account_verify_email", NEW_EMAIL)]);
    let page = owner.open(&site, CONTACT).await?;
    assert!(page.html.contains("belum dipakai") && page.html.contains("s•••@example.go.id"), "{}", page.html);

    let followed = Browser::new(7).send(&site, &link(&site).await?, &[]).await?;
    assert_eq!(followed.status, StatusCode::OK, "{}", followed.html);
    let changed = [row("email", "current", NEW_EMAIL), row("email", "former", OLD), row("phone", "current", PHONE)];
    assert_eq!(addresses(&site).await?, changed);
    let mut changed = letters(&site).await?.split_off(3);
    changed.sort();
    let kind = "account_contact_changed";
    assert_eq!(changed, [letter(kind, PHONE), letter(kind, NEW_EMAIL), letter(kind, OLD)]);
    let acts = acts(&site).await?;
    assert_eq!(acts, [letter("contact_told", "email"), letter("contact_confirmed", "email")]);
    Ok(())
}

#[tokio::test]
async fn while_it_waits_letters_go_to_the_old_address() -> Result<()> {
    let (site, _clock, mut owner) = signed_in().await?;
    told(&site, &mut owner).await?;
    let before = letters(&site).await?.len();
    Browser::new(2).sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    let mut to: Vec<_> = letters(&site).await?.split_off(before).into_iter().map(|(_kind, to)| to).collect();
    to.sort();
    assert_eq!(to, [PHONE, OLD]);
    Ok(())
}

#[tokio::test]
async fn an_address_that_is_taken_back_cannot_be_confirmed_any_more() -> Result<()> {
    let (site, _clock, mut owner) = signed_in().await?;
    told(&site, &mut owner).await?;
    let link = link(&site).await?;
    let gone = owner.fill(&site, CONTACT, "/akun/kontak/batal", &[("kind", "email")]).await?;
    gone.assert_leads_to("/akun/kontak?karena=batal");
    assert_eq!(Browser::new(7).send(&site, &link, &[]).await?.status, StatusCode::NOT_FOUND);
    assert_eq!(addresses(&site).await?, [row("email", "current", OLD), row("phone", "current", PHONE)]);
    assert_eq!(acts(&site).await?[1], letter("contact_withdrawn", "email"));
    Ok(())
}

#[tokio::test]
async fn a_new_password_and_a_frozen_account_leave_no_way_to_a_waiting_address() -> Result<()> {
    let (site, _clock, mut owner) = signed_in().await?;
    told(&site, &mut owner).await?;
    let first = link(&site).await?;
    site.database.execute("UPDATE accounts.accounts SET frozen_at = now(), frozen_for = 'operator'").await?;
    assert_eq!(Browser::new(7).send(&site, &first, &[]).await?.status, StatusCode::NOT_FOUND);
    site.database.execute("UPDATE accounts.accounts SET frozen_at = NULL, frozen_for = NULL").await?;
    let new = "Sungai-Tua-7-Perahu";
    let typed = [("old_password", PASSWORD), ("password", new), ("password_again", new)];
    owner.fill(&site, "/akun/password", "/akun/password", &typed).await?.assert_leads_to("/akun/password?karena=ganti");
    assert_eq!(Browser::new(7).send(&site, &first, &[]).await?.status, StatusCode::NOT_FOUND);
    assert_eq!(addresses(&site).await?, [row("email", "current", OLD), row("phone", "current", PHONE)]);
    Ok(())
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_stays() -> Result<()> {
    let (site, _clock, mut owner) = signed_in().await?;
    for (typed, password, field, message) in [
        ("siti", PASSWORD, "email", "Tulis"),
        ("", PASSWORD, "email", "Email Aktif belum diisi"),
        (NEW_EMAIL, "", "password", "Password belum diisi"),
        (NEW_EMAIL, "Salah-Sekali-4", "password", "Password ini salah"),
        (OLD, PASSWORD, "email", "sudah menjadi kontak Anda"),
    ] {
        let shown = owner.fill(&site, EMAIL, EMAIL, &[("email", typed), ("password", password)]).await?;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed} {password}");
        assert_eq!(shown.value("email").as_deref(), Some(typed));
        let at = format!("href=\"#{field}\"");
        assert!(shown.html.contains(&at) && shown.html.contains(message), "{typed} {password}: {}", shown.html);
        assert!(password.is_empty() || !shown.html.contains(password), "a password is never filled in");
    }
    assert_eq!(acts(&site).await?, []);
    Ok(())
}

#[tokio::test]
async fn a_cool_down_keeps_the_contact_as_it_is_and_says_until_when() -> Result<()> {
    let (site, clock, mut owner) = signed_in().await?;
    let page = owner.open(&site, EMAIL).await?;
    site.database.execute("UPDATE accounts.accounts SET cools_until = now() + interval '72 hours'").await?;
    let csrf = page.value("csrf").context("a token")?;
    let sent = [("csrf", csrf.as_str()), ("email", NEW_EMAIL), ("password", PASSWORD)];
    let refused = owner.send(&site, EMAIL, &sent).await?;
    assert!(refused.status == StatusCode::CONFLICT && refused.html.contains("baru dapat diganti mulai"));
    assert_eq!(acts(&site).await?, []);
    clock.advance(SignedDuration::from_hours(73));
    owner.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    told(&site, &mut owner).await
}

#[tokio::test]
async fn wrong_passwords_are_counted_before_they_are_compared() -> Result<()> {
    let (site, _clock, mut owner) = signed_in().await?;
    let page = owner.open(&site, EMAIL).await?;
    let csrf = page.value("csrf").context("a token")?;
    let sent = [("csrf", csrf.as_str()), ("email", NEW_EMAIL), ("password", "Salah-Sekali-4")];
    let tries = (0..12).map(|_| {
        let (site, sent, mut browser) = (&site, &sent, owner.clone());
        async move { browser.send(site, EMAIL, sent).await.map(|shown| shown.status) }
    });
    let answers: Vec<StatusCode> = futures_util::future::join_all(tries).await.into_iter().collect::<Result<_>>()?;
    let compared = answers.iter().filter(|status| **status == StatusCode::UNPROCESSABLE_ENTITY).count();
    let waits = answers.iter().filter(|status| **status == StatusCode::TOO_MANY_REQUESTS).count();
    assert_eq!((compared, waits), (5, 7), "{answers:?}");
    Ok(())
}

#[tokio::test]
async fn no_more_than_five_addresses_an_hour_are_written_to() -> Result<()> {
    let (site, clock, mut owner) = signed_in().await?;
    for number in 0..5 {
        let address = format!("siti{number}@example.go.id");
        let typed = [("email", address.as_str()), ("password", PASSWORD)];
        owner.fill(&site, EMAIL, EMAIL, &typed).await?.assert_leads_to("/akun/kontak?karena=email");
    }
    let refused = owner.fill(&site, EMAIL, EMAIL, &[("email", NEW_EMAIL), ("password", PASSWORD)]).await?;
    assert!(refused.status == StatusCode::TOO_MANY_REQUESTS && refused.response.header("retry-after").is_some());
    assert!(addresses(&site).await?.iter().any(|(.., address)| address == "siti4@example.go.id"), "the last one waits");
    clock.advance(SignedDuration::from_mins(61));
    owner.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    told(&site, &mut owner).await?;
    assert_eq!(read(NEW_EMAIL)?, NEW_EMAIL);
    Ok(())
}

#[tokio::test]
async fn a_link_to_a_new_password_goes_to_no_address_that_waits() -> Result<()> {
    let (site, _clock, mut owner) = signed_in().await?;
    told(&site, &mut owner).await?;
    let asked = async |site: &Site| -> Result<Vec<String>> {
        sqlx::query(
            "INSERT INTO accounts.link_requests (id, nik_index, asked_at)
             SELECT gen_random_uuid(), nik_index, now() FROM accounts.accounts",
        )
        .execute(site.database.owner())
        .await?;
        let _process = site.doing(&["accounts.new-passwords"]).await?;
        testing::eventually("no request that waits", crate::site::PATIENCE, async || {
            Ok((site.count("accounts.link_requests").await? == 0).then_some(()))
        })
        .await?;
        let sent = letters(site).await?.into_iter().filter(|(kind, _to)| kind == "account_new_password");
        Ok(sent.map(|(_kind, to)| to).collect())
    };
    assert_eq!(asked(&site).await?, Vec::<String>::new());
    Browser::new(7).send(&site, &link(&site).await?, &[]).await?;
    assert_eq!(asked(&site).await?, [NEW_EMAIL]);
    Ok(())
}
