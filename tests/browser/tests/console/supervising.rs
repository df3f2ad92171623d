//! What a supervisor sets and sees: when the office works, macros, and how good the answers are.

use std::time::Duration;

use anyhow::Result;
use browser::{Audit, Key, Officer, Site, View};
use domain::Desk;
use testing::eventually;

use crate::workplace::tickets;

const PATIENCE: Duration = Duration::from_mins(1);
const DESK: Desk = Desk::BknDataFixes;

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_sets_workdays_and_a_macro_answers_after_a_look_and_every_page_is_sound() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let page = site.page(View::LAPTOP).await?;
    Officer::enters(&site, &page, "198501012010011001", "Ayu Lestari", &["supervisor"], None).await?;

    page.open("/petugas/hari-kerja").await?;
    audit.look(&page, "when the office works").await?;
    page.fill("#dari", "6 Maret 2027").await?;
    page.fill("#sampai", "besok").await?;
    page.follow("form[action$='/libur'] button").await?;
    audit.look(&page, "a holiday with faults").await?;
    page.fill("#sampai", "15-3-2027").await?;
    page.fill("#nama", "Idulfitri 1448 H").await?;
    page.follow("form[action$='/libur'] button").await?;
    assert!(page.text("main").await?.contains("Senin, 15 Maret 2027"));
    audit.look(&page, "holidays").await?;

    page.open(&format!("/petugas/templat?meja={DESK}")).await?;
    page.fill("#judul", "Sudah benar").await?;
    page.fill("#teks", "Yth. {nama}, data Anda sudah benar.").await?;
    page.follow("form[action$='/templat'] button").await?;
    page.open(&format!("/petugas/makro?meja={DESK}")).await?;
    page.follow("form[action$='/makro'] .button--primary").await?;
    audit.look(&page, "a macro with faults").await?;
    page.fill("#nama", "Selesai dan catat").await?;
    let template = page.attribute("#templat option:nth-child(2)", "value").await?.unwrap_or_default();
    page.choose("#templat", &template).await?;
    page.fill("#catatan", "Sudah dicek di SIASN.").await?;
    page.follow("form[action$='/makro'] .button--primary").await?;
    audit.look(&page, "macros").await?;

    let number = tickets(&site, 87_001, &["status-bukan-pns"]).await?.remove(0);
    page.open(&format!("/petugas/tiket/{number}")).await?;
    page.follow("form[action$='/ambil'] button").await?;
    // The macro is found by typing, beside the templates.
    page.fill("#jawaban", "").await?;
    page.run("document.querySelector('#jawaban').focus()").await?;
    page.keyboard("::").await?;
    page.keyboard("catat").await?;
    assert_eq!(page.texts("#daftar-templat [role=option] strong").await?, ["Selesai dan catat"]);
    page.travel(async || page.press(Key::Enter).await).await?;
    assert!(page.text("main").await?.contains("ini yang akan dilakukan"));
    audit.look(&page, "what a macro will do").await?;
    page.follow(".card--question .button--primary").await?;
    let told = page.text("main").await?;
    assert!(told.contains("data Anda sudah benar.") && told.contains("Sudah dicek di SIASN."), "{told}");

    let judge = "INSERT INTO status.verdicts (ticket_number, helped, said_at)
                 SELECT ticket_number, true, now() FROM desk.answers";
    sqlx::query(judge).execute(site.system.database.owner()).await?;
    eventually("the answer to be counted", PATIENCE, async || {
        page.open("/petugas/ringkasan").await?;
        Ok(page.text("main").await?.contains("1 dari 1").then_some(()))
    })
    .await?;
    audit.look(&page, "how good the answers are").await?;
    page.close().await?;
    audit.verdict().await
}
