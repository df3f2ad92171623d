//! Documents next to the ticket: officers turn, enlarge and read pages of PDF files without a PDF viewer.

use std::time::Duration;

use anyhow::{Context as _, Result};
use browser::{Audit, Key, Officer, Page, Site, View};
use domain::{Desk, catalogue};
use testing::{Multipart, Person, eventually, jpeg, pdf_of_pages};

const PATIENCE: Duration = Duration::from_mins(1);
const DESK: Desk = Desk::BknDataFixes;
const FORM: &str = "status-bukan-pns";
const PICTURE: &str = "document.querySelector('[data-pages] img')";

/// Files a ticket with a photograph and this file as the diploma. The ticket reaches its desk.
async fn ticket(site: &Site, seed: u64, diploma: &[u8]) -> Result<String> {
    let (api, person) = (site.system.api(), Person::new(seed));
    let mut body = Multipart::default();
    for (name, value) in person.fields(catalogue::by_slug(FORM).context("the form")?) {
        body = body.text(&name, &value);
    }
    let body = body.file("ktp", "ktp.jpg", "image/jpeg", &jpeg(seed, 40_000)).file(
        "diploma",
        "ijazah.pdf",
        "application/pdf",
        diploma,
    );
    let receipt = api.submit(FORM, &body, None).await?.json()?;
    let number = receipt.get("ticket_number").and_then(serde_json::Value::as_str).context("a number")?.to_owned();
    eventually("the ticket at its desk", PATIENCE, async || {
        let read = api.desk_get(site.system.desk_token(DESK), &format!("/api/v1/tickets/{number}")).await?;
        Ok((read.status == 200).then_some(()))
    })
    .await?;
    Ok(number)
}

async fn is_drawn(page: &Page, name: &str, width: u16) -> Result<()> {
    page.shows(&format!(
        "{PICTURE}.currentSrc.includes('{name}') && {PICTURE}.complete && {PICTURE}.naturalWidth === {width}"
    ))
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_a_document_are_turned_and_enlarged_beside_its_ticket() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let number = ticket(&site, 73_001, &pdf_of_pages(73_001, 3, 20_000)).await?;
    let page = site.page(View::LAPTOP).await?;
    Officer::enters(&site, &page, "198501012010011001", "Ayu Lestari", &["officer"], None).await?;
    page.open(&format!("/petugas/tiket/{number}")).await?;
    page.run(&format!("{PICTURE}.scrollIntoView()")).await?;
    is_drawn(&page, "/gambar/1", 1240).await?;
    page.shows("document.querySelector('[data-position]').textContent === 'Halaman 1 dari 3'").await?;
    audit.look(&page, "a ticket with a document of three pages").await?;
    assert_eq!(page.count("[data-pages] [rel=prev]").await?, 0);
    page.click("[data-pages] [rel=next]").await?;
    page.shows("document.querySelector('[data-position]').textContent === 'Halaman 2 dari 3'").await?;
    is_drawn(&page, "/gambar/2", 1240).await?;
    assert_eq!(page.path().await?, format!("/petugas/tiket/{number}"), "the ticket stays");
    // By keyboard: the stage has the focus after turning.
    page.shows("document.activeElement.matches('[data-pages] .viewer__stage')").await?;
    page.press(Key::Letter('+')).await?;
    page.press(Key::Letter('+')).await?;
    is_drawn(&page, "/gambar/2?ukuran=besar", 2480).await?;
    page.press(Key::Letter('r')).await?;
    page.shows(&format!("{PICTURE}.style.transform.endsWith('rotate(90deg)')")).await?;
    page.press(Key::Letter('0')).await?;
    page.shows(&format!("{PICTURE}.style.transform.endsWith('rotate(0deg)')")).await?;
    assert_eq!(page.count("iframe, object, embed").await?, 0);

    let without = site.page(View { script: false, ..View::LAPTOP }).await?;
    Officer::enters(&site, &without, "198602022011012002", "Budi Santoso", &["officer"], None).await?;
    without.open(&format!("/petugas/tiket/{number}")).await?;
    without.follow("[data-pages] [data-links] a").await?;
    assert!(without.text("main").await?.contains("Halaman 1 dari 3"));
    without.follow("[rel=next]").await?;
    assert!(without.text("main").await?.contains("Halaman 2 dari 3"));
    audit.look(&without, "a page of a document without script").await?;
    without.follow(".back a").await?;
    assert_eq!(without.path().await?, format!("/petugas/tiket/{number}"));
    audit.verdict().await
}
