//! An officer who enters the console and works there, in a browser without script.

use anyhow::{Context as _, Result, ensure};
use http::StatusCode;
use runtime::Clock;

use crate::browser::{Browser, Shown};
use crate::{Client, Phone, System};

/// A password that every rule accepts.
const PASSWORD: &str = "Kopi-Susu-Hangat77";
/// Where the second step of signing in is.
const SECOND_STEP: &str = "/petugas/masuk/kode";

/// Somebody who is signed in to the console of a process.
#[derive(Debug)]
pub struct Officer {
    browser: Browser,
    console: String,
}

impl Officer {
    /// Makes an account by the operator's command and enters with it for the first time, in the browser of that number:
    /// a password, a phone, and its code.
    ///
    /// # Errors
    /// When a step does not lead to the next one.
    pub async fn enters(
        system: &System,
        process: &'static str,
        browser: u64,
        (nip, name): (&str, &str),
    ) -> Result<Self> {
        let made = system.operate(&["officer", "create", "--nip", nip, "--name", name, "--role", "officer"])?;
        let link = made.lines().next().and_then(|link| link.split("/petugas/aktivasi/").nth(1)).context("a link")?;
        let mut officer = Self { browser: Browser::new(&Client::default(), browser), console: system.url(process) };
        let activation = format!("/petugas/aktivasi/{link}");
        let chosen = [("kode", link), ("sandi", PASSWORD), ("ulangi", PASSWORD)];
        let active = officer.submit(&activation, "/petugas/aktivasi", &chosen).await?;
        ensure!(active.status == StatusCode::SEE_OTHER, "activation answered {}: {}", active.status, active.html);
        officer.submit("/petugas/masuk", "/petugas/masuk", &[("nip", nip), ("sandi", PASSWORD)]).await?;
        let enrolment = officer.open(SECOND_STEP).await?;
        let secret = enrolment.html.split("ketik: <code>").nth(1).and_then(|rest| rest.split('<').next());
        let code = Phone::new(secret.context("a phone's secret")?).code(Clock::system().now());
        let entered = officer.submit(SECOND_STEP, SECOND_STEP, &[("kode", &code)]).await?;
        ensure!(entered.status == StatusCode::OK, "the phone's code: {}: {}", entered.status, entered.html);
        Ok(officer)
    }

    /// Opens a page.
    ///
    /// # Errors
    /// When no response arrives in time.
    pub async fn open(&mut self, path: &str) -> Result<Shown> {
        self.browser.open(&format!("{}{path}", self.console)).await
    }

    /// Opens a page, and sends a form that stands on it.
    ///
    /// # Errors
    /// When there is no form, or no response arrives in time.
    pub async fn submit(&mut self, page: &str, path: &str, fields: &[(&'static str, &str)]) -> Result<Shown> {
        let shown = self.open(page).await?;
        let csrf = shown.value("csrf").with_context(|| format!("{page} has no form: {}", shown.html))?;
        let fields = fields.iter().map(|(name, value)| (*name, (*value).to_owned()));
        let form = fields.chain([("csrf", csrf)]).collect();
        self.browser.send(&format!("{}{path}", self.console), &form).await
    }
}
