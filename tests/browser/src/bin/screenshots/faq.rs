//! The FAQ in the console: all entries, one with a change that waits, its preview, and searches in vain.

use std::path::Path;

use anyhow::{Context as _, Result};
use browser::{Officer, Site, View};

use super::save;

/// Tallest picture in CSS pixels.
const TALLEST: u32 = 1_600;
const ANSWER: &str = "Buka <https://sscasn.bkn.go.id>, lalu klik **Login**.\n\n- Username adalah NIK Anda.\n- Kata sandi \
    adalah yang Anda buat saat mendaftarkan akun.";

/// Takes a picture of each page. The first entry of the list gets a change that nobody has published.
pub(crate) async fn take(site: &Site, folder: &Path, view: View, nip: &str) -> Result<()> {
    site.system.operate(&["migrate"])?;
    let page = site.page(view).await?;
    let picture = async |name: &str| save(&page, folder, name, view, TALLEST).await;
    Officer::enters(site, &page, nip, "Ayu Lestari", &["supervisor"], None).await?;
    page.open("/petugas/faq").await?;
    let entry = page.attribute("main .links a", "href").await?.context("an entry")?;
    page.open(&entry).await?;
    page.fill("#jawaban", ANSWER).await?;
    page.follow("form.form button[value=pratinjau]").await?;
    picture("console-faq-preview").await?;
    page.follow("form.form button[value=simpan]").await?;
    picture("console-faq-entry").await?;
    page.open("/petugas/faq").await?;
    picture("console-faq").await?;
    sqlx::query(
        "INSERT INTO intake.missed_words (mark, word, is_known) VALUES ('a', 'gaji', true), ('b', 'domisili', true) ON CONFLICT DO NOTHING",
    )
    .execute(site.system.database.owner())
    .await?;
    sqlx::query(
        "INSERT INTO intake.missed_searches SELECT m, int4send(n), DATE '2026-11-28'
           FROM generate_series(1, 12) AS n, unnest(ARRAY['a', 'b']::bytea[]) AS m ON CONFLICT DO NOTHING",
    )
    .execute(site.system.database.owner())
    .await?;
    page.open("/petugas/faq/pencarian").await?;
    picture("console-faq-missed").await?;
    page.open("/faq/semua-pelamar/login").await?;
    picture("faq-topic").await?;
    page.close().await
}
