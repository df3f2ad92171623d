//! The officers' console: the first entry, a morning's list, a ticket, answers to many tickets, and the overview.

use std::path::Path;

use anyhow::{Context as _, Result};
use browser::{Applicant, Officer, Page, Site, View, number};
use domain::Desk;
use testing::eventually;

use super::{FORM, PATIENCE, STORY, save};

const DESK: Desk = Desk::BknDataFixes;
/// Tallest picture in CSS pixels: the first screen.
const TALLEST: u32 = 800;
const TEXT: &str = "Yth. {nama}, data Anda pada tiket {nomor} sudah kami perbaiki. Silakan masuk kembali ke SSCASN \
    dan lanjutkan pendaftaran.";

/// Takes a picture of every place on a supervisor's way through the console on a laptop.
/// `on_phones` takes the console's pages on a phone as well.
pub(crate) async fn take(site: &Site, folder: &Path, on_phones: bool) -> Result<()> {
    let view = View::LAPTOP;
    site.system.operate(&["seed", "--tickets", "3000", "--days", "3", "--beside-others"])?;
    let page = site.page(view).await?;
    let picture = async |name: &str| save(&page, folder, name, view, TALLEST).await;
    let roles = ["administrator", "supervisor", "officer", "auditor"];
    Officer::enters(site, &page, "198501012010011001", "Ayu Lestari", &roles, None).await?;
    page.open(&format!("/petugas/tiket?meja={DESK}")).await?;
    picture("console-list").await?;

    let number = filed(site, 9_500).await?;
    eventually("the ticket at its desk", PATIENCE, async || {
        page.open(&format!("/petugas/tiket/{number}")).await?;
        Ok((page.count("form[action$='/ambil'] button").await? == 1).then_some(()))
    })
    .await?;
    page.follow("form[action$='/ambil'] button").await?;
    page.shows("[...document.images].every(picture => picture.complete)").await?;
    picture("console-ticket").await?;

    page.open(&format!("/petugas/massal/baru?meja={DESK}&formulir=66")).await?;
    page.fill("#teks", TEXT).await?;
    page.follow("button[value=pratinjau]").await?;
    picture("console-bulk").await?;
    eventually("the hours to be counted", PATIENCE, async || {
        page.open("/petugas/ringkasan").await?;
        Ok((page.texts(".figures dd").await?.first().is_some_and(|arrived| arrived != "0")).then_some(()))
    })
    .await?;
    picture("console-overview").await?;
    page.open("/petugas/audit").await?;
    picture("console-audit").await?;
    page.open("/petugas/faq").await?;
    picture("console-faq").await?;
    page.screen(View::PHONE.width, 844).await?;
    page.open(&format!("/petugas/tiket?meja={DESK}")).await?;
    save(&page, folder, "console-list", View::PHONE, 2 * TALLEST).await?;
    if on_phones {
        for (name, path) in [
            ("ticket", &*format!("/petugas/tiket/{number}")),
            ("late", "/petugas/mendesak"),
            ("mentions", "/petugas/sebutan"),
            ("templates", &*format!("/petugas/templat?meja={DESK}")),
            ("bulk", "/petugas/massal"),
            ("groups", "/petugas/kelompok"),
            ("overview", "/petugas/ringkasan"),
            ("account", "/petugas/sesi"),
        ] {
            page.open(path).await?;
            save(&page, folder, &format!("console-{name}"), View::PHONE, 2 * TALLEST).await?;
        }
    }
    page.close().await
}

/// A ticket with documents that a person filed on the public site.
async fn filed(site: &Site, seed: u64) -> Result<String> {
    let page: Page = site.page(View::PHONE).await?;
    let mut applicant = Applicant::new(site, FORM, seed)?;
    applicant.values.insert("full_name".to_owned(), "Dewi Lestari".to_owned());
    applicant.values.insert("chronology".to_owned(), STORY.to_owned());
    applicant.file(site, &page).await?;
    let number = number(&page).await.context("a receipt")?;
    page.close().await?;
    Ok(number)
}
