//! Work on tickets: one of two officers takes a ticket, officers answer one and many at once, and the applicant reads
//! the answer.

use std::time::Duration;

use anyhow::{Context as _, Result};
use browser::{Audit, Key, Officer, Page, Site, View};
use domain::Desk;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use testing::{Person, eventually};

const PATIENCE: Duration = Duration::from_mins(1);
const DESK: Desk = Desk::InstansiComplaints;
const FORM: &str = "pengaduan-instansi";
const LIST: &str = "/petugas/tiket?meja=instansi.complaints";
/// Tickets that one text answers.
const MANY: usize = 500;
const NEXT: &str = "form[action='/petugas/tiket/berikutnya'] button";

/// Files tickets, some at the same time, and waits until they reach the desk.
async fn tickets(site: &Site, from: u64, count: usize) -> Result<Vec<(Person, String)>> {
    let (api, token) = (site.system.api(), site.system.desk_token(DESK));
    let filed = stream::iter((from..).take(count)).map(async |seed| {
        let person = Person::new(seed);
        let answer = api.submit(FORM, &person.submission(FORM, 0), None).await?;
        let receipt = answer.json()?;
        let number = receipt.get("ticket_number").and_then(serde_json::Value::as_str).context("a number")?.to_owned();
        eventually("the ticket at its desk", PATIENCE, async || {
            let seen = api.desk_get(token, &format!("/api/v1/tickets/{number}")).await?;
            Ok((seen.status == 200 && seen.json()?.get("stage").is_some_and(|stage| stage == "received")).then_some(()))
        })
        .await?;
        anyhow::Ok((person, number))
    });
    filed.buffered(8).try_collect().await
}

async fn taken(page: &Page) -> Result<String> {
    page.open(LIST).await?;
    page.follow(NEXT).await?;
    Ok(page.path().await?.trim_start_matches("/petugas/tiket/").to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_officers_take_the_next_ticket_and_each_answers_the_own_one() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let filed = tickets(&site, 70_001, 3).await?;
    let (ayu, budi) = (site.page(View::LAPTOP).await?, site.page(View { script: false, ..View::LAPTOP }).await?);
    Officer::enters(&site, &ayu, "198501012010011001", "Ayu Lestari", &["supervisor"], None).await?;
    Officer::enters(&site, &budi, "198602022011012002", "Budi Santoso", &["officer"], None).await?;
    ayu.open(LIST).await?;
    audit.look(&ayu, "tickets wait").await?;
    let (one, other) = tokio::try_join!(taken(&ayu), taken(&budi))?;
    assert_ne!(one, other);
    audit.look(&ayu, "own ticket").await?;
    budi.open(&format!("/petugas/tiket/{one}")).await?;
    assert!(budi.text("main").await?.contains("Ayu Lestari"));
    assert_eq!(budi.count("#jawaban").await?, 0, "it is Ayu's");
    audit.look(&budi, "another officer's ticket").await?;

    // The page keeps a draft while she types, and shows it again.
    ayu.fill("#jawaban", "Terima kasih, Ibu. Data Anda").await?;
    ayu.shows("document.querySelector('[data-saved]').textContent === 'Draf tersimpan.'").await?;
    ayu.reload().await?;
    assert_eq!(ayu.value("#jawaban").await?, "Terima kasih, Ibu. Data Anda");
    ayu.follow("button[value=pratinjau]").await?;
    audit.look(&ayu, "preview").await?;
    ayu.fill("#jawaban", "").await?;
    ayu.follow("button[value=jawab]").await?;
    audit.look(&ayu, "empty answer").await?;
    ayu.shows("document.activeElement.id === 'jawaban'").await?;
    assert_eq!(ayu.path().await?, format!("/petugas/tiket/{one}"), "loading it again sends nothing again");
    // An unsaved text survives a note, and leaving by a link.
    ayu.fill("#jawaban", "Sedang kami periksa").await?;
    ayu.fill("#isi-catatan", "Sudah ditelepon.").await?;
    ayu.click("#catatan form button").await?;
    ayu.shows("document.querySelector('#catatan [role=status]')?.innerText.includes('sudah disimpan')").await?;
    assert_eq!(ayu.value("#jawaban").await?, "Sedang kami periksa");
    ayu.fill("#jawaban", "Sedang kami periksa lagi").await?;
    ayu.follow(".back a").await?;
    ayu.open(&format!("/petugas/tiket/{one}")).await?;
    assert_eq!(ayu.value("#jawaban").await?, "Sedang kami periksa lagi");
    ayu.fill("#jawaban", "Terima kasih. Data Anda sudah kami perbaiki.").await?;
    ayu.follow("[data-submit]").await?;
    let next = ayu.path().await?;
    let third = next.trim_start_matches("/petugas/tiket/").split('?').next().unwrap_or_default().to_owned();
    assert!(filed.iter().any(|(_, number)| *number == third) && third != one && third != other, "the next one is hers");
    assert!(ayu.text("main").await?.contains(&format!("Jawaban tiket {one} sudah terkirim.")));
    ayu.open(&format!("/petugas/tiket/{one}")).await?;
    assert_eq!(ayu.count("main .button[data-shortcut=n]").await?, 1, "there is a way on");
    audit.look(&ayu, "answered ticket").await?;

    let (applicant, _) = filed.iter().find(|(_, number)| *number == one).expect("one of them");
    let person = site.page(View::PHONE).await?;
    person.open(&format!("/status?nomor={one}")).await?;
    person.fill("#nik", &applicant.nik).await?;
    person.follow("main form .button--primary").await?;
    assert!(person.text("main").await?.contains("Data Anda sudah kami perbaiki."));

    budi.open(&format!("/petugas/tiket/{other}")).await?;
    budi.click(".case__work details:has(form[action$='/teruskan']) summary").await?;
    budi.choose("#meja_tujuan", Desk::BknAccounts.as_str()).await?;
    budi.fill("#alasan", "Ini soal akun.").await?;
    budi.follow("form[action$='/teruskan'] button").await?;
    budi.open(&format!("/petugas/tiket/{other}")).await?;
    eventually("the ticket at the other desk", PATIENCE, async || {
        budi.reload().await?;
        Ok(budi.text("main").await?.contains("Ini soal akun.").then_some(()))
    })
    .await?;
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_open_tells_who_has_taken_the_ticket_meanwhile() -> Result<()> {
    const TOLD: &str = "document.querySelector('[data-holder]')";
    let site = Site::start().await?;
    tickets(&site, 70_101, 1).await?;
    let (ayu, budi) = (site.page(View::LAPTOP).await?, site.page(View::LAPTOP).await?);
    Officer::enters(&site, &ayu, "198501012010011001", "Ayu Lestari", &["officer"], None).await?;
    Officer::enters(&site, &budi, "198602022011012002", "Budi Santoso", &["officer"], None).await?;
    let number = taken(&ayu).await?;
    ayu.follow("form[action$='/lepas'] button").await?;
    ayu.open(&format!("/petugas/tiket/{number}")).await?;
    ayu.shows(&format!("{TOLD}.hidden")).await?;

    // The page asks every quarter of a minute, and when somebody comes back to it.
    let come_back = async || ayu.run("void document.dispatchEvent(new Event('visibilitychange'))").await;
    assert_eq!(taken(&budi).await?, number);
    come_back().await?;
    ayu.shows(&format!("!{TOLD}.hidden && {TOLD}.textContent.includes('Budi Santoso')")).await?;
    budi.follow("form[action$='/lepas'] button").await?;
    come_back().await?;
    ayu.shows(&format!("{TOLD}.hidden")).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn many_are_answered_with_one_text_although_the_process_ends_on_the_way() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    tickets(&site, 71_001, MANY).await?;
    let page = site.page(View::LAPTOP).await?;
    Officer::enters(&site, &page, "198501012010011001", "Ayu Lestari", &["supervisor"], None).await?;
    page.open("/petugas/templat?meja=instansi.complaints").await?;
    page.fill("#judul", "Sudah diteruskan").await?;
    page.fill("#teks", "Yth. {nama}, pengaduan {nomor} sudah kami teruskan ke instansi.").await?;
    page.follow("main form .button--primary").await?;
    audit.look(&page, "a template").await?;
    page.open("/petugas/massal/baru?meja=instansi.complaints").await?;
    page.fill("#teks", "Yth. {nama}, pengaduan {nomor} sudah kami teruskan ke instansi.").await?;
    page.follow("button[value=pratinjau]").await?;
    assert_eq!(page.count("article.card--question").await?, 3);
    audit.look(&page, "three of many").await?;
    page.follow("button[value=mulai]").await?;
    let address = page.path().await?;
    eventually("the first ten", PATIENCE, async || {
        page.open(&address).await?;
        Ok((page.count("button[value=lanjut]").await? == 1).then_some(()))
    })
    .await?;
    assert!(page.text("main").await?.contains(&format!("10 dari {MANY} tiket selesai, 10 dijawab")));
    audit.look(&page, "ten of many").await?;

    page.follow("button[value=lanjut]").await?;
    let owner = site.system.database.owner().clone();
    let (all, half) = (i64::try_from(MANY)?, i64::try_from(MANY / 2)?);
    let answers =
        async || anyhow::Ok(sqlx::query_scalar::<_, i64>("SELECT count(*) FROM desk.answers").fetch_one(&owner).await?);
    eventually("half of them to be answered", PATIENCE, async || Ok((answers().await? >= half).then_some(()))).await?;
    site.kill()?;
    let before = answers().await?;
    assert!(before < all, "it ended on the way: {before} of {all}");
    site.launch().await?;
    eventually("all to be answered", PATIENCE, async || Ok((answers().await? == all).then_some(()))).await?;
    page.open(&address).await?;
    eventually("the report", PATIENCE, async || {
        page.open(&address).await?;
        Ok(page
            .text("main")
            .await?
            .contains(&format!("{MANY} dari {MANY} tiket selesai, {MANY} dijawab"))
            .then_some(()))
    })
    .await?;
    audit.look(&page, "all of many").await?;
    let twice: i64 =
        sqlx::query_scalar("SELECT count(*) FROM desk.answers WHERE revision > 1").fetch_one(&owner).await?;
    assert_eq!(twice, 0);
    eventually("the hours to be counted", PATIENCE, async || {
        page.open("/petugas/ringkasan").await?;
        Ok(page.text("main").await?.contains(&MANY.to_string()).then_some(()))
    })
    .await?;
    audit.look(&page, "overview").await?;
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_is_worked_on_by_keyboard_alone() -> Result<()> {
    let site = Site::start().await?;
    let filed = tickets(&site, 72_001, 1).await?;
    let page = site.page(View::LAPTOP).await?;
    Officer::enters(&site, &page, "198501012010011001", "Ayu Lestari", &["officer"], None).await?;
    page.open(LIST).await?;
    page.press(Key::ArrowDown).await?;
    page.travel(async || page.press(Key::Enter).await).await?;
    assert_eq!(page.path().await?, format!("/petugas/tiket/{}", filed[0].1));
    page.run("document.querySelector(\"form[action$='/ambil'] button\").focus()").await?;
    page.travel(async || page.press(Key::Enter).await).await?;
    page.shows("document.activeElement.id === 'jawaban'").await?;
    page.keyboard("Terima kasih, sudah kami teruskan.").await?;
    page.travel(async || page.press(Key::ControlEnter).await).await?;
    assert!(page.text("main").await?.contains("Semua tiket sudah dijawab"));
    Ok(())
}
