//! The work that a busy network does: a browser that cannot do it sends its form all the same.

use anyhow::Result;
use browser::{Applicant, Page, SEND, Site, View, number, send};
use http::Method;
use testing::{Client, eventually};

/// A worker that says nothing, and a patience that ends when the test says so.
const SILENT: &str = "
    window.Worker = class extends EventTarget { postMessage() {} terminate() {} };
    const later = window.setTimeout.bind(window);
    window.setTimeout = (run, after, ...rest) =>
        after === 20000 ? ((window.endPatience = run), 0) : later(run, after, ...rest);
";

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_sent_although_its_worker_never_answers() -> Result<()> {
    let site = Site::start().await?;
    let page = site.page(View::PHONE).await?;
    let applicant = Applicant::new(&site, "status-bukan-pns", 6_601)?;
    make_busy(&page, &applicant.path()).await?;
    page.run_first(SILENT).await?;
    page.open(&applicant.path()).await?;
    assert_eq!(page.count("[data-work]").await?, 1, "it asks for work");
    applicant.fill(&page).await?;
    site.answer_code(&page).await?;
    page.click(SEND).await?;
    page.shows("document.querySelector('[data-sending-status]').textContent.startsWith('Menunggu')").await?;
    page.shows("!document.querySelector('[data-document] [role=status]').textContent.includes('Menyiapkan')").await?;
    assert_eq!(page.count("form[data-check]").await?, 0, "it waits for the worker");
    page.travel(async || page.evaluate::<bool>("(window.endPatience(), true)").await.map(drop)).await?;
    send(&page).await?;
    number(&page).await?;
    assert_eq!(site.tickets().await?, 1);
    Ok(())
}

/// Sends empty forms until the site asks this network for work.
async fn make_busy(page: &Page, path: &str) -> Result<()> {
    let (client, url) = (Client::default(), format!("{}{path}", page.site()));
    let headers = [("content-type", "multipart/form-data; boundary=x")];
    eventually("the site to ask for work", std::time::Duration::from_mins(1), async || {
        client.send(Method::POST, &url, &headers, b"--x--\r\n".to_vec()).await?;
        let form = client.get(&url).await?;
        Ok(String::from_utf8_lossy(&form.body).contains("data-work=\"").then_some(()))
    })
    .await
}
