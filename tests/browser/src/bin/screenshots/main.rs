//! Renews the pictures of the main pages under `docs/images`: the public ones on a phone and on a laptop, the console's
//! on a laptop. `cargo run --bin screenshots` needs the servers of `make test-servers`. With a folder as its argument,
//! it puts the pictures there, and dark ones as well.

mod console;
mod faq;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use browser::{Applicant, Page, SEND, Site, View, number};
use serde_json::json;
use testing::eventually;

/// Largest picture in bytes.
const LARGEST: u64 = 150_000;
/// Tallest picture of a public page in CSS pixels.
const TALLEST: u32 = 2_400;
const FORM: &str = "status-bukan-pns";
/// What a person with this problem would write.
const STORY: &str = "Saat mendaftar, muncul keterangan bahwa saya PNS aktif. Saya belum pernah diangkat sebagai PNS \
    di instansi mana pun.";
const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::main]
async fn main() -> Result<()> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/images");
    let elsewhere = std::env::args_os().nth(1).map(PathBuf::from);
    let site = Site::start().await?;
    site.load_reference(&["countries", "cities"])?;
    let folder = elsewhere.as_ref().unwrap_or(&docs);
    for (seed, view) in [(9_001, View::PHONE), (9_002, View::LAPTOP)] {
        take(&site, folder, view, seed).await?;
        if elsewhere.is_some() {
            take(&site, folder, View { dark: true, ..view }, seed + 10).await?;
        }
    }
    if elsewhere.is_some() {
        faq::take(&site, folder, View::LAPTOP, "198501012010011009").await?;
        faq::take(&site, folder, View::PHONE, "198602022011012008").await?;
    }
    console::take(&site, folder, elsewhere.is_some()).await
}

/// Takes a picture of every place on one person's way through the site.
async fn take(site: &Site, folder: &Path, view: View, seed: u64) -> Result<()> {
    let page = site.page(view).await?;
    let picture = async |name: &str| save(&page, folder, name, view, TALLEST).await;
    page.open("/").await?;
    picture("home").await?;
    page.open("/en").await?;
    picture("home-english").await?;
    page.open("/faq?q=lupa+pasword").await?;
    picture("faq").await?;

    let mut applicant = Applicant::new(site, FORM, seed)?;
    applicant.values.insert("full_name".to_owned(), "Dewi Lestari".to_owned());
    applicant.values.insert("chronology".to_owned(), STORY.to_owned());
    page.open(&applicant.path()).await?;
    picture("form").await?;
    let mut wrong = applicant.clone();
    wrong.values.insert("nik".to_owned(), "317404".to_owned());
    wrong.files.remove("diploma");
    wrong.fill(&page).await?;
    site.answer_code(&page).await?;
    page.follow(SEND).await?;
    picture("errors").await?;
    applicant.fill(&page).await?;
    site.answer_code(&page).await?;
    page.follow(SEND).await?;
    picture("check").await?;
    page.follow(SEND).await?;
    let number = number(&page).await?;
    picture("receipt").await?;

    answer(site, &applicant, &number).await?;
    page.open(&format!("/status?nomor={number}")).await?;
    applicant.look_up(&page, &number).await?;
    picture("status").await?;

    let applicant = Applicant::new(site, "data-tidak-sesuai", seed + 100)?;
    applicant.file(site, &page).await?;
    picture("guidance").await?;
    page.close().await
}

/// Answers the ticket as an officer does.
async fn answer(site: &Site, applicant: &Applicant, number: &str) -> Result<()> {
    let desk = applicant.form.desk.context("a desk")?;
    let (api, token) = (site.system.api(), site.system.desk_token(desk));
    eventually("the desk to claim the ticket", PATIENCE, async || {
        let claimed = api.desk_post(token, &format!("/api/v1/desks/{desk}/claims"), &json!({})).await?;
        Ok((claimed.status == 200 && claimed.json()?.get("ticket_number") == Some(&json!(number))).then_some(()))
    })
    .await?;
    let text = "Data Anda sudah kami perbaiki: status kepegawaian pada data kami kini bukan PNS.\n\nSilakan masuk \
        kembali ke SSCASN dan lanjutkan pendaftaran.";
    let answered = api.desk_post(token, &format!("/api/v1/tickets/{number}/answers"), &json!({ "text": text })).await?;
    ensure!(answered.status == 201, "the answer was refused: {}", answered.status);
    eventually("the answer to be found", PATIENCE, async || {
        Ok(api.found(number, &applicant.nik).await?.filter(|found| found.stage == "answered").map(drop))
    })
    .await
}

async fn save(page: &Page, folder: &Path, name: &str, view: View, tallest: u32) -> Result<()> {
    let colours = if view.dark { "-dark" } else { "" };
    let file = folder.join(format!("{name}-{}{colours}.webp", view.width));
    page.picture(&file, tallest).await?;
    let bytes = std::fs::metadata(&file)?.len();
    ensure!(bytes <= LARGEST, "{} has {bytes} bytes", file.display());
    Ok(())
}
