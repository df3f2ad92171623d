//! An officer who enters the console with a password and a phone, as people do.

use anyhow::{Context, Result};
use runtime::Clock;
use testing::Phone;

use crate::{Audit, Page, Site};

/// The button that leads on.
const ON: &str = "main form .button--primary";

/// A password that every rule accepts.
const PASSWORD: &str = "Kopi-Susu-Hangat77";

/// A person with an account, a phone, and recovery codes for a lost phone.
#[derive(Debug)]
pub struct Officer {
    nip: String,
    recovery_codes: Vec<String>,
}

impl Officer {
    /// Makes an account by the operator's command and enters with it for the first time: password, phone, recovery
    /// codes. The page ends where the console begins. An audit, if there is one, looks at each place on the way.
    ///
    /// # Errors
    /// When a page is wrong.
    pub async fn enters(
        site: &Site,
        page: &Page,
        nip: &str,
        name: &str,
        roles: &[&str],
        audit: Option<&Audit>,
    ) -> Result<Self> {
        let look = async |state: &str| looked_at(audit, page, state).await;
        let mut arguments = vec!["officer", "create", "--nip", nip, "--name", name];
        for role in roles {
            arguments.extend(["--role", role]);
        }
        let link = site.system.operate(&arguments)?;
        let link = link.lines().next().context("a link")?;
        page.open(link.find("/petugas").and_then(|at| link.get(at..)).context("a path")?).await?;
        look("activation").await?;
        page.fill("#sandi", "pendek").await?;
        page.fill("#ulangi", "lain").await?;
        page.follow(ON).await?;
        look("activation, password refused").await?;
        for field in ["#sandi", "#ulangi"] {
            page.fill(field, PASSWORD).await?;
        }
        page.follow(ON).await?;
        look("sign-in").await?;
        let officer = Self { nip: nip.to_owned(), recovery_codes: Vec::new() };
        officer.password(page).await?;
        look("enrolment").await?;
        let phone = Phone::new(&page.text("figure code").await?);
        page.fill("#kode", "000000").await?;
        page.follow(ON).await?;
        look("enrolment, wrong code").await?;
        page.fill("#kode", &phone.code(Clock::system().now())).await?;
        page.follow(ON).await?;
        look("recovery codes").await?;
        let recovery_codes = page.texts(".recovery-codes code").await?;
        page.follow("main .button--primary").await?;
        Ok(Self { recovery_codes, ..officer })
    }

    /// Changes phones. The page begins at the own account, asks for the password and a recovery code, and ends there.
    /// An audit, if there is one, looks at each place on the way.
    ///
    /// # Errors
    /// When a page is wrong, or when no code is left.
    pub async fn changes_phones(&mut self, page: &Page, audit: Option<&Audit>) -> Result<()> {
        let look = async |state: &str| looked_at(audit, page, state).await;
        page.open("/petugas/sesi").await?;
        page.fill("#sandi_ponsel", PASSWORD).await?;
        page.fill("#kode", "ABCDE-FGHJK").await?;
        page.follow("form[action='/petugas/ponsel'] button").await?;
        look("own account, wrong code").await?;
        page.fill("#sandi_ponsel", PASSWORD).await?;
        page.fill("#kode", &self.recovery_codes.pop().context("a recovery code")?).await?;
        page.follow("form[action='/petugas/ponsel'] button").await?;
        look("new phone").await?;
        let phone = Phone::new(&page.text("figure code").await?);
        page.fill("#kode", "000000").await?;
        page.follow(ON).await?;
        look("new phone, wrong code").await?;
        page.fill("#kode", &phone.code(Clock::system().now())).await?;
        page.follow(ON).await?;
        self.recovery_codes = page.texts(".recovery-codes code").await?;
        page.follow("main .button--primary").await
    }

    /// Enters NIP and password. The page ends at the second step.
    ///
    /// # Errors
    /// When the page is another one.
    pub async fn password(&self, page: &Page) -> Result<()> {
        page.fill("#nip", &self.nip).await?;
        page.fill("#sandi", PASSWORD).await?;
        page.follow(ON).await
    }

    /// Enters again, with NIP, password and a recovery code: the phone's code counts only once in half a minute.
    ///
    /// # Errors
    /// When a page is another one, or when no code is left.
    pub async fn enters_again(&mut self, page: &Page) -> Result<()> {
        self.password(page).await?;
        page.fill("#kode", &self.recovery_codes.pop().context("a recovery code")?).await?;
        page.follow(ON).await
    }
}

async fn looked_at(audit: Option<&Audit>, page: &Page, state: &str) -> Result<()> {
    match audit {
        Some(audit) => audit.look(page, state).await,
        None => Ok(()),
    }
}
