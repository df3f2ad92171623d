//! Photographs as phones take them: the page makes them smaller and upright, and explains when it cannot.

use std::time::Duration;

use anyhow::Result;
use browser::{Applicant, Audit, Key, SEND, Site, View, is_upright, number, phone_photo, send};
use testing::{eventually, pdf};

const FORM: &str = "lupa-jawaban-pengaman-2";
/// Most bytes of a document.
const LIMIT: usize = 204_800;

#[tokio::test(flavor = "multi_thread")]
async fn a_photograph_of_six_megabytes_is_made_smaller_and_taken_upright() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let page = site.page(View::PHONE).await?;
    let mut applicant = Applicant::new(&site, FORM, 7_001)?;
    let kk_card = applicant.files.remove("kk_card").expect("a document of this form");
    applicant.files.insert("ktp", site.file("IMG_20261121_093000.jpg", &phone_photo()?)?);
    page.open(&applicant.path()).await?;
    applicant.fill(&page).await?;
    page.shows("document.querySelector('#ktp').files[0].size <= 204800").await?;
    page.shows("document.querySelector('#ktp').closest('[data-document]').innerText.includes('diperkecil')").await?;
    assert_eq!(page.count("[data-document]:has(#ktp) .thumb img").await?, 1, "a preview");

    let large = site.file("pindaian-besar.pdf", &pdf(7_001, 300_000))?;
    page.attach("#kk_card", &[&large]).await?;
    page.shows("document.querySelector('#kk_card').closest('[data-document]').innerText.includes('lebih dari 200 KB')")
        .await?;
    audit.look(&page, "a photograph made smaller and a PDF too large").await?;

    // The picture that is sent, as large as the screen.
    page.click("[data-document]:has(#ktp) .thumb").await?;
    page.shows("document.querySelector('.enlarged[open] img')?.complete").await?;
    let height: u32 = page.evaluate("document.querySelector('.enlarged img').naturalHeight").await?;
    assert!((800..=2400).contains(&height), "the small one, not the camera's: {height}");
    audit.look(&page, "a photograph as large as the screen").await?;
    page.press(Key::Escape).await?;
    page.shows("document.querySelector('.enlarged[open]') === null").await?;

    // Nothing is sent while a document was refused.
    site.answer_code(&page).await?;
    page.click(SEND).await?;
    page.shows("document.querySelector('[data-sending-fault]').textContent.includes('belum dapat dipakai')").await?;
    assert_eq!(page.focus().await?, "kk_card");
    assert!(page.text("main").await?.contains("lebih dari 200 KB"), "the reason stays");
    page.attach("#kk_card", &[&kk_card]).await?;
    site.answer_code(&page).await?;
    send(&page).await?;
    let number = number(&page).await?;

    let token = site.system.desk_token(applicant.form.desk.expect("a desk"));
    let path = format!("/api/v1/tickets/{number}/documents/ktp");
    let stored = eventually("the desk to have the photograph", Duration::from_secs(30), async || {
        let document = site.system.api().desk_get(token, &path).await?;
        Ok((document.status == 200).then_some(document.body))
    })
    .await?;
    assert!(stored.len() <= LIMIT, "{}", stored.len());
    assert!(stored.len() >= LIMIT / 3, "readable: {}", stored.len());
    is_upright(&stored)?;
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_script_a_large_photograph_is_explained_and_what_was_typed_is_kept() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let page = site.page(View::PHONE_WITHOUT_SCRIPT).await?;
    let mut applicant = Applicant::new(&site, FORM, 7_002)?;
    let small = applicant.files["ktp"].clone();
    applicant.files.insert("ktp", site.file("besar.jpg", &phone_photo()?)?);
    page.open(&applicant.path()).await?;
    applicant.fill(&page).await?;
    site.answer_code(&page).await?;
    page.follow(SEND).await?;
    assert_eq!(page.document().await?.status, 422);
    let told = page.text("[data-summary]").await?;
    assert!(told.contains("200 KB") && told.contains("belum kami baca"), "{told}");
    assert_eq!(page.count("[data-summary] li").await?, 2, "nothing that may not be so: {told}");
    for (name, value) in &applicant.values {
        assert_eq!(page.value(&format!("[name={name}]")).await?, *value, "{name}");
    }
    audit.look(&page, "a photograph too large").await?;
    applicant.files.insert("ktp", small);
    applicant.fill(&page).await?;
    site.answer_code(&page).await?;
    send(&page).await?;
    number(&page).await?;
    audit.verdict().await
}
