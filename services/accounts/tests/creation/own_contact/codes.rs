//! Another telephone, which a code confirms.

use anyhow::{Context as _, Result};
use futures_util::future::join_all;
use http::StatusCode;
use jiff::SignedDuration;

use super::{CODE, CONTACT, NEW_PHONE, PHONE, acts, addresses, code, letters, on, read, signed_in, wrong};
use crate::signing_in::person::{Browser, HOME, NIK, PASSWORD};
use crate::site::{Shown, Site};

const KIND: &str = "account_phone_code";
const NEW_CODE: &str = "/akun/kontak/ponsel/kode-baru";

/// Tells the new telephone.
async fn told(site: &Site, owner: &mut Browser) -> Result<()> {
    let shown = owner.fill(site, PHONE, PHONE, &[("phone", NEW_PHONE), ("password", PASSWORD)]).await?;
    shown.assert_leads_to("/akun/kontak?karena=ponsel");
    Ok(())
}

async fn types(site: &Site, owner: &mut Browser, code: &str) -> Result<Shown> {
    owner.fill(site, CONTACT, CODE, &[("code", code)]).await
}

/// The telephones of the account with their states.
async fn phones(site: &Site) -> Result<Vec<(String, String)>> {
    let all = addresses(site).await?.into_iter().filter(|(kind, ..)| kind == "phone");
    Ok(all.map(|(_kind, state, address)| (state, address)).collect())
}

#[tokio::test]
async fn a_new_telephone_counts_when_the_code_that_was_sent_to_it_is_typed() -> Result<()> {
    let (site, _clock, mut owner) = signed_in().await?;
    told(&site, &mut owner).await?;
    let (old, new) = ("+6281234567890".to_owned(), read(NEW_PHONE)?);
    assert_eq!(phones(&site).await?, [("current".to_owned(), old.clone()), ("waiting".to_owned(), new.clone())]);
    assert!(letters(&site).await?.contains(&(KIND.to_owned(), new.clone())));
    let code = code(&site, KIND).await?;
    let stored: String = sqlx::query_scalar("SELECT string_agg(to_jsonb(c)::text, ' ') FROM accounts.codes c")
        .fetch_one(site.database.owner())
        .await?;
    assert!(!stored.contains(&code), "no table has the code");
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    types(&site, &mut owner, &spaced).await?.assert_leads_to("/akun/kontak?karena=pasti");
    assert_eq!(phones(&site).await?, [("current".to_owned(), new.clone()), ("former".to_owned(), old.clone())]);
    let kinds = letters(&site).await?;
    for to in [&old, &new] {
        assert!(kinds.contains(&("account_contact_changed".to_owned(), to.clone())), "{kinds:?}");
    }
    let acted: Vec<_> = acts(&site).await?.into_iter().map(|(action, detail)| format!("{action} {detail}")).collect();
    assert_eq!(acted, ["contact_told phone", "contact_confirmed phone"]);
    let page = owner.open(&site, CONTACT).await?;
    assert!(page.html.contains("Nomor ini sudah dipastikan"), "{}", page.html);
    Ok(())
}

#[tokio::test]
async fn five_wrong_codes_void_it_and_a_new_one_can_be_asked_for() -> Result<()> {
    let (site, clock, mut owner) = signed_in().await?;
    told(&site, &mut owner).await?;
    let first = code(&site, KIND).await?;
    for unreadable in ["", "12345", "abcdef"] {
        let shown = types(&site, &mut owner, unreadable).await?;
        assert!(shown.status == 422 && shown.html.contains("Tulis enam angka"), "{}", shown.html);
    }
    for number in 1..=5 {
        let shown = types(&site, &mut owner, wrong(&first)).await?;
        let said = if number < 5 { "Kode ini salah" } else { "Kode ini tidak berlaku lagi" };
        assert!(shown.status == 422 && shown.html.contains(said), "{number}: {}", shown.html);
    }
    let page = owner.open(&site, CONTACT).await?;
    let csrf = page.value("csrf").context("a token")?;
    let void = owner.send(&site, CODE, &[("csrf", csrf.as_str()), ("code", first.as_str())]).await?;
    assert!(void.status == 422 && void.html.contains("tidak berlaku lagi"), "{}", void.html);
    let soon = owner.send(&site, NEW_CODE, &[("csrf", csrf.as_str())]).await?;
    assert!(soon.status == StatusCode::CONFLICT && soon.html.contains("dapat diminta mulai"), "{}", soon.html);
    clock.advance(SignedDuration::from_mins(1));
    owner.send(&site, NEW_CODE, &[("csrf", csrf.as_str())]).await?.assert_leads_to("/akun/kontak?karena=kode");
    let second = code(&site, KIND).await?;
    types(&site, &mut owner, &second).await?.assert_leads_to("/akun/kontak?karena=pasti");
    Ok(())
}

#[tokio::test]
async fn of_many_guesses_at_once_five_are_compared() -> Result<()> {
    let (site, _clock, mut owner) = signed_in().await?;
    told(&site, &mut owner).await?;
    let right = code(&site, KIND).await?;
    let page = owner.open(&site, CONTACT).await?;
    let csrf = page.value("csrf").context("a token")?;
    let guess = wrong(&right);
    let guesses = (0..20).map(|_| {
        let (site, csrf, mut browser) = (&site, csrf.as_str(), owner.clone());
        async move { browser.send(site, CODE, &[("csrf", csrf), ("code", guess)]).await }
    });
    let shown: Vec<Shown> = join_all(guesses).await.into_iter().collect::<Result<_>>()?;
    assert_eq!(shown.iter().filter(|shown| shown.html.contains("Kode ini salah")).count(), 4, "the fifth voids it");
    let tried: i16 = sqlx::query_scalar("SELECT tries FROM accounts.codes").fetch_one(site.database.owner()).await?;
    assert_eq!(tried, 5);
    let late = types(&site, &mut owner, &right).await;
    assert!(late?.html.contains("tidak berlaku lagi"));
    assert_eq!(phones(&site).await?.iter().filter(|(state, _)| state == "waiting").count(), 1);
    Ok(())
}

#[tokio::test]
async fn a_code_counts_for_a_quarter_of_an_hour_and_once() -> Result<()> {
    let (site, clock, mut owner) = signed_in().await?;
    told(&site, &mut owner).await?;
    let late = code(&site, KIND).await?;
    let page = owner.open(&site, CONTACT).await?;
    let csrf = page.value("csrf").context("a token")?;
    clock.advance(SignedDuration::from_mins(15));
    let shown = owner.send(&site, CODE, &[("csrf", csrf.as_str()), ("code", late.as_str())]).await?;
    assert!(shown.html.contains("tidak berlaku lagi"), "{}", shown.html);
    owner.send(&site, NEW_CODE, &[("csrf", csrf.as_str())]).await?.assert_leads_to("/akun/kontak?karena=kode");
    let code = code(&site, KIND).await?;
    let mut twice = owner.clone();
    let fields = [("csrf", csrf.as_str()), ("code", code.as_str())];
    let (one, other) = tokio::join!(owner.send(&site, CODE, &fields), twice.send(&site, CODE, &fields));
    let done = [one?, other?].iter().filter(|shown| shown.status == StatusCode::SEE_OTHER).count();
    assert_eq!(done, 1);
    Ok(())
}

#[tokio::test]
async fn five_codes_a_day_are_sent() -> Result<()> {
    let (site, clock, mut owner) = signed_in().await?;
    told(&site, &mut owner).await?;
    let csrf = owner.open(&site, CONTACT).await?.value("csrf").context("a token")?;
    for _ in 0..4 {
        clock.advance(SignedDuration::from_mins(1));
        owner.send(&site, NEW_CODE, &[("csrf", csrf.as_str())]).await?.assert_leads_to("/akun/kontak?karena=kode");
    }
    clock.advance(SignedDuration::from_mins(1));
    let refused = owner.send(&site, NEW_CODE, &[("csrf", csrf.as_str())]).await?;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(site.count("accounts.codes").await?, 5);
    clock.advance(SignedDuration::from_hours(24));
    owner.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    owner.fill(&site, CONTACT, NEW_CODE, &[]).await?.assert_leads_to("/akun/kontak?karena=kode");
    Ok(())
}

#[tokio::test]
async fn without_text_messages_a_telephone_counts_at_once_and_the_page_says_so() -> Result<()> {
    let (site, _clock, mut owner) = on(&[]).await?;
    let page = owner.open(&site, PHONE).await?;
    assert!(page.html.contains("tidak dapat dipastikan"), "{}", page.html);
    let shown = owner.fill(&site, PHONE, PHONE, &[("phone", NEW_PHONE), ("password", PASSWORD)]).await?;
    shown.assert_leads_to("/akun/kontak?karena=tersimpan");
    assert_eq!(phones(&site).await?[0], ("current".to_owned(), read(NEW_PHONE)?));
    let told: Vec<_> =
        letters(&site).await?.into_iter().filter(|(kind, _to)| kind == "account_contact_changed").collect();
    assert_eq!(told.len(), 3, "the e-mail address, and both telephones");
    assert_eq!(acts(&site).await?, [("contact_changed".to_owned(), "phone".to_owned())]);
    assert_eq!(site.count("accounts.codes").await?, 0);
    let page = owner.open(&site, CONTACT).await?;
    assert!(page.html.contains("Nomor ini disimpan") && !page.html.contains(CODE), "{}", page.html);
    let asked = owner.fill(&site, CONTACT, NEW_CODE, &[]).await?;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    Ok(())
}

#[tokio::test]
async fn the_telephone_of_the_beginning_is_confirmed_the_same_way() -> Result<()> {
    let (site, _clock, mut owner) = signed_in().await?;
    owner
        .fill(&site, "/akun/kontak/email", "/akun/kontak/email", &[("email", super::NEW_EMAIL), ("password", PASSWORD)])
        .await?
        .assert_leads_to("/akun/kontak?karena=email");
    owner.fill(&site, CONTACT, NEW_CODE, &[]).await?.assert_leads_to("/akun/kontak?karena=kode");
    let code = code(&site, KIND).await?;
    types(&site, &mut owner, &code).await?.assert_leads_to("/akun/kontak?karena=pasti");
    assert_eq!(phones(&site).await?, [("current".to_owned(), "+6281234567890".to_owned())]);
    let confirmed = "SELECT count(*) FROM accounts.addresses WHERE kind = 'phone' AND verified_at IS NOT NULL";
    assert_eq!(site.database.count(confirmed).await?, 1);
    Ok(())
}

#[tokio::test]
async fn erasing_a_person_takes_what_waits_and_its_codes_and_letters() -> Result<()> {
    let (site, _clock, mut owner) = signed_in().await?;
    told(&site, &mut owner).await?;
    let nik = domain::Nik::parse(NIK).map_err(|fault| anyhow::anyhow!("{fault:?}"))?;
    let exported = accounts::operator::person::export(site.database.owner(), &Site::vault()?, &nik).await?;
    let exported = serde_json::to_string(&exported)?;
    assert!(exported.contains(&read(NEW_PHONE)?) && exported.contains("waiting"), "{exported}");
    let mut transaction = site.database.owner().begin().await?;
    accounts::operator::person::forget(&mut transaction, &Site::vault()?, &nik).await?;
    transaction.commit().await?;
    for table in ["accounts.addresses", "accounts.codes", "accounts.links", "notify.letters"] {
        assert_eq!(site.count(table).await?, 0, "{table}");
    }
    Ok(())
}
