//! A person who fills in a form by hand.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result};
use domain::{Form, catalogue};
use testing::{Person, jpeg, pdf};

use crate::{Page, Site};

/// The button that goes on: from a form to the page that shows what will be sent, and from there to the ticket.
pub const SEND: &str = "form[data-upload] .button--primary[type=submit]";

/// What a person fills into one form.
#[derive(Clone, Debug)]
pub struct Applicant {
    /// The form.
    pub form: &'static Form,
    /// The person's NIK.
    pub nik: String,
    /// What to type or choose, by field, as people write it.
    pub values: BTreeMap<String, String>,
    /// The files to attach, by document.
    pub files: BTreeMap<&'static str, PathBuf>,
}

impl Applicant {
    /// Makes a person who has everything that the form asks for, all of it valid. Two seeds give two persons.
    ///
    /// # Errors
    /// When the catalogue has no such form, or it cannot write a file.
    pub fn new(site: &Site, slug: &str, seed: u64) -> Result<Self> {
        let form = catalogue::by_slug(slug).with_context(|| format!("no form {slug}"))?;
        let person = Person::new(seed);
        let mut values = person.fields(form);
        // A district that exists, so that the site has no question about this NIK.
        let nik = format!("317404170895{:04}", seed % 10_000);
        values.insert("nik".to_owned(), nik.clone());
        if let Some(date) = values.get_mut("birth_date") {
            "17/08/1995".clone_into(date);
        }
        let mut files = BTreeMap::new();
        for (at, document) in form.documents.iter().enumerate() {
            let kind = document.kind.as_str();
            let (name, bytes) = if at % 2 == 0 {
                (format!("{slug}-{seed}-{kind}.jpg"), jpeg(seed, 60_000))
            } else {
                (format!("{slug}-{seed}-{kind}.pdf"), pdf(seed, 60_000))
            };
            files.insert(kind, site.file(&name, &bytes)?);
        }
        Ok(Self { form, nik, values, files })
    }

    /// The form's path.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/formulir/{}", self.form.slug)
    }

    /// Fills in every field and attaches every document. It does not answer the CAPTCHA.
    ///
    /// # Errors
    /// When the page lacks a control that the form must have.
    pub async fn fill(&self, page: &Page) -> Result<()> {
        for spec in self.form.fields {
            let name = spec.field.as_str();
            let value = self.values.get(name).map_or("", String::as_str);
            if page.count(&format!("select[name={name}]")).await? > 0 {
                page.choose(&format!("select[name={name}]"), value).await?;
            } else if page.count(&format!("input[type=radio][name={name}]")).await? > 0 {
                page.click(&format!("input[name={name}][value='{value}']")).await?;
            } else {
                page.fill(&format!("[name={name}]"), value).await?;
            }
        }
        for (kind, file) in &self.files {
            page.attach(&format!("#{kind}"), &[file]).await?;
        }
        Ok(())
    }

    /// Opens the form, fills it in, sends it and reaches the receipt. Returns the ticket's number.
    ///
    /// # Errors
    /// When anything on the way is wrong.
    pub async fn file(&self, site: &Site, page: &Page) -> Result<String> {
        page.open(&self.path()).await?;
        self.fill(page).await?;
        site.answer_code(page).await?;
        send(page).await?;
        number(page).await
    }

    /// Looks the ticket up on the status page. The page may contain its number already.
    ///
    /// # Errors
    /// When the page is wrong.
    pub async fn look_up(&self, page: &Page, number: &str) -> Result<()> {
        if page.value("#number").await?.is_empty() {
            page.fill("#number", number).await?;
        }
        page.fill("#nik", &self.nik).await?;
        page.follow("main form .button--primary").await
    }
}

/// Presses "Lanjut" on a filled form, and "Kirim" on the page that shows what will be sent. The guidance forms have no
/// such page.
///
/// # Errors
/// When a button leads nowhere.
pub async fn send(page: &Page) -> Result<()> {
    page.follow(SEND).await?;
    if page.count("form[data-check]").await? > 0 {
        page.follow(SEND).await?;
    }
    Ok(())
}

/// The number on a receipt.
///
/// # Errors
/// When the page is no receipt; the error says what it shows.
pub async fn number(page: &Page) -> Result<String> {
    page.shows("document.querySelector('#nomor[data-text]') !== null").await?;
    page.attribute("#nomor", "data-text").await?.context("a ticket number")
}
