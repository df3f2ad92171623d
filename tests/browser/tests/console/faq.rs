//! The FAQ's pages in the console: in each state they are sound, and a publication shows on the public site.

use std::time::Duration;

use anyhow::Result;
use browser::{Audit, Officer, Page, Site, View};
use testing::eventually;

/// A publication shows within a minute; the machine may be busy.
const PATIENCE: Duration = Duration::from_mins(2);
const NEW: &str = "/petugas/faq/baru";

async fn write(page: &Page, question: &str, answer: &str) -> Result<()> {
    page.fill("#pertanyaan", question).await?;
    page.choose("#untuk", "bersama").await?;
    page.choose("#topik", "login").await?;
    page.fill("#jawaban", answer).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_proposed_published_and_read_and_every_page_on_the_way_is_sound() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    for (view, nip, name) in [
        (View::LAPTOP, "198501012010011001", "Ayu Lestari"),
        (View::PHONE_WITHOUT_SCRIPT, "198602022011012002", "Budi Santoso"),
    ] {
        let page = site.page(view).await?;
        let look = async |state: &str| audit.look(&page, &format!("{state}, script {}", view.script)).await;
        Officer::enters(&site, &page, nip, name, &["supervisor"], None).await?;
        page.open(NEW).await?;
        look("a new entry").await?;
        let question = format!("Apakah zebra {} boleh?", name.to_lowercase().replace(' ', ""));
        write(&page, &question, "<b>Boleh</b>").await?;
        page.follow("button[value=simpan]").await?;
        look("an entry with a fault").await?;
        page.fill("#jawaban", "Boleh, **bila** tertib. Lihat [status](/status).").await?;
        page.follow("button[value=pratinjau]").await?;
        look("an entry as the public sees it").await?;
        assert!(page.text(".card.faq").await?.contains("Boleh, bila tertib."));
        page.follow("button[value=simpan]").await?;
        look("a proposed entry").await?;
        let entry = page.path().await?;
        page.fill("#jawaban", "Boleh, **asal** tertib. Lihat [status](/status).").await?;
        page.follow("form.form button[value=terbitkan]").await?;
        look("a published entry").await?;
        assert_eq!(page.texts("ins").await?.len(), 1, "what changed is told");
        page.open("/petugas/faq").await?;
        look("all entries").await?;
        assert!(page.text("main").await?.contains(&question));
        page.open("/petugas/faq/pencarian").await?;
        look("searches in vain").await?;

        eventually("the publication on the public site", PATIENCE, async || {
            page.open("/faq/semua-pelamar/login").await?;
            Ok(page.text("main").await?.contains(&question).then_some(()))
        })
        .await?;
        let answer = page.text("main").await?;
        assert!(answer.contains("Boleh, asal tertib.") && answer.contains("Diperbarui"), "{answer}");
        look("the public page").await?;
        page.open(entry.split('?').next().unwrap_or_default()).await?;
        page.follow("button[value=tarik]").await?;
        look("a withdrawn entry").await?;
        page.close().await?;
    }
    audit.verdict().await
}
