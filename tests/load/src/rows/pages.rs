//! Pages as a browser requests them, compressed: the form with its CAPTCHA, and the status page, each next to a static
//! page of the same bytes.

use anyhow::{Result, ensure};
use http::Method;
use testing::{Client, Layout, System};

use crate::Plan;
use crate::bare::{Program, page};
use crate::clients::{Measured, closed_loop, median};
use crate::table::Row;

/// How many clients request pages at the same time.
const CLIENTS: usize = 32;

/// What every browser accepts.
const ACCEPTED: [(&str, &str); 2] = [("accept", "text/html"), ("accept-encoding", "gzip")];

/// Measures the form page and the status page.
pub(crate) async fn measure(plan: Plan) -> Result<Vec<Row>> {
    super::announce("pages");
    let system = System::start(Layout::Separate).await?;
    let api = system.api();
    Ok(vec![
        row("page of a form", "intake", &format!("{}/formulir/status-bukan-pns", api.intake()), &system, plan).await?,
        row("page of the status", "status", &format!("{}/status", api.status()), &system, plan).await?,
    ])
}

async fn row(name: &str, service: &'static str, url: &str, system: &System, plan: Plan) -> Result<Row> {
    let client = Client::default();
    let page = client.send(Method::GET, url, &ACCEPTED, Vec::new()).await?;
    ensure!(page.header("content-encoding") == Some("gzip"), "{url} is not compressed");
    let file = std::env::temp_dir().join(format!("bare-page-{}", std::process::id()));
    std::fs::write(&file, &page.body)?;
    let bare = Program::start("bare-page", &[(page::FILE.to_owned(), file.display().to_string())]).await;
    std::fs::remove_file(&file)?;
    let bare = bare?;
    let (mut ours, mut limits) = (Vec::new(), Vec::new());
    for _ in 0..plan.rounds {
        ours.push(load(&client, url, plan).await?);
        limits.push(load(&client, bare.url(), plan).await?);
    }
    let (ours, limit) = (median(ours)?, median(limits)?);
    Ok(Row::rated(&format!("pages, {name}"), ours.rate, limit.rate)
        .timed(ours.p50_ms, ours.p99_ms)
        .sized(system.memory_mb(service)?))
}

async fn load(client: &Client, url: &str, plan: Plan) -> Result<Measured> {
    let (client, url) = (client.clone(), url.to_owned());
    closed_loop(CLIENTS, plan.length, move |_at| ask(client.clone(), url.clone())).await
}

async fn ask(client: Client, url: String) -> Result<()> {
    let response = client.send(Method::GET, &url, &ACCEPTED, Vec::new()).await?;
    ensure!(response.status == 200, "{url} answered {}", response.status);
    Ok(())
}
