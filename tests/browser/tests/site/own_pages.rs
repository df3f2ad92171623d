//! The pages of an account for its owner, in a browser with script and in one without.

use anyhow::{Result, ensure};
use browser::{Audit, View};
use testing::Applicant;

use crate::accounts::start_with;
use crate::owner::{Owner, PERSONS, look};

const NEW_PASSWORD: &str = "Rumput!ungu83bernyanyi";
const SEND: &str = "main form.card .button--primary[type=submit]";

#[tokio::test(flavor = "multi_thread")]
async fn sessions_password_questions_and_data_are_changed_by_their_owner() -> Result<()> {
    let (site, audit) = (start_with(&[]).await?, Audit::new()?);
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
