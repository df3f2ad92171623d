//! A person who reads English: from the home page to the status of a ticket.

use anyhow::Result;
use browser::{Applicant, Audit, SEND, Site, View, number};

const FORM: &str = "status-bukan-pns";

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_english_files_a_form_with_mistakes_first_and_follows_the_ticket() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let page = site.page(View::PHONE).await?;
    let applicant = Applicant::new(&site, FORM, 9_901)?;
    page.open("/").await?;
    page.follow("a[hreflang=en]").await?;
    assert_eq!(page.path().await?, "/en");
    page.follow(&format!("a[href='/en/formulir/{FORM}']")).await?;
    page.reads_as("form-english").await?;

    applicant.fill(&page).await?;
    page.fill("[name=nik]", "12").await?;
    page.fill("[name=birth_date]", "31-02-1995").await?;
    site.answer_code(&page).await?;
    page.follow(SEND).await?;
    let summary = page.text("[data-summary]").await?;
    for told in ["Something needs correcting", "NIK has 16 digits; you wrote 2.", "the calendar has no such day"] {
        assert!(summary.contains(told), "{told}: {summary}");
    }
    audit.look(&page, "mistakes in English").await?;

    page.fill("[name=nik]", &applicant.nik).await?;
    page.fill("[name=birth_date]", "17 August 1995").await?;
    site.answer_code(&page).await?;
    page.follow(SEND).await?;
    assert_eq!(page.text("h1").await?, "Check before you send");
    assert!(page.text("main").await?.contains("17 August 1995"));
    audit.look(&page, "the check in English").await?;
    page.follow(SEND).await?;
    let number = number(&page).await?;
    assert!(page.path().await?.starts_with("/en/tiket/"));
    audit.look(&page, "the receipt in English").await?;

    page.follow("a[href^='/en/status'].button--primary").await?;
    assert_eq!(page.value("#number").await?.replace(' ', ""), number);
    page.fill("#nik", &applicant.nik).await?;
    page.follow("main form .button--primary").await?;
    assert!(page.path().await?.starts_with("/en/status/"));
    let shown = page.text("main").await?;
    assert!(shown.contains("This ticket is not answered yet!"), "{shown}");
    audit.look(&page, "the ticket in English").await?;

    page.follow("a[hreflang=id]").await?;
    assert!(page.text("main").await?.contains("Nomor Tiket tersebut belum dijawab!"), "the same ticket");
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_is_kept_when_the_language_changes() -> Result<()> {
    let site = Site::start().await?;
    let page = site.page(View::PHONE).await?;
    page.open(&format!("/formulir/{FORM}")).await?;
    page.fill("[name=full_name]", "Siti Aminah").await?;
    page.follow("a[hreflang=en]").await?;
    assert_eq!(page.path().await?, format!("/en/formulir/{FORM}"));
    assert_eq!(page.value("[name=full_name]").await?, "Siti Aminah");
    // Back at the home page by its address: the language that was chosen.
    page.open("/").await?;
    assert_eq!(page.path().await?, "/en");
    Ok(())
}
