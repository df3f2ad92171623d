//! The pages of an account for its owner, in a browser with script and in one without.

use anyhow::{Result, ensure};
use browser::{Audit, Page, View};
use testing::{Applicant, MailServer};

use crate::accounts::start_with;
use crate::owner::{ON, Owner, PERSONS, look};

const NEW_PASSWORD: &str = "Rumput!ungu83bernyanyi";
const SEND: &str = "main form.card .button--primary[type=submit]";
const CONTACT: &str = "/akun/kontak";

#[tokio::test(flavor = "multi_thread")]
async fn sessions_address_password_questions_and_data_are_changed_by_their_owner() -> Result<()> {
    let mails = MailServer::start(&[]).await?;
    let url = format!("smtp://{}", mails.authority());
    let settings = [("MAIL_URL", url.as_str()), ("MAIL_FROM", "Helpdesk SSCASN <helpdesk@example.go.id>")];
    let (site, audit) = (start_with(&settings).await?, Audit::new()?);
    for (number, view) in (1..).zip([View::PHONE, View::PHONE_WITHOUT_SCRIPT]) {
        let owner = Owner::of(&site, number, PERSONS[usize::from(!view.script)]).await?;
        let old = owner.applicant.typed("password").to_owned();
        owner.applicant.clone().sign_in(&site.system, "helpdesk").await?.leads_to(Applicant::HOME)?;
        let page = site.page(view).await?;
        page.open(Applicant::SIGN_IN).await?;
        look(&page, &audit, "signing in").await?;
        owner.signs_in(&site, &page, &old).await?;
        look(&page, &audit, "the account").await?;

        page.follow("a[href='/akun/sesi']").await?;
        look(&page, &audit, "two sessions").await?;
        page.follow("main button[name=others]").await?;
        ensure!(page.texts("main .ways__way").await?.len() == 1, "{}", page.text("main").await?);

        page.open(CONTACT).await?;
        change_address(&page, &audit, &owner, &mails).await?;

        page.open("/akun/pertanyaan").await?;
        look(&page, &audit, "other questions").await?;
        page.follow(SEND).await?;
        look(&page, &audit, "other questions without anything").await?;
        for (field, value) in [("question_1", "6"), ("question_2", "8")] {
            page.choose(&format!("[name={field}]"), value).await?;
        }
        for (field, value) in
            [("answer_1", "Bu Kartini"), ("answer_2", "Laskar Pelangi"), ("old_password", old.as_str())]
        {
            page.fill(&format!("[name={field}]"), value).await?;
        }
        page.follow(SEND).await?;
        ensure!(page.path().await? == "/akun/pertanyaan?karena=ganti", "{}", page.text("main").await?);
        look(&page, &audit, "other questions chosen").await?;

        page.open("/akun/password").await?;
        look(&page, &audit, "another password").await?;
        for (field, value) in [("old_password", "salah"), ("password", "abc"), ("password_again", "lain")] {
            page.fill(&format!("[name={field}]"), value).await?;
        }
        page.follow(SEND).await?;
        look(&page, &audit, "another password refused").await?;
        for (field, value) in
            [("old_password", old.as_str()), ("password", NEW_PASSWORD), ("password_again", NEW_PASSWORD)]
        {
            page.fill(&format!("[name={field}]"), value).await?;
        }
        page.follow(SEND).await?;
        ensure!(page.path().await? == "/akun/password?karena=ganti", "{}", page.text("main").await?);
        look(&page, &audit, "another password chosen").await?;

        // The register does not know these persons as they wrote themselves.
        site.system.database.execute("UPDATE accounts.accounts SET identity = 'refused', check_at = NULL").await?;
        page.open(Applicant::HOME).await?;
        look(&page, &audit, "an account that was refused").await?;
        page.follow("a[href='/akun/data']").await?;
        look(&page, &audit, "other data").await?;
        page.fill("[name=kk]", "12").await?;
        page.follow(SEND).await?;
        look(&page, &audit, "other data refused").await?;
        page.follow("main form[action='/akun/keluar'] button").await?;
        ensure!(page.path().await? == "/akun/masuk?karena=keluar", "{}", page.path().await?);
        page.close().await?;
    }
    audit.verdict().await
}

/// Takes back a new address, and confirms another one by the link in its mail.
async fn change_address(page: &Page, audit: &Audit, owner: &Owner, mails: &MailServer) -> Result<()> {
    look(page, audit, "contacts").await?;
    page.follow("main a[href='/akun/kontak/email']").await?;
    page.follow(SEND).await?;
    ensure!(page.document().await?.status == 422, "{}", page.text("main").await?);
    look(page, audit, "another address without anything").await?;
    let password = owner.applicant.typed("password");
    let new = owner.applicant.typed("email").replace("pelamar", "baru");
    for (address, button) in [("salah@surat.example", Some("form[action='/akun/kontak/batal'] button")), (&new, None)] {
        page.open("/akun/kontak/email").await?;
        for (field, value) in [("email", address), ("password", password)] {
            page.fill(&format!("[name={field}]"), value).await?;
        }
        page.follow(SEND).await?;
        ensure!(page.path().await? == "/akun/kontak?karena=email", "{}", page.text("main").await?);
        if let Some(button) = button {
            look(page, audit, "an address that waits").await?;
            page.follow(button).await?;
            ensure!(page.path().await? == "/akun/kontak?karena=batal", "{}", page.text("main").await?);
            look(page, audit, "an address taken back").await?;
        }
    }
    let reached = Owner { applicant: owner.applicant.clone().typing("email", &new) };
    page.open(&reached.mailed(mails, "Pastikan alamat email Anda").await?).await?;
    page.follow(ON).await?;
    page.open(CONTACT).await?;
    ensure!(page.text("#kontak-email + p").await?.starts_with('b'), "{}", page.text("main").await?);
    ensure!(page.count("form[action='/akun/kontak/batal']").await? == 0, "{}", page.text("main").await?);
    look(page, audit, "an address confirmed").await
}
