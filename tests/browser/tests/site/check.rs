//! The page that shows what will be sent: everything is there, nothing is sent yet, and each part leads back to its
//! field.

use anyhow::Result;
use browser::{Applicant, Audit, Key, SEND, Site, View, number};

const FORM: &str = "status-bukan-pns";

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_shown_before_it_is_sent_and_each_part_leads_back_to_its_field() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    for (tickets, view) in (1..).zip([View::PHONE, View::PHONE_WITHOUT_SCRIPT]) {
        let page = site.page(view).await?;
        let applicant = Applicant::new(&site, FORM, 4_200 + u64::try_from(tickets)?)?;
        page.open(&applicant.path()).await?;
        applicant.fill(&page).await?;
        site.answer_code(&page).await?;
        page.follow(SEND).await?;
        let shown = page.text("form[data-check]").await?;
        for part in [&applicant.nik, "17 Agustus 1995", &applicant.values["chronology"], "Berkas JPG", "Berkas PDF"] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        assert!(page.evaluate::<bool>("document.title.startsWith('Periksa')").await?);
        assert_eq!(page.count("#kode").await?, 0, "the code is not asked for again");
        assert_eq!(site.tickets().await?, tickets - 1);
        audit.look(&page, &format!("what will be sent, script {}", view.script)).await?;

        page.follow("[data-change=chronology]").await?;
        page.shows("(document.querySelector(':target') ?? document.activeElement).id === 'chronology'").await?;
        for (name, value) in &applicant.values {
            assert_eq!(page.value(&format!("[name={name}]")).await?, *value, "{name}");
        }
        page.fill("#chronology", "Ceritanya lain.").await?;
        page.follow(SEND).await?;
        let shown = page.text("form[data-check]").await?;
        assert!(shown.contains("Ceritanya lain.") && shown.contains("Berkas PDF"), "{shown}");
        page.follow(SEND).await?;
        number(&page).await?;
        assert_eq!(site.tickets().await?, tickets);
        page.close().await?;
    }
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn going_back_from_what_will_be_sent_shows_the_form_as_it_was_left() -> Result<()> {
    let site = Site::start().await?;
    let page = site.page(View::PHONE).await?;
    let applicant = Applicant::new(&site, FORM, 4_211)?;
    page.open(&applicant.path()).await?;
    applicant.fill(&page).await?;
    site.answer_code(&page).await?;
    page.follow(SEND).await?;
    page.back().await?;
    for (name, value) in &applicant.values {
        assert_eq!(page.value(&format!("[name={name}]")).await?, *value, "{name}");
    }
    let chosen: usize = page
        .evaluate("[...document.querySelectorAll('input[type=file]')].filter(it => it.files.length > 0).length")
        .await?;
    assert_eq!(chosen, applicant.files.len());
    page.follow(SEND).await?;
    page.follow(SEND).await?;
    number(&page).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_seen_as_it_will_be_sent() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let page = site.page(View::PHONE).await?;
    let applicant = Applicant::new(&site, FORM, 4_221)?;
    page.open(&applicant.path()).await?;
    applicant.fill(&page).await?;
    site.answer_code(&page).await?;
    page.follow(SEND).await?;
    assert_eq!(page.count(".review .thumb img").await?, 1, "one photograph, one PDF");
    page.click(".review .thumb").await?;
    page.shows("document.querySelector('.enlarged[open] img')?.naturalWidth > 0").await?;
    audit.look(&page, "a picture of what will be sent").await?;
    page.press(Key::Escape).await?;
    page.shows("document.activeElement.matches('.thumb')").await?;
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_cannot_be_fetched_is_told_and_comes_at_the_next_try() -> Result<()> {
    let site = Site::start().await?;
    let page = site.page(View::PHONE).await?;
    let applicant = Applicant::new(&site, FORM, 4_231)?;
    page.open(&applicant.path()).await?;
    applicant.fill(&page).await?;
    site.answer_code(&page).await?;
    // A page of its own, which no longer has the files that were chosen.
    let submit = "HTMLFormElement.prototype.submit.call(document.querySelector('form[data-upload]'))";
    page.travel(async || page.run(submit).await).await?;
    assert_eq!(page.count(".review .thumb").await?, 0);
    page.run("void (window.connected = fetch, window.fetch = () => Promise.reject(new TypeError('offline')))").await?;
    page.click("[data-show]").await?;
    page.shows("document.querySelector('.review [role=status]').textContent.includes('belum dapat ditampilkan')")
        .await?;
    page.run("void (window.fetch = connected)").await?;
    page.click("[data-show]").await?;
    page.shows("document.querySelector('.enlarged[open] img')?.naturalWidth > 0").await?;
    assert_eq!(page.text(".review [role=status]").await?, "");
    Ok(())
}
