//! Typed text stays with the person until the form is filed, and the page recognises documents by their content.

use anyhow::Result;
use browser::{Applicant, Audit, Site, View, number, send};
use testing::pdf;

const FORM: &str = "lupa-jawaban-pengaman-2";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_there_again_after_the_page_was_lost_until_it_is_filed() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let page = site.page(View::PHONE).await?;
    let applicant = Applicant::new(&site, FORM, 9_501)?;
    page.open(&applicant.path()).await?;
    applicant.fill(&page).await?;
    site.answer_code(&page).await?;
    page.shows("!document.querySelector('[data-typing-line]').hidden").await?;
    audit.look(&page, "typing is kept").await?;

    // As a phone does that needs the memory, and as a person does who follows a link and comes back.
    page.open("/privasi").await?;
    page.open(&applicant.path()).await?;
    for (name, value) in &applicant.values {
        assert_eq!(page.value(&format!("[name={name}]")).await?, *value, "{name}");
    }
    assert_eq!(page.value("#captcha").await?, "", "a code is for once");

    for (kind, file) in &applicant.files {
        page.attach(&format!("#{kind}"), &[file]).await?;
    }
    site.answer_code(&page).await?;
    send(&page).await?;
    number(&page).await?;
    assert_eq!(page.evaluate::<usize>("sessionStorage.length").await?, 0, "what was filed is forgotten");
    page.open(&applicant.path()).await?;
    assert_eq!(page.value("[name=full_name]").await?, "");

    page.fill("[name=full_name]", "Siti").await?;
    page.shows("!document.querySelector('[data-typing-line]').hidden").await?;
    page.click("[data-forget]").await?;
    page.reload().await?;
    assert_eq!(
        (page.value("[name=full_name]").await?.as_str(), page.evaluate::<usize>("sessionStorage.length").await?),
        ("", 0)
    );
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_is_known_by_its_first_bytes_and_an_empty_one_is_refused_at_once() -> Result<()> {
    let site = Site::start().await?;
    let page = site.page(View::PHONE).await?;
    let applicant = Applicant::new(&site, FORM, 9_502)?;
    page.open(&applicant.path()).await?;
    let nameless = site.file("DOC-20261128-WA0003.", &pdf(9_502, 60_000))?;
    page.attach("#kk_card", &[&nameless]).await?;
    page.shows("document.querySelector('#kk_card').closest('[data-document]').innerText.includes('siap dikirim')")
        .await?;
    let empty = site.file("kosong.jpg", b"")?;
    page.attach("#kk_card", &[&empty]).await?;
    page.shows("document.querySelector('#kk_card').closest('[data-document]').innerText.includes('kosong (0 KB)')")
        .await?;
    assert_eq!(page.evaluate::<usize>("document.querySelector('#kk_card').files.length").await?, 0);
    Ok(())
}
