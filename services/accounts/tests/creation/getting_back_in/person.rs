//! Siti lost her password. Her browser opens pages, answers codes and sends forms.

use anyhow::{Context as _, Result};
use captcha::Captcha;

use crate::signing_in::person::Browser;
use crate::site::{Shown, Site};

pub(crate) const FIRST: &str = "/akun/lupa-password/jawaban";
pub(crate) const SECOND: &str = "/akun/lupa-password/jawaban-kedua";
pub(crate) const NEW: &str = "/akun/lupa-password/baru";
pub(crate) const DONE: &str = "/akun/lupa-password/selesai";
pub(crate) const OVER: &str = "/akun/lupa-password/jawaban?karena=habis";
pub(crate) const NEW_PASSWORD: &str = "Rumput!ungu83bernyanyi";
pub(crate) const WRONG: &str = "Data atau jawaban yang Anda masukkan tidak sesuai dengan data akun.";

/// What Siti types into form 04: the question about the pet, and its answer.
pub(crate) const RIGHT: [(&str, &str); 7] = [
    ("full_name", "Siti  RAHAYU"),
    ("nik", "3174015708950001"),
    ("kk", "3174010101150001"),
    ("birth_place", "Jakarta Selatan"),
    ("birth_date", "17-08-1995"),
    ("question", "1"),
    ("answer", "Si Belang-Tiga"),
];

/// The same with other values.
pub(crate) fn but<'a>(others: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let value = |name: &str| others.iter().find(|(other, _)| *other == name).map(|(_, value)| *value);
    RIGHT.iter().map(|(name, usual)| (*name, value(name).unwrap_or(usual))).collect()
}

/// What she types into form 05.
pub(crate) fn second() -> Vec<(&'static str, &'static str)> {
    but(&[("question", "4"), ("answer", "Kawan sebangku")])
}

/// The code that a page shows.
pub(crate) fn code(site: &Site, page: &Shown) -> Result<[(&'static str, String); 2]> {
    let token = page.value("captcha_token").context("a code against robots")?;
    let code = Captcha::new(Site::vault()?, site.clock.clone()).open(&token)?.code().reveal();
    Ok([("captcha_token", token), ("captcha", code)])
}

impl Browser {
    /// Opens the page of a form, fills it in and sends it.
    pub(crate) async fn tell(&mut self, site: &Site, path: &str, fields: &[(&str, &str)]) -> Result<Shown> {
        let page = self.open(site, path).await?;
        self.tell_on(site, &page, path, fields).await
    }

    /// The same on a page that is open.
    pub(crate) async fn tell_on(
        &mut self,
        site: &Site,
        page: &Shown,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Result<Shown> {
        let csrf = page.value("csrf").unwrap_or_default();
        let code = code(site, page)?;
        let mut all = vec![("action", "send"), ("csrf", csrf.as_str())];
        all.extend(code.iter().map(|(name, value)| (*name, value.as_str())));
        all.extend_from_slice(fields);
        self.send(site, path, &all).await
    }

    /// Proves to be Siti with the answer to the first question.
    pub(crate) async fn prove(&mut self, site: &Site) -> Result<()> {
        self.tell(site, FIRST, &RIGHT).await?.assert_leads_to(NEW);
        Ok(())
    }

    /// Types a new password twice.
    pub(crate) async fn choose(&mut self, site: &Site, password: &str) -> Result<Shown> {
        self.tell(site, NEW, &[("password", password), ("password_again", password)]).await
    }
}
