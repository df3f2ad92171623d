//! What an applicant leaves and says besides the form: where to tell of the answer, whether it helped, and what is
//! still missing.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use browser::{Applicant, Audit, Site, View};
use serde_json::json;
use testing::eventually;

const PATIENCE: Duration = Duration::from_secs(30);
const WORDS: &str = "Tanggal lahir saya pada kartu ujian masih salah.";
const SECOND: &str = "Tanggal lahir pada kartu ujian sekarang sudah benar. Silakan unduh kembali.";

/// Answers the ticket at its desk, once it is there.
async fn answer(site: &Site, applicant: &Applicant, number: &str, text: &str) -> Result<()> {
    let desk = applicant.form.desk.context("a desk")?;
    let (api, token) = (site.system.api(), site.system.desk_token(desk));
    eventually("the desk to claim the ticket", PATIENCE, async || {
        let claimed = api.desk_post(token, &format!("/api/v1/desks/{desk}/claims"), &json!({})).await?;
        Ok((claimed.status == 200 && claimed.json()?.get("ticket_number") == Some(&json!(number))).then_some(()))
    })
    .await?;
    let answered = api.desk_post(token, &format!("/api/v1/tickets/{number}/answers"), &json!({ "text": text })).await?;
    ensure!(answered.status == 201, "the answer was refused: {}", answered.status);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_who_was_not_helped_writes_once_more_and_reads_the_second_answer() -> Result<()> {
    let settings = [("OFFER_NOTICES", "true"), ("FORMS_PER_MINUTE", "100000"), ("STATUS_RATE_PER_MINUTE", "100000")];
    let (site, audit) = (Site::start_with(&settings).await?, Audit::new()?);
    for (view, seed) in [(View::PHONE, 8_101), (View::PHONE_WITHOUT_SCRIPT, 8_102), (View::LAPTOP, 8_103)] {
        let name = |state: &str| format!("{state}, {} px, script {}", view.width, view.script);
        let page = site.page(view).await?;
        let applicant = Applicant::new(&site, "pengaduan-instansi", seed)?;
        page.open(&applicant.path()).await?;
        applicant.fill(&page).await?;
        page.fill("#contact", "siti@contoh").await?;
        site.answer_code(&page).await?;
        page.follow("button[value=check].button--primary").await?;
        ensure!(page.text("main").await?.contains("Alamat email belum lengkap"));
        audit.look(&page, &name("an address that is none")).await?;
        page.fill("#contact", "0812-3456-7890").await?;
        page.follow("button[value=check].button--primary").await?;
        ensure!(page.text("#contact").await?.contains("+6281234567890"));
        audit.look(&page, &name("check with an address")).await?;
        page.follow("button[value=send].button--primary").await?;
        let number = browser::number(&page).await?;

        answer(&site, &applicant, &number, "Data Anda sudah kami perbaiki.").await?;
        page.open(&format!("/status?nomor={number}")).await?;
        applicant.look_up(&page, &number).await?;
        let path = page.path().await?;
        ensure!(path.starts_with("/status/") && !path.contains(&number), "{path}");
        page.reload().await?;
        ensure!(page.text("main").await?.contains("+62•••890"));
        audit.look(&page, &name("answered, asks whether it helped")).await?;
        page.follow("button[name=helped][value=belum]").await?;
        audit.look(&page, &name("not helped")).await?;
        page.follow("form[action$=lanjutan] .button--primary").await?;
        audit.look(&page, &name("nothing written")).await?;
        page.fill("#text", WORDS).await?;
        page.follow("form[action$=lanjutan] .button--primary").await?;
        ensure!(page.text("main").await?.contains("Pesan lanjutan Anda sudah kami terima."));
        ensure!(page.text("[aria-current=step]").await?.contains("Proses"));
        audit.look(&page, &name("wrote once more")).await?;

        answer(&site, &applicant, &number, SECOND).await?;
        page.reload().await?;
        let told = page.texts(".talk__text").await?;
        ensure!(told.first().is_some_and(|text| text == SECOND) && told.get(1).is_some_and(|text| text == WORDS));
        page.follow("button[name=helped][value=ya]").await?;
        audit.look(&page, &name("helped by the second answer")).await?;
        page.close().await?;
    }
    audit.verdict().await
}
