//! What goes wrong, as a person sees it. Each problem is a page that says what happened and what to do, and nothing
//! typed is lost.

use std::time::Duration;

use anyhow::Result;
use browser::{Applicant, Audit, Page, SEND, Site, View, number};
use http::Method;
use serde_json::json;
use testing::{Client, Environment, Fault, Line, Person, eventually};
use tokio::task::JoinSet;

const PATIENCE: Duration = Duration::from_mins(1);
const FORM: &str = "status-bukan-pns";

#[tokio::test(flavor = "multi_thread")]
async fn every_problem_says_what_to_do() -> Result<()> {
    let (site, audit) = (Site::start_with(&[("STATUS_RATE_PER_MINUTE", "2")]).await?, Audit::new()?);
    let page = site.page(View::PHONE_WITHOUT_SCRIPT).await?;
    page.open("/tidak-ada").await?;
    is_explained(&page, &audit, 404).await?;
    page.open("/").await?;
    send(&page, "/", "").await?;
    is_explained(&page, &audit, 405).await?;
    page.open("/status").await?;
    send(&page, "/status", &"1".repeat(5_000)).await?;
    is_explained(&page, &audit, 413).await?;

    sqlx::query("REVOKE SELECT ON status.tickets FROM helpdesk_status").execute(site.system.database.owner()).await?;
    let applicant = Applicant::new(&site, FORM, 9_001)?;
    let look_up = async || {
        page.open("/status").await?;
        applicant.look_up(&page, "662026112100001").await?;
        anyhow::Ok(page.document().await?.status)
    };
    assert_eq!(look_up().await?, 500);
    is_explained(&page, &audit, 500).await?;
    eventually("too many lookups", PATIENCE, async || Ok((look_up().await? == 429).then_some(()))).await?;
    is_explained(&page, &audit, 429).await?;
    assert!(page.text("main").await?.contains("coba lagi dalam"), "it says when: {}", page.text("main").await?);
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowded_helpdesk_says_so_and_loses_nothing() -> Result<()> {
    let store = Environment::of_test_servers()?.get("S3_ENDPOINT")?.to_owned();
    let line = Line::to_server_of(&store).await?;
    let endpoint = line.instead_of_server(&store)?;
    let settings = [("SUBMISSIONS_AT_ONCE", "1"), ("FORMS_PER_MINUTE", "100000"), ("S3_ENDPOINT", endpoint.as_str())];
    let (site, audit) = (Site::start_with(&settings).await?, Audit::new()?);
    let (page, plain) = (site.page(View::PHONE).await?, site.page(View::PHONE_WITHOUT_SCRIPT).await?);
    let applicant = Applicant::new(&site, FORM, 9_011)?;
    page.open(&applicant.path()).await?;
    applicant.fill(&page).await?;
    site.answer_code(&page).await?;

    // A channel's submissions hold the only place for as long as the store does not answer, one after the other.
    line.breaks(Fault::Held);
    let mut crowd = JoinSet::new();
    for person in 9_012..9_016 {
        let (api, body) = (site.system.api(), Person::new(person).submission(FORM, 20_000));
        crowd.spawn(async move {
            loop {
                api.submit(FORM, &body, None).await.ok();
            }
        });
    }
    eventually("the only place to be taken", PATIENCE, async || {
        plain.open(&applicant.path()).await?;
        plain.follow(SEND).await?;
        Ok((plain.document().await?.status == 503).then_some(()))
    })
    .await?;
    assert!(plain.text("main").await?.contains("ramai"), "{}", plain.text("main").await?);
    audit.look(&plain, "crowded, without script").await?;

    eventually("the page to say that it is crowded", 2 * PATIENCE, async || {
        // Between two of the crowd, the page itself may get the place once. Then it learns that the store is away.
        page.click(SEND).await.ok();
        Ok(page.text("main").await?.contains("sangat ramai").then_some(()))
    })
    .await?;
    assert_eq!(page.value("#chronology").await?, applicant.values["chronology"]);
    crowd.shutdown().await;
    line.is_mended();
    eventually("the place to be free again", PATIENCE, async || {
        if page.count("#nomor").await? == 1 {
            return Ok(Some(()));
        }
        // The page may be on its way to the receipt.
        page.click(SEND).await.ok();
        Ok(None)
    })
    .await?;
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sends_too_much_is_told_when_to_try_again_and_keeps_all_that_was_typed() -> Result<()> {
    let (site, audit) = (Site::start_with(&[("FORMS_PER_MINUTE", "10")]).await?, Audit::new()?);
    let applicant = Applicant::new(&site, FORM, 9_021)?;
    for view in [View::PHONE_WITHOUT_SCRIPT, View::PHONE] {
        let page = site.page(view).await?;
        page.open(&applicant.path()).await?;
        applicant.fill(&page).await?;
        site.answer_code(&page).await?;
        let code = page.value("#captcha").await?;
        use_up(&page, &applicant.path()).await?;
        page.follow(SEND).await?;
        let document = page.document().await?;
        assert_eq!(document.status, 429);
        assert!(document.headers["retry-after"].parse::<u32>()? <= 60);
        assert!(page.text("[data-summary]").await?.contains("coba lagi dalam"), "{}", page.text("main").await?);
        for (field, value) in applicant.values.iter().chain([(&"captcha".to_owned(), &code)]) {
            assert_eq!(page.value(&format!("[name={field}]")).await?, *value, "{field}, script {}", view.script);
        }
        let chosen: usize = page
            .evaluate("[...document.querySelectorAll('input[type=file]')].filter(it => it.files.length > 0).length")
            .await?;
        let lost = page.count("[data-documents-lost]").await?;
        assert_eq!(
            (chosen, lost),
            if view.script { (2, 0) } else { (0, 1) },
            "documents are still chosen, or it is said that they are not"
        );
        audit.look(&page, &format!("too many forms, script {}", view.script)).await?;

        if view.script {
            // A tenth of a minute later there is room again: once to see what will be sent, once to send it.
            eventually("room for two more", PATIENCE, async || {
                if page.count("#captcha").await? > 0 {
                    site.answer_code(&page).await?;
                }
                // As the person is told to: each press judges the code once more.
                let told = page.document().await?.headers.get("retry-after").cloned().unwrap_or_default();
                let seconds: u32 = told.parse().unwrap_or(0);
                let waited = format!("new Promise(done => setTimeout(() => done(true), {seconds} * 1000))");
                page.evaluate::<bool>(&waited).await?;
                page.follow(SEND).await?;
                Ok((page.count("#nomor").await? == 1).then_some(()))
            })
            .await?;
            number(&page).await?;
        }
    }
    assert_eq!(site.tickets().await?, 1);
    audit.verdict().await
}

/// Checks that the page explains a problem of that status and has no fault itself.
async fn is_explained(page: &Page, audit: &Audit, status: u16) -> Result<()> {
    assert_eq!(page.document().await?.status, status, "{}", page.text("main").await?);
    assert_eq!(page.text(".eyebrow").await?, format!("Galat {status}"));
    assert!(page.count("#sekarang + ul li").await? >= 1, "it says what to do");
    audit.look(page, &format!("problem {status}")).await
}

/// Sends a form that the site does not have.
async fn send(page: &Page, path: &str, number: &str) -> Result<()> {
    let send = format!(
        "((path, number) => {{
            const form = document.createElement('form'), field = document.createElement('input');
            Object.assign(form, {{ method: 'post', action: path }});
            Object.assign(field, {{ type: 'hidden', name: 'number', value: number }});
            form.append(field);
            document.body.append(form);
            form.submit();
            return true;
        }})({}, {})",
        json!(path),
        json!(number)
    );
    page.travel(async || page.evaluate::<bool>(&send).await.map(drop)).await
}

/// Sends empty forms until the site refuses more.
async fn use_up(page: &Page, path: &str) -> Result<()> {
    let (client, url) = (Client::default(), format!("{}{path}", page.site()));
    let headers = [("content-type", "multipart/form-data; boundary=x")];
    eventually("too many forms", PATIENCE, async || {
        let answer = client.send(Method::POST, &url, &headers, b"--x--\r\n".to_vec()).await?;
        Ok((answer.status == 429).then_some(()))
    })
    .await
}
