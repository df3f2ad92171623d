//! Officers at work together: a colleague is named in a note, and open pages are told what changes.

use std::time::Duration;

use anyhow::{Context as _, Result};
use browser::{Audit, Key, Officer, Page, Site, View};
use domain::Desk;
use testing::{Person, eventually};

const PATIENCE: Duration = Duration::from_mins(1);
const FORM: &str = "pengaduan-instansi";
const LIST: &str = "/petugas/tiket?meja=instansi.complaints";
const NEXT: &str = "form[action='/petugas/tiket/berikutnya'] button";

/// Files a ticket and waits until it reaches its desk.
async fn ticket(site: &Site, seed: u64) -> Result<String> {
    let (api, token) = (site.system.api(), site.system.desk_token(Desk::InstansiComplaints));
    let receipt = api.submit(FORM, &Person::new(seed).submission(FORM, 0), None).await?.json()?;
    let number = receipt.get("ticket_number").and_then(serde_json::Value::as_str).context("a number")?.to_owned();
    eventually("the ticket at its desk", PATIENCE, async || {
        let shown = api.desk_get(token, &format!("/api/v1/tickets/{number}")).await?;
        Ok((shown.status == 200 && shown.json()?.get("stage").is_some_and(|stage| stage == "received")).then_some(()))
    })
    .await?;
    Ok(number)
}

async fn officers(site: &Site) -> Result<(Page, Page)> {
    let (ayu, budi) = (site.page(View::LAPTOP).await?, site.page(View::LAPTOP).await?);
    Officer::enters(site, &ayu, "198501012010011001", "Ayu Lestari", &["officer"], None).await?;
    Officer::enters(site, &budi, "198602022011012002", "Budi Santoso", &["officer"], None).await?;
    Ok((ayu, budi))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_is_named_by_a_list_that_opens_behind_the_sign_and_finds_the_note() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let number = ticket(&site, 91_001).await?;
    let (ayu, budi) = officers(&site).await?;
    ayu.open(&format!("/petugas/tiket/{number}")).await?;
    ayu.fill("#isi-catatan", "Tolong dilihat, ").await?;
    ayu.run("document.querySelector('#isi-catatan').focus()").await?;
    ayu.keyboard("@").await?;
    ayu.shows("document.activeElement.id === 'cari-rekan'").await?;
    audit.look(&ayu, "the list of colleagues").await?;
    ayu.keyboard("bud").await?;
    ayu.shows("document.querySelectorAll('#daftar-rekan [role=option]').length === 1").await?;
    assert_eq!(ayu.attribute("#cari-rekan", "aria-activedescendant").await?.as_deref(), Some("daftar-rekan-0"));
    ayu.press(Key::Enter).await?;
    ayu.shows("document.activeElement.id === 'isi-catatan'").await?;
    assert_eq!(ayu.value("#isi-catatan").await?, "Tolong dilihat, @Budi Santoso ");
    ayu.click("#catatan form button").await?;
    ayu.shows("document.querySelector('#catatan [role=status]')?.innerText.includes('sudah disimpan')").await?;
    assert!(ayu.text("#catatan").await?.contains("untuk Budi Santoso"));
    // The part that was drawn anew names colleagues as well.
    ayu.keyboard("@").await?;
    ayu.shows("document.activeElement.id === 'cari-rekan'").await?;
    ayu.press(Key::Escape).await?;
    ayu.shows("document.activeElement.id === 'isi-catatan'").await?;

    budi.open(LIST).await?;
    assert_eq!(budi.text("[data-live=mentions]").await?, "1");
    budi.follow(".console-header__link[href='/petugas/sebutan']").await?;
    audit.look(&budi, "mentions").await?;
    budi.follow("tbody th a").await?;
    assert_eq!(budi.path().await?, format!("/petugas/tiket/{number}"));
    assert_eq!(budi.text("[data-live=mentions]").await?, "0");

    // Ayu gives him the ticket: it is among those that he holds.
    ayu.open(&format!("/petugas/tiket/{number}")).await?;
    ayu.run("void (document.querySelector('#rekan').closest('details').open = true)").await?;
    let id: String = ayu.evaluate("document.querySelector('#rekan').options[1].value").await?;
    ayu.choose("#rekan", &id).await?;
    audit.look(&ayu, "giving a ticket to a colleague").await?;
    ayu.follow("form[action$='/tugaskan'] button").await?;
    assert!(ayu.text("main").await?.contains("sudah ditugaskan"));
    budi.follow(".console-header__link[href*='tahap=saya']").await?;
    assert_eq!(budi.count("[data-rows] tbody tr").await?, 1);
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_list_tells_of_new_tickets_and_the_header_counts_without_reload() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    ticket(&site, 92_001).await?;
    let (ayu, budi) = officers(&site).await?;
    ayu.open(LIST).await?;
    ayu.run("void (window.same = true)").await?;
    ayu.shows("document.querySelector('[data-new]').hidden").await?;
    ticket(&site, 92_002).await?;
    ayu.shows("document.querySelector('[data-new]').innerText.includes('1 tiket baru.')").await?;
    audit.look(&ayu, "a list with a new ticket").await?;

    // What the officer does in another window is counted here, too.
    let other = ayu.evaluate::<String>("document.querySelector('[data-live=mine]').textContent").await?;
    assert_eq!(other, "0");
    budi.open(LIST).await?;
    budi.follow(NEXT).await?;
    let taken = budi.path().await?;
    budi.run("void (document.querySelector('#rekan').closest('details').open = true)").await?;
    let id: String = budi.evaluate("document.querySelector('#rekan').options[1].value").await?;
    budi.choose("#rekan", &id).await?;
    budi.follow("form[action$='/tugaskan'] button").await?;
    ayu.shows("document.querySelector('[data-live=mine]').textContent === '1'").await?;
    assert!(ayu.evaluate::<bool>("window.same === true").await?, "nothing was loaded again");
    ayu.follow("[data-new] a").await?;
    assert_eq!(ayu.count("[data-rows] tbody tr").await?, 2);
    assert!(ayu.text("main").await?.contains("Anda"), "{taken} is hers");
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_an_officer_saved_stands_above_every_list_also_without_script() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    ticket(&site, 93_001).await?;
    let page = site.page(View { script: false, ..View::LAPTOP }).await?;
    Officer::enters(&site, &page, "198501012010011001", "Ayu Lestari", &["officer"], None).await?;
    page.open(LIST).await?;
    page.choose("#urut", "terbaru").await?;
    page.follow("form[method=get].filters button").await?;
    page.click(".views summary").await?;
    audit.look(&page, "saving a list").await?;
    page.fill("#nama", "Instansi, terbaru").await?;
    page.follow("form[action='/petugas/tampilan'] button").await?;
    page.open("/petugas/tiket").await?;
    page.follow("nav[aria-label='Tampilan tersimpan'] a").await?;
    assert_eq!(page.value("#urut").await?, "terbaru");
    audit.look(&page, "a saved list").await?;
    page.click(".views summary").await?;
    page.follow("form[action='/petugas/tampilan/hapus'] button").await?;
    assert_eq!(page.count("nav[aria-label='Tampilan tersimpan']").await?, 0);
    audit.verdict().await
}
