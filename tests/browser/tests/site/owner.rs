//! The owner of an account, who lost the password, in a real browser.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use browser::{Audit, Key, Page, Site};
use testing::{Applicant, Client, MailServer, Person, eventually};

use crate::keyboard::{MOST_STOPS, focus_is_seen};

/// The button that goes on, where a page has one.
pub(crate) const ON: &str = "main form .button--primary[type=submit]";
/// The process that serves all of the site.
pub(crate) const PROCESS: &str = "helpdesk";
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);
const IDENTITY: [&str; 5] = ["nik", "kk", "full_name", "birth_place", "birth_date"];

/// Persons of the register.
pub(crate) const PERSONS: [[&str; 5]; 2] = [
    ["3174015708950001", "3174010101150001", "Siti Rahayu", "Jakarta Selatan", "17-08-1995"],
    ["3273025203980002", "3273020202160002", "Dewi Lestari", "Bandung", "12-03-1998"],
];

/// Somebody with an account.
pub(crate) struct Owner {
    pub(crate) applicant: Applicant,
}

impl Owner {
    /// Makes the account, in a browser without script.
    pub(crate) async fn of(site: &Site, number: u64, told: [&str; 5]) -> Result<Self> {
        let applicant = Applicant::new(&Client::default(), &Person::new(number), number);
        let mut applicant =
            IDENTITY.into_iter().zip(told).fold(applicant, |applicant, (field, value)| applicant.typing(field, value));
        applicant = applicant.typing("email", &format!("pelamar{number}@surat.example"));
        applicant.make_account(&site.system, PROCESS).await?;
        Ok(Self { applicant })
    }

    /// Types the identity that the account was made with.
    pub(crate) async fn tells_identity(&self, page: &Page) -> Result<()> {
        for field in IDENTITY {
            page.fill(&format!("[name={field}]"), self.applicant.typed(field)).await?;
        }
        Ok(())
    }

    /// Chooses the question of this number, and types its answer.
    pub(crate) async fn answers(&self, page: &Page, number: u8) -> Result<()> {
        page.choose("[name=question]", self.applicant.typed(&format!("question_{number}"))).await?;
        page.fill("[name=answer]", self.applicant.typed(&format!("answer_{number}"))).await
    }

    /// Types a new password twice, and sends it.
    pub(crate) async fn chooses(&self, site: &Site, page: &Page, password: &str) -> Result<()> {
        for field in ["[name=password]", "[name=password_again]"] {
            page.fill(field, password).await?;
        }
        site.answer_code(page).await?;
        page.follow(ON).await
    }

    /// Signs in on the page for it, which the tab shows.
    pub(crate) async fn signs_in(&self, site: &Site, page: &Page, password: &str) -> Result<()> {
        page.fill("[name=nik]", self.applicant.typed("nik")).await?;
        page.fill("[name=password]", password).await?;
        if page.count("#captcha").await? > 0 {
            site.answer_code(page).await?;
        }
        page.follow(ON).await?;
        ensure!(page.path().await?.starts_with(Applicant::HOME), "{}", page.text("main").await?);
        ensure!(page.count("[data-session-ends]").await? == 1, "{}", page.text("main").await?);
        Ok(())
    }

    /// The path of the link in this person's mail with that subject.
    pub(crate) async fn mailed(&self, mails: &MailServer, subject: &str) -> Result<String> {
        let to = format!("X-Envelope-To: {}", self.applicant.typed("email"));
        let subject = format!("Subject: {subject}");
        let mail = eventually(&subject, PATIENCE, async || {
            Ok(mails.mails()?.into_iter().find(|mail| mail.contains(&to) && mail.contains(&subject)))
        })
        .await?;
        // Long lines are folded.
        let mail = mail.replace("=\r\n", "").replace("=\n", "");
        let at = mail.find("/akun/tautan/").context("a link")?;
        Ok(mail[at..].split_whitespace().next().unwrap_or_default().to_owned())
    }
}

/// Judges a page, and has the keyboard reach all that somebody can press or fill in.
pub(crate) async fn look(page: &Page, audit: &Audit, state: &str) -> Result<()> {
    let state = format!("{state}, script {}", page.view().script);
    audit.look(page, &state).await?;
    for _stop in 0..MOST_STOPS {
        let left: Vec<String> = page.evaluate(UNREACHED).await?;
        if left.is_empty() {
            break;
        }
        page.press(Key::Tab).await?;
        focus_is_seen(page).await?;
    }
    let left: Vec<String> = page.evaluate(UNREACHED).await?;
    ensure!(left.is_empty(), "{state}: the keyboard does not reach {left:?}");
    Ok(())
}

/// Notes where the focus is, and tells what it has not been at.
const UNREACHED: &str = "(() => {
    const reached = (window.reached ??= new WeakSet());
    reached.add(document.activeElement);
    const all = document.querySelectorAll('main :is(a[href], button, input, select, textarea, summary, audio)');
    const open = it => it.tabIndex >= 0 && it.type !== 'hidden' && it.checkVisibility({ visibilityProperty: true });
    // Tab reaches one button of a group, and arrows the others.
    const group = it => it.type === 'radio' ? [...it.form.elements].filter(one => one.name === it.name) : [it];
    const left = [...all].filter(it => open(it) && !group(it).some(one => reached.has(one)));
    return left.map(it => it.outerHTML.slice(0, 120));
})()";

/// Checks that a page which shows a secret has it in no address, and that nobody keeps the page.
pub(crate) async fn shows_for_now(page: &Page, secret: &str) -> Result<()> {
    let plain = secret.replace('-', "");
    let mut addresses: Vec<String> = page.parts().into_iter().map(|(address, _)| address).collect();
    addresses.push(page.path().await?);
    ensure!(
        addresses.iter().all(|address| !address.contains(secret) && !address.contains(&plain)),
        "{secret} stands in an address: {addresses:?}"
    );
    let document = page.document().await?;
    ensure!(document.headers.get("cache-control").map(String::as_str) == Some("no-store"), "{:?}", document.headers);
    ensure!(document.body.contains(secret), "it is shown");
    Ok(())
}
