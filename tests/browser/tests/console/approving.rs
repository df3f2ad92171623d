//! A ticket beside an account. Of form 06 an officer approves and declines; of form 02 two officers have the account
//! removed. Both compare the account's pictures with the ticket's.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use browser::{Audit, Officer, Page, Site, View};
use domain::Desk;
use testing::{Applicant, Client, Person, eventually};

const PATIENCE: Duration = Duration::from_mins(1);
const FORGOTTEN: (&str, Desk) = ("lupa-jawaban-pengaman-2", Desk::BknAccounts);
const COMPLAINT: (&str, Desk) = ("nik-didaftarkan-orang-lain", Desk::BknDataFixes);
const PROCESS: &str = "helpdesk";
/// Nobody listens there: who has an account is not what this is about.
const SETTINGS: [(&str, &str); 4] = [
    ("POPULATION_REGISTER_URL", "http://127.0.0.1:9"),
    ("POPULATION_REGISTER_INSTITUTION", "BKN"),
    ("POPULATION_REGISTER_USER", "uji"),
    ("POPULATION_REGISTER_PASSWORD", "rahasia"),
];

/// A site in which accounts can be made.
async fn start() -> Result<Site> {
    let site = Site::start_with(&SETTINGS).await?;
    let window = ["--opens", "2026-01-01 00:00", "--closes", "2999-01-01 00:00"];
    site.system.operate(&[&["period", "add", "CASN 2026"][..], &window].concat())?;
    site.system.accounts_opened(PROCESS).await?;
    Ok(site)
}

/// Somebody files a ticket, with or without an account. It reaches its desk.
async fn ticket(site: &Site, (form, desk): (&str, Desk), seed: u64, has_account: bool) -> Result<String> {
    let person = Person::new(seed);
    if has_account {
        Applicant::new(&Client::default(), &person, seed).make_account(&site.system, PROCESS).await?;
    }
    let (api, token) = (site.system.api(), site.system.desk_token(desk));
    let receipt = api.submit(form, &person.submission(form, 20_000), None).await?.json()?;
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
    let (site, audit) = (start().await?, Audit::new()?);
    for (seed, view) in (98_001..).zip([View::LAPTOP, View { script: false, ..View::LAPTOP }]) {
        let state = |what: &str| format!("{what}, script {}", view.script);
        let page = site.page(view).await?;
        let (nip, name) =
            if view.script { ("198501012010011001", "Ayu Lestari") } else { ("198602022011012002", "Budi Santoso") };
        Officer::enters(&site, &page, nip, name, &["officer"], None).await?;
        let (approved, declined) =
            (ticket(&site, FORGOTTEN, seed, true).await?, ticket(&site, FORGOTTEN, seed + 100, false).await?);

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

/// Waits until the ticket's page shows the text.
async fn shows(page: &Page, number: &str, text: &str) -> Result<()> {
    eventually(text, PATIENCE, async || {
        page.open(&format!("/petugas/tiket/{number}")).await?;
        Ok(page.text("main").await?.contains(text).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_of_a_stranger_is_frozen_by_one_officer_and_removed_by_a_second() -> Result<()> {
    const SEED: u64 = 98_301;
    let (site, audit) = (start().await?, Audit::new()?);
    let number = ticket(&site, COMPLAINT, SEED, true).await?;
    let (first, second) = (site.page(View::LAPTOP).await?, site.page(View { script: false, ..View::LAPTOP }).await?);
    Officer::enters(&site, &first, "198501012010011001", "Ayu Lestari", &["officer"], None).await?;
    Officer::enters(&site, &second, "198602022011012002", "Budi Santoso", &["officer", "supervisor"], None).await?;

    first.open(&format!("/petugas/tiket/{number}")).await?;
    first.follow("form[action$='/ambil'] button").await?;
    pictures_are_drawn(&first, &["/akun/ktp", "/akun/selfie"]).await?;
    audit.look(&first, "a complaint beside the account").await?;
    first.follow("button[value=setujui]").await?;
    ensure!(first.document().await?.status == 422 && first.count("#akun-error").await? == 1);
    first.click("#dibandingkan").await?;
    first.follow("button[value=setujui]").await?;
    ensure!(first.path().await?.contains("selesai=dibekukan"), "{}", first.text("main").await?);
    shows(&first, &number, "menunggu penyelia lain").await?;
    ensure!(first.count("button[value=hapus]").await? == 0, "nobody confirms what they approved");
    audit.look(&first, "frozen, for whoever approved it").await?;

    let stranger = site.page(View::PHONE_WITHOUT_SCRIPT).await?;
    let applicant = Applicant::new(&Client::default(), &Person::new(SEED), SEED);
    let sign_in = async || {
        stranger.open(Applicant::SIGN_IN).await?;
        for field in ["nik", "password"] {
            stranger.fill(&format!("[name={field}]"), applicant.typed(field)).await?;
        }
        stranger.follow("main form .button--primary[type=submit]").await
    };
    sign_in().await?;
    ensure!(stranger.text("main").await?.contains("Akun ini dibekukan"), "{}", stranger.text("main").await?);
    audit.look(&stranger, "an account that is frozen").await?;

    second.open(&format!("/petugas/tiket/{number}")).await?;
    pictures_are_drawn(&second, &["/akun/ktp", "/akun/selfie"]).await?;
    audit.look(&second, "frozen, for the second officer").await?;
    second.follow("button[value=hapus]").await?;
    ensure!(second.document().await?.status == 422 && second.count("#akun-error").await? == 1);
    second.click("#dibandingkan").await?;
    second.follow("button[value=hapus]").await?;
    shows(&second, &number, "Penghapusan dipastikan Budi Santoso").await?;
    ensure!(second.count("button[value=batalkan]").await? == 1, "until then it can be released");
    audit.look(&second, "a removal that waits").await?;

    // A day goes by.
    eventually("a removal that is due", PATIENCE, async || {
        let due = "UPDATE accounts.complaints SET remove_at = now() WHERE remove_at IS NOT NULL";
        site.system.database.execute(due).await?;
        let removed = "SELECT count(*) FROM accounts.complaints WHERE outcome = 'removed'";
        Ok((site.system.database.count(removed).await? == 1).then_some(()))
    })
    .await?;
    shows(&first, &number, "Pengaduan Anda kami setujui").await?;
    audit.look(&first, "an account that was removed").await?;
    sign_in().await?;
    ensure!(!stranger.text("main").await?.contains("dibekukan"), "nothing tells that there was one");
    ensure!(stranger.path().await? == Applicant::SIGN_IN, "{}", stranger.text("main").await?);
    audit.verdict().await
}
