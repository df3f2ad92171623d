//! Who lost the password gets back in, in a browser with script and in one without: by an answer that counts once, by
//! the answer to a question, by a link in a mail, and by what a desk approved.

use anyhow::{Context as _, Result, ensure};
use browser::{Audit, Page, Site, View};
use domain::{Desk, catalogue};
use testing::{Applicant, MailServer, Multipart, Officer, Person, eventually, jpeg};

use crate::accounts::start_with;
use crate::owner::{ON, Owner, PATIENCE, PERSONS, PROCESS, look, shows_for_now};

const VIEWS: [View; 2] = [View::PHONE, View::PHONE_WITHOUT_SCRIPT];
const WAYS: &str = "/akun/lupa-password";
const BY_EMAIL: &str = "/akun/lupa-password/email";
const NEW_PASSWORD: &str = "Rumput!ungu83bernyanyi";
const NEWER_PASSWORD: &str = "Awan!jingga27berlayar";
const FORM_06: &str = "lupa-jawaban-pengaman-2";

/// From the page of form 05, filled in, to the page with the answer that counts once. Returns the answer.
async fn one_time_answer(site: &Site, page: &Page) -> Result<String> {
    site.answer_code(page).await?;
    page.follow(ON).await?;
    let code = page.value("[name=answer]").await.with_context(|| "an answer that counts once")?;
    ensure!(page.path().await? == Applicant::SECOND_ANSWER && code.len() == 11, "{}", page.text("main").await?);
    shows_for_now(page, &code).await?;
    Ok(code)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_counts_once_fills_the_form_that_leads_to_a_new_password() -> Result<()> {
    let (site, audit) = (start_with(&[]).await?, Audit::new()?);
    for (number, view) in (1..).zip(VIEWS) {
        let owner = Owner::of(&site, number, PERSONS[usize::from(!view.script)]).await?;
        let page = site.page(view).await?;
        page.open(Applicant::SIGN_IN).await?;
        page.follow(&format!("main a[href='{WAYS}']")).await?;
        look(&page, &audit, "the ways back").await?;
        page.follow(&format!("a[href='{}']", Applicant::SECOND_ANSWER)).await?;
        look(&page, &audit, "form 05").await?;
        page.follow(ON).await?;
        ensure!(page.count("[data-summary] li").await? == 8, "{}", page.text("[data-summary]").await?);
        look(&page, &audit, "form 05 without anything").await?;
        owner.tells_identity(&page).await?;
        owner.answers(&page, 2).await?;
        let code = one_time_answer(&site, &page).await?;
        look(&page, &audit, "an answer that counts once").await?;

        page.follow(ON).await?;
        ensure!(page.path().await? == Applicant::FIRST_ANSWER && page.value("[name=answer]").await? == code);
        ensure!(page.value("[name=question]").await? == owner.applicant.typed("question_1"));
        look(&page, &audit, "form 04, filled in").await?;
        site.answer_code(&page).await?;
        page.follow(ON).await?;
        ensure!(page.path().await? == Applicant::NEW_PASSWORD, "{}", page.text("main").await?);
        ensure!(!page.text("main").await?.contains(owner.applicant.typed("nik")), "the NIK is masked");
        look(&page, &audit, "a new password").await?;
        owner.chooses(&site, &page, "abc").await?;
        ensure!(page.text("main").await?.contains("Tambahkan angka."), "{}", page.text("main").await?);
        look(&page, &audit, "a new password refused").await?;
        owner.chooses(&site, &page, NEW_PASSWORD).await?;
        ensure!(page.path().await? == Applicant::RECOVERED, "{}", page.text("main").await?);
        look(&page, &audit, "a new password chosen").await?;
        page.follow("main a.button--primary").await?;
        owner.signs_in(&site, &page, NEW_PASSWORD).await?;
        look(&page, &audit, "the account after a reset").await?;
        page.close().await?;
    }
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_loaded_again_shows_no_answer_again() -> Result<()> {
    let site = start_with(&[]).await?;
    let owner = Owner::of(&site, 1, PERSONS[0]).await?;
    let page = site.page(View::PHONE).await?;
    page.open(Applicant::SECOND_ANSWER).await?;
    owner.tells_identity(&page).await?;
    owner.answers(&page, 2).await?;
    let code = one_time_answer(&site, &page).await?;
    page.reload().await?;
    ensure!(!page.document().await?.body.contains(&code), "{}", page.text("main").await?);
    ensure!(page.text("[data-summary]").await?.contains("sudah dipakai"), "{}", page.text("main").await?);
    // What was shown counts all the same, typed as people type it.
    page.open(Applicant::FIRST_ANSWER).await?;
    owner.tells_identity(&page).await?;
    owner.answers(&page, 1).await?;
    page.fill("[name=answer]", &code.replace('-', " ").to_lowercase()).await?;
    site.answer_code(&page).await?;
    page.follow(ON).await?;
    ensure!(page.path().await? == Applicant::NEW_PASSWORD, "{}", page.text("main").await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_in_a_mail_and_the_first_answer_lead_to_a_new_password() -> Result<()> {
    let mails = MailServer::start(&[]).await?;
    let url = format!("smtp://{}", mails.authority());
    let settings = [("MAIL_URL", url.as_str()), ("MAIL_FROM", "Helpdesk SSCASN <helpdesk@example.go.id>")];
    let (site, audit) = (start_with(&settings).await?, Audit::new()?);
    for (number, view) in (1..).zip(VIEWS) {
        let owner = Owner::of(&site, number, PERSONS[usize::from(!view.script)]).await?;
        let page = site.page(view).await?;
        // The address first: a link goes to none that nobody confirmed.
        page.open(&owner.mailed(&mails, "Pastikan alamat email Anda").await?).await?;
        look(&page, &audit, "a link that confirms an address").await?;
        page.follow(ON).await?;
        look(&page, &audit, "an address confirmed").await?;

        page.open(BY_EMAIL).await?;
        look(&page, &audit, "a link is asked for").await?;
        page.follow(ON).await?;
        look(&page, &audit, "a link is asked for without a NIK").await?;
        page.fill("[name=nik]", owner.applicant.typed("nik")).await?;
        site.answer_code(&page).await?;
        page.follow(ON).await?;
        ensure!(page.path().await? == "/akun/lupa-password/email/diminta", "{}", page.text("main").await?);
        look(&page, &audit, "a link was asked for").await?;
        let link = owner.mailed(&mails, "Tautan untuk membuat password baru").await?;
        page.open(&link).await?;
        look(&page, &audit, "a link to a new password").await?;
        page.follow(ON).await?;
        ensure!(page.path().await? == Applicant::NEW_PASSWORD, "{}", page.text("main").await?);
        owner.chooses(&site, &page, NEW_PASSWORD).await?;
        ensure!(page.path().await? == Applicant::RECOVERED, "{}", page.text("main").await?);
        page.open(&link).await?;
        ensure!(page.document().await?.status == 404, "a link counts once");
        look(&page, &audit, "a link that was used").await?;

        page.open(Applicant::FIRST_ANSWER).await?;
        owner.tells_identity(&page).await?;
        owner.answers(&page, 1).await?;
        page.fill("[name=answer]", "Bukan ini").await?;
        site.answer_code(&page).await?;
        page.follow(ON).await?;
        ensure!(page.text("[data-summary]").await?.contains("tidak sesuai"), "{}", page.text("main").await?);
        look(&page, &audit, "form 04 with a wrong answer").await?;
        ensure!(page.value("[name=answer]").await?.is_empty(), "an answer is typed again");
        owner.answers(&page, 1).await?;
        site.answer_code(&page).await?;
        page.follow(ON).await?;
        owner.chooses(&site, &page, NEWER_PASSWORD).await?;
        page.follow("main a.button--primary").await?;
        owner.signs_in(&site, &page, NEWER_PASSWORD).await?;
        page.close().await?;
    }
    // Without a grant the page for a new password leads back, and says why.
    let page = site.page(View::PHONE).await?;
    page.open(Applicant::NEW_PASSWORD).await?;
    ensure!(page.text("main").await?.contains("tidak berlaku lagi"), "{}", page.text("main").await?);
    look(&page, &audit, "a grant that is over").await?;
    audit.verdict().await
}

/// Files a ticket of form 06 for the owner. The ticket reaches its desk.
async fn ticket(site: &Site, owner: &Owner, seed: u64) -> Result<String> {
    let form = catalogue::by_slug(FORM_06).context("the form")?;
    let mut body = Multipart::default();
    for (name, value) in Person::new(seed).fields(form) {
        let own = owner.applicant.typed(&name);
        body = body.text(&name, if own.is_empty() { &value } else { own });
    }
    for (at, document) in (0..).zip(form.documents) {
        body = body.file(document.kind.as_str(), "pindaian.jpg", "image/jpeg", &jpeg(seed * 10 + at, 20_000));
    }
    let (api, token) = (site.system.api(), site.system.desk_token(Desk::BknAccounts));
    let receipt = api.submit(FORM_06, &body, None).await?.json()?;
    let number = receipt.get("ticket_number").and_then(serde_json::Value::as_str);
    let number = number.with_context(|| receipt.to_string())?.to_owned();
    eventually("the ticket at its desk", PATIENCE, async || {
        Ok((api.desk_get(token, &format!("/api/v1/tickets/{number}")).await?.status == 200).then_some(()))
    })
    .await?;
    Ok(number)
}

/// An officer compares, approves, and accounts carries it out.
async fn approve(site: &Site, officer: &mut Officer, number: &str) -> Result<()> {
    let address = format!("/petugas/tiket/{number}");
    let desk = Desk::BknAccounts.as_str();
    officer.submit(&address, &format!("{address}/ambil"), &[("meja", desk)]).await?;
    let account = officer.open(&address).await?.value("akun").context("the account beside the ticket")?;
    let decided = [("aksi", "setujui"), ("akun", account.as_str()), ("dibandingkan", "ya")];
    let approved = officer.submit(&address, &format!("{address}/akun"), &decided).await?;
    ensure!(approved.status == 303, "answered {}: {}", approved.status, approved.html);
    eventually("the ticket to be answered", PATIENCE, async || {
        let answered = "SELECT count(*) FROM desk.cases WHERE stage = 'answered' AND ticket_number = $1";
        let answered: i64 = sqlx::query_scalar(answered).bind(number).fetch_one(site.system.database.owner()).await?;
        Ok((answered == 1).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_desk_approved_is_shown_a_code_once_and_goes_on_with_it() -> Result<()> {
    let (site, audit) = (start_with(&[]).await?, Audit::new()?);
    let mut officer = Officer::enters(&site.system, PROCESS, 900, ("198501012010011001", "Ratna Dewi")).await?;
    for (seed, view) in (97_001..).zip(VIEWS) {
        let owner = Owner::of(&site, seed, PERSONS[usize::from(!view.script)]).await?;
        let number = ticket(&site, &owner, seed).await?;
        approve(&site, &mut officer, &number).await?;
        let page = site.page(view).await?;
        page.open(&format!("/status?nomor={number}")).await?;
        page.fill("#nik", owner.applicant.typed("nik")).await?;
        page.follow("main form .button--primary").await?;
        ensure!(page.text("main").await?.contains(Applicant::APPROVED), "{}", page.text("main").await?);

        page.open(Applicant::APPROVED).await?;
        look(&page, &audit, "the code is asked for").await?;
        page.follow(ON).await?;
        look(&page, &audit, "the code is asked for without anything").await?;
        page.fill("[name=number]", &number).await?;
        owner.tells_identity(&page).await?;
        site.answer_code(&page).await?;
        page.follow(ON).await?;
        let code = page.value("[name=answer]").await.with_context(|| "a code")?;
        ensure!(page.path().await? == Applicant::APPROVED, "{}", page.path().await?);
        shows_for_now(&page, &code).await?;
        look(&page, &audit, "the code").await?;

        let other = site.page(view).await?;
        other.open(Applicant::APPROVED).await?;
        other.fill("[name=number]", &number).await?;
        owner.tells_identity(&other).await?;
        site.answer_code(&other).await?;
        other.follow(ON).await?;
        ensure!(other.text("main").await?.contains("Kode sudah ditampilkan pada"), "{}", other.text("main").await?);
        ensure!(!other.document().await?.body.contains(&code));
        look(&other, &audit, "the code was shown").await?;
        other.close().await?;

        page.follow(ON).await?;
        ensure!(page.path().await? == Applicant::SECOND_ANSWER && page.value("[name=answer]").await? == code);
        one_time_answer(&site, &page).await?;
        page.close().await?;
    }
    audit.verdict().await
}
