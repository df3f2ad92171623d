//! A ticket of form 06: an officer compares the account's pictures with the ticket's, approves, and declines.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use browser::{Audit, Officer, Page, Site, View};
use domain::Desk;
use testing::{Applicant, Client, Person, eventually};

const PATIENCE: Duration = Duration::from_mins(1);
const FORM: &str = "lupa-jawaban-pengaman-2";
const PROCESS: &str = "helpdesk";
/// Nobody listens there: who has an account is not what this is about.
const SETTINGS: [(&str, &str); 4] = [
    ("POPULATION_REGISTER_URL", "http://127.0.0.1:9"),
    ("POPULATION_REGISTER_INSTITUTION", "BKN"),
    ("POPULATION_REGISTER_USER", "uji"),
    ("POPULATION_REGISTER_PASSWORD", "rahasia"),
];

/// Somebody files a ticket, with or without an account. It reaches its desk.
async fn ticket(site: &Site, seed: u64, has_account: bool) -> Result<String> {
    let person = Person::new(seed);
    if has_account {
        Applicant::new(&Client::default(), &person, seed).make_account(&site.system, PROCESS).await?;
    }
    let (api, token) = (site.system.api(), site.system.desk_token(Desk::BknAccounts));
    let receipt = api.submit(FORM, &person.submission(FORM, 20_000), None).await?.json()?;
    let number = receipt.get("ticket_number").and_then(serde_json::Value::as_str).context("a number")?.to_owned();
    eventually("the ticket at its desk", PATIENCE, async || {
        Ok((api.desk_get(token, &format!("/api/v1/tickets/{number}")).await?.status == 200).then_some(()))
    })
    .await?;
    Ok(number)
}

/// All pictures of the ticket and of the account are seen, not only linked.
async fn pictures_are_drawn(page: &Page, kinds: &[&str]) -> Result<()> {
    for kind in kinds {
        let picture = format!("document.querySelector('img[src$=\"{kind}\"]')");
        page.run(&format!("{picture}.scrollIntoView()")).await?;
        page.shows(&format!("{picture}.complete && {picture}.naturalWidth > 0")).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_compares_pictures_side_by_side_and_approves_or_declines() -> Result<()> {
    let (site, audit) = (Site::start_with(&SETTINGS).await?, Audit::new()?);
    let window = ["--opens", "2026-01-01 00:00", "--closes", "2999-01-01 00:00"];
    site.system.operate(&[&["period", "add", "CASN 2026"][..], &window].concat())?;
    site.system.accounts_opened(PROCESS).await?;
    for (seed, view) in (98_001..).zip([View::LAPTOP, View { script: false, ..View::LAPTOP }]) {
        let state = |what: &str| format!("{what}, script {}", view.script);
        let page = site.page(view).await?;
        let (nip, name) =
            if view.script { ("198501012010011001", "Ayu Lestari") } else { ("198602022011012002", "Budi Santoso") };
        Officer::enters(&site, &page, nip, name, &["officer"], None).await?;
        let (approved, declined) = (ticket(&site, seed, true).await?, ticket(&site, seed + 100, false).await?);

        page.open(&format!("/petugas/tiket/{approved}")).await?;
        ensure!(page.text("[aria-labelledby=akun-pelamar]").await?.contains("Sama dengan data akun"));
        ensure!(page.count("button[value=setujui]").await? == 0, "nobody decides without holding the ticket");
        pictures_are_drawn(&page, &["/akun/ktp", "/akun/selfie"]).await?;
        page.follow("form[action$='/ambil'] button").await?;
        pictures_are_drawn(&page, &["/akun/ktp", "/akun/selfie"]).await?;
        audit.look(&page, &state("a ticket beside an account")).await?;
        page.follow("button[value=setujui]").await?;
        ensure!(page.document().await?.status == 422 && page.count("#akun-error").await? == 1);
        audit.look(&page, &state("approved without having compared")).await?;
        page.follow("button[value=tolak]").await?;
        ensure!(page.document().await?.status == 422 && page.count("#akun-error").await? == 1);
        audit.look(&page, &state("declined without a reason")).await?;
        page.click("#dibandingkan").await?;
        page.follow("button[value=setujui]").await?;
        let after = page.text("main").await?;
        ensure!(page.path().await?.contains("selesai=disetujui"), "{after}");
        audit.look(&page, &state("approved")).await?;
        eventually("the answer", PATIENCE, async || {
            page.open(&format!("/petugas/tiket/{approved}")).await?;
            Ok(page.text("main").await?.contains("Permintaan Anda kami setujui").then_some(()))
        })
        .await?;
        let shown = page.document().await?.body;
        ensure!(shown.contains(Applicant::APPROVED) && page.count("button[value=setujui]").await? == 0);

        page.open(&format!("/petugas/tiket/{declined}")).await?;
        ensure!(page.text("[aria-labelledby=akun-pelamar]").await?.contains("Tidak ada akun dengan NIK ini"));
        page.follow("form[action$='/ambil'] button").await?;
        ensure!(page.value("#sebab").await? == "tanpa_akun", "the likely reason is chosen");
        page.follow("button[value=tolak]").await?;
        ensure!(page.value("#jawaban").await?.contains("Belum ada akun SSCASN dengan NIK ini"));
        audit.look(&page, &state("declined")).await?;
        page.follow("[name=aksi][value=jawab]").await?;
        page.open(&format!("/petugas/tiket/{declined}")).await?;
        ensure!(page.text("main").await?.contains("Belum ada akun SSCASN dengan NIK ini"));
        page.close().await?;
    }
    let seen = "SELECT count(DISTINCT (ticket_number, detail)) FROM audit.entries WHERE action = 'read_account_file'";
    ensure!(site.system.database.count(seen).await? == 4, "each look at a picture of an account is recorded");
    audit.verdict().await
}
