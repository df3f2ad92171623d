//! Mistakes, and the way out of each: the page reports all at once and links to their places, and nobody types anything
//! twice.

use anyhow::{Context as _, Result};
use browser::{Applicant, Audit, Page, SEND, Site, View, number, send};

/// Every character that a careless page would lose, and line breaks.
const STORY: &str = "Saya \"tercatat\" sebagai <PNS> & anggota 'aktif'\npadahal belum pernah: 100% salah.";

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_are_told_together_and_what_was_typed_is_kept() -> Result<()> {
    make_mistakes(View::PHONE).await
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_are_told_together_and_what_was_typed_is_kept_without_script() -> Result<()> {
    make_mistakes(View::PHONE_WITHOUT_SCRIPT).await
}

async fn make_mistakes(view: View) -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let page = site.page(view).await?;
    let right = Applicant::new(&site, "status-bukan-pns", 4_001)?;
    let mut wrong = right.clone();
    wrong.values.insert("nik".to_owned(), "12345".to_owned());
    wrong.values.insert("chronology".to_owned(), STORY.to_owned());
    wrong.files.remove("diploma");

    page.open(&wrong.path()).await?;
    wrong.fill(&page).await?;
    let code = site.code(&page).await?;
    page.fill("#captcha", if code == "00000" { "11111" } else { "00000" }).await?;
    page.follow(SEND).await?;
    assert_eq!(page.document().await?.status, 422);
    assert_eq!(linked(&page).await?, ["nik", "diploma", "captcha"]);
    if view.script {
        let focus: bool = page.evaluate("document.activeElement.matches('[data-summary]')").await?;
        assert!(focus, "the summary has the focus, not {}", page.focus().await?);
    }
    assert!(page.evaluate::<bool>("document.title.startsWith('Galat')").await?);
    audit.look(&page, "three mistakes").await?;
    for place in ["nik", "diploma", "captcha"] {
        page.click(&format!("[data-summary] a[href='#{place}']")).await?;
        page.shows(&format!("document.activeElement.id === '{place}'")).await?;
        let described = page.attribute(&format!("#{place}"), "aria-describedby").await?.unwrap_or_default();
        assert!(described.contains(&format!("{place}-error")), "{place} is described by {described}");
    }
    for (name, value) in &wrong.values {
        assert_eq!(page.value(&format!("[name={name}]")).await?.replace('\r', ""), *value, "{name}");
    }
    // The site stores nothing for somebody who has not read the code. The page asks the person to choose the documents
    // again.
    assert_eq!(page.count("#ktp-kept").await?, 0);
    // A script leaves chosen files where they are.
    assert_eq!(page.count("[data-documents-lost]").await?, usize::from(!view.script));

    // Numbers as they come from a card or a chat, and a new code, without losing anything.
    page.fill("#nik", &format!("{} {}.{} {}", &right.nik[..4], &right.nik[4..8], &right.nik[8..12], &right.nik[12..]))
        .await?;
    let token = page.value("input[name=captcha_token]").await?;
    page.click("#kode button[value=new_code]").await?;
    page.shows(&format!(
        "document.readyState === 'complete' && document.querySelector('input[name=captcha_token]').value !== '{token}'"
    ))
    .await?;
    assert_eq!(page.value("#chronology").await?.replace('\r', ""), STORY);
    // With the correct code, the correct document stays attached.
    page.attach("#ktp", &[right.files.get("ktp").context("a card")?]).await?;
    site.answer_code(&page).await?;
    page.follow(SEND).await?;
    assert_eq!(linked(&page).await?, ["diploma"]);
    assert_eq!(page.count("#ktp-kept").await?, 1, "the document that was right is still attached");
    page.attach("#diploma", &[right.files.get("diploma").context("a diploma")?]).await?;
    send(&page).await?;
    let number = number(&page).await?;
    let desk = right.form.desk.context("a desk")?;
    for kind in ["ktp", "diploma"] {
        let path = format!("/api/v1/tickets/{number}/documents/{kind}");
        testing::eventually("the desk to have the document", std::time::Duration::from_secs(30), async || {
            let document = site.system.api().desk_get(site.system.desk_token(desk), &path).await?;
            Ok((document.status == 200 && !document.body.is_empty()).then_some(()))
        })
        .await?;
    }
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_looks_unusual_is_told_before_it_is_sent_and_then_taken() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    for view in [View::PHONE, View::PHONE_WITHOUT_SCRIPT] {
        let page = site.page(view).await?;
        let mut applicant = Applicant::new(&site, "data-tidak-sesuai", if view.script { 4_100 } else { 4_101 })?;
        applicant.values.insert("birth_date".to_owned(), "18/08/1995".to_owned());
        page.open(&applicant.path()).await?;
        applicant.fill(&page).await?;
        site.answer_code(&page).await?;
        page.follow(SEND).await?;
        assert_eq!(linked(&page).await?, ["birth_date"]);
        audit.look(&page, &format!("question, script {}", view.script)).await?;
        page.follow(SEND).await?;
        assert_eq!(linked(&page).await?, ["confirmed"], "nothing is sent until it was looked at");
        audit.look(&page, &format!("not looked at, script {}", view.script)).await?;
        page.click("#confirmed").await?;
        page.follow(SEND).await?;
        number(&page).await?;
        page.close().await?;
    }
    audit.verdict().await
}

async fn linked(page: &Page) -> Result<Vec<String>> {
    page.evaluate("[...document.querySelectorAll('[data-summary] a')].map(it => it.getAttribute('href').slice(1))")
        .await
}
