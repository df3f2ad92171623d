//! An officer asks an applicant, who replies on the status page and reads the answer there.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use browser::{Applicant, Audit, Officer, Page, Site, View};
use testing::eventually;

const PATIENCE: Duration = Duration::from_mins(1);
const FORM: &str = "pengaduan-instansi";
const QUESTION: &str = "Pada kartu ujian Anda tertulis tanggal lahir berapa?";
const REPLY: &str = "Di kartu ujian tertulis 12 Maret, di KTP 21 Maret.";
const ANSWER: &str = "Tanggal lahir pada kartu ujian sudah kami samakan dengan KTP Anda.";

/// Looks at the page at both widths: nothing lies on anything.
async fn fits(page: &Page, audit: &Audit, state: &str) -> Result<()> {
    for width in [390, 1280] {
        page.width(width).await?;
        let crossing = page.crossing_texts().await?;
        ensure!(crossing.is_empty(), "{state}, {width} px: {crossing:?}");
        if let Some(folder) = std::env::var_os("PICTURES") {
            page.picture(&Path::new(&folder).join(format!("{}-{width}.png", state.replace(' ', "-"))), 3_000).await?;
        }
    }
    audit.look(page, state).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_is_asked_and_replies_and_the_ticket_comes_back_and_is_answered() -> Result<()> {
    let settings = [("FORMS_PER_MINUTE", "100000"), ("STATUS_RATE_PER_MINUTE", "100000")];
    let (site, audit) = (Site::start_with(&settings).await?, Audit::new()?);
    let (desk, phone) = (site.page(View::LAPTOP).await?, site.page(View::PHONE).await?);
    let applicant = Applicant::new(&site, FORM, 95_001)?;
    let number = applicant.file(&site, &phone).await?;
    Officer::enters(&site, &desk, "198501012010011001", "Ayu Lestari", &["officer"], None).await?;
    let ticket = format!("/petugas/tiket/{number}");
    eventually("the ticket at its desk", PATIENCE, async || {
        desk.open(&ticket).await?;
        Ok((desk.count("#pertanyaan").await? == 1).then_some(()))
    })
    .await?;
    desk.run("void (document.querySelector('#pertanyaan').closest('details').open = true)").await?;
    desk.follow("form[action$='/tanya'] button").await?;
    ensure!(desk.text("[role=alert]").await?.contains("Pertanyaan belum terkirim"));
    fits(&desk, &audit, "nothing asked").await?;
    desk.fill("#pertanyaan", QUESTION).await?;
    desk.follow("form[action$='/tanya'] button").await?;
    ensure!(desk.text("[role=status]").await?.contains("sudah terkirim") && desk.count("tbody tr").await? == 0);
    desk.open("/petugas/tiket?tahap=menunggu-pelamar").await?;
    ensure!(desk.text("tbody tr").await?.contains("Menunggu pelamar"));
    fits(&desk, &audit, "what rests").await?;
    desk.open(&ticket).await?;
    fits(&desk, &audit, "a ticket that rests").await?;

    phone.open(&format!("/status?nomor={number}")).await?;
    applicant.look_up(&phone, &number).await?;
    ensure!(phone.text("main").await?.contains(QUESTION));
    ensure!(phone.text("[aria-current=step]").await?.contains("Menunggu jawaban Anda"));
    fits(&phone, &audit, "asked").await?;
    phone.follow("form[action*='/balasan/'] button").await?;
    ensure!(phone.text("main").await?.contains("Tulis dahulu balasan Anda."));
    phone.fill("#text", REPLY).await?;
    phone.follow("form[action*='/balasan/'] button").await?;
    ensure!(phone.text("main").await?.contains(REPLY) && phone.count("#text").await? == 0);
    fits(&phone, &audit, "replied").await?;

    eventually("the ticket back at its desk", PATIENCE, async || {
        desk.open("/petugas/tiket?tahap=kembali").await?;
        Ok((desk.count("tbody tr").await? == 1).then_some(()))
    })
    .await?;
    ensure!(desk.text("tbody tr").await?.contains("Kembali"));
    fits(&desk, &audit, "what came back").await?;
    desk.follow("tbody th a").await?;
    ensure!(desk.text("main").await?.contains(REPLY));
    fits(&desk, &audit, "a ticket that came back").await?;
    desk.fill("#jawaban", ANSWER).await?;
    desk.follow("[name=aksi][value=jawab]").await?;

    phone.reload().await?;
    let told = phone.texts(".talk__text").await?;
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    ensure!(told == [ANSWER, REPLY, QUESTION], "{told:?}");
    fits(&phone, &audit, "answered after a question").await?;

    // Somebody calls and gives a name.
    let name = applicant.values.get("full_name").context("a name")?;
    eventually("the ticket found by its name", PATIENCE, async || {
        desk.open("/petugas/tiket").await?;
        desk.fill("#cari", name).await?;
        desk.follow("[role=search] button").await?;
        Ok((desk.count("tbody tr").await? == 1).then_some(()))
    })
    .await?;
    fits(&desk, &audit, "found by name").await?;
    audit.verdict().await
}
