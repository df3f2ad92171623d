//! The database is away: pages that only show something still work, and a form that the site cannot store yet is not
//! lost.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use browser::{Applicant, Audit, SEND, Site, View, number, send};
use testing::Client;

/// Far less than any wait for the database.
const AT_ONCE: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread")]
async fn without_the_database_pages_are_shown_at_once() -> Result<()> {
    let (mut site, audit) = (Site::start().await?, Audit::new()?);
    let database = site.put_database_on_a_line().await?;
    let page = site.page(View::PHONE).await?;
    Applicant::new(&site, "status-bukan-pns", 9_501)?.file(&site, &page).await?;
    let receipt = page.path().await?;
    database.cut();

    for path in [
        "/",
        "/faq",
        "/faq?q=lupa+pasword",
        "/formulir",
        "/formulir/lokasi-lahir-tidak-ditemukan",
        "/status",
        "/privasi",
        &receipt,
    ] {
        page.open(path).await?;
        assert_eq!(page.document().await?.status, 200, "{path}");
        audit.look(&page, &format!("{path} without the database")).await?;
        let (client, url) = (Client::default(), format!("{}{path}", page.site()));
        let mut quickest = Duration::MAX;
        for _ in 0..5 {
            let started = Instant::now();
            assert_eq!(client.get(&url).await?.status, 200, "{path}");
            quickest = quickest.min(started.elapsed());
        }
        ensure!(quickest < AT_ONCE, "{path} took {quickest:?}");
    }
    page.open("/faq?q=lupa+pasword").await?;
    assert!(page.count("ol.results li").await? > 0, "the search needs no database, and forgives");
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_cannot_be_stored_yet_is_kept_and_filed_once() -> Result<()> {
    let (mut site, audit) = (Site::start().await?, Audit::new()?);
    let database = site.put_database_on_a_line().await?;
    for (tickets, view) in (1..).zip([View::PHONE, View::PHONE_WITHOUT_SCRIPT]) {
        let name = |state: &str| format!("{state}, script {}", view.script);
        let page = site.page(view).await?;
        let applicant = Applicant::new(&site, "status-bukan-pns", if view.script { 9_511 } else { 9_512 })?;
        page.open(&applicant.path()).await?;
        applicant.fill(&page).await?;
        site.answer_code(&page).await?;
        database.cut();
        page.follow(SEND).await?;
        assert_eq!(page.document().await?.status, 503);
        assert!(page.text("[data-summary]").await?.contains("Isian Anda masih ada"), "{}", page.text("main").await?);
        for (field, value) in &applicant.values {
            assert_eq!(page.value(&format!("[name={field}]")).await?, *value, "{field}");
        }
        assert_eq!(page.count(".document__kept").await?, 2, "the documents are still attached");
        audit.look(&page, &name("form not stored")).await?;

        let status = site.page(view).await?;
        status.open("/status").await?;
        applicant.look_up(&status, "662026112100001").await?;
        assert_eq!(status.document().await?.status, 503);
        assert!(status.text("main").await?.contains("Tiket Anda tetap tersimpan"));
        audit.look(&status, &name("lookup without the database")).await?;

        database.mend();
        site.system.ready("helpdesk").await?;
        site.answer_code(&page).await?;
        send(&page).await?;
        number(&page).await?;
        assert_eq!(site.tickets().await?, tickets);
    }
    audit.verdict().await
}
