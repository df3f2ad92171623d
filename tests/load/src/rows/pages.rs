//! Pages as a browser requests them, compressed: the form with its CAPTCHA, and the status page, and the picture of a
//! CAPTCHA. Each stands next to a static answer of the same bytes.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use http::Method;
use testing::{Broker, Client, Layout, System};

use crate::Plan;
use crate::bare::{Program, page};
use crate::clients::{Measured, closed_loop, median};
use crate::table::Row;

/// How many clients request pages at the same time.
const CLIENTS: usize = 32;

/// What every browser accepts.
const ACCEPTED: [(&str, &str); 2] = [("accept", "text/html"), ("accept-encoding", "gzip")];

/// Measures the form page, the status page and the picture.
pub(crate) async fn measure(plan: Plan) -> Result<Vec<Row>> {
    super::announce("pages");
    // Each request comes from a network of its own: one network sees few pictures.
    let further = [("TRUSTED_PROXIES", "127.0.0.1")];
    let system = System::start_with(Layout::Separate, Broker::new_virtual_host().await?, &further).await?;
    let api = system.api();
    let (form, status) = (format!("{}/formulir/status-bukan-pns", api.intake()), format!("{}/status", api.status()));
    let picture = format!("{}{}", api.intake(), picture(&form).await?);
    Ok(vec![
        row("page of a form", "intake", &form, &system, plan).await?,
        row("page of the status", "status", &status, &system, plan).await?,
        row("picture of a CAPTCHA", "intake", &picture, &system, plan).await?,
    ])
}

/// The address of the picture on a form.
async fn picture(form: &str) -> Result<String> {
    let page = Client::default().get(form).await?;
    let html = String::from_utf8(page.body.to_vec())?;
    let (_, after) = html.split_once("<img src=\"").context("a picture")?;
    Ok(after.split('"').next().unwrap_or_default().to_owned())
}

async fn row(name: &str, service: &'static str, url: &str, system: &System, plan: Plan) -> Result<Row> {
    let client = Client::default();
    let answer = client.send(Method::GET, url, &ACCEPTED, Vec::new()).await?;
    let compressed = answer.header("content-encoding") == Some("gzip");
    ensure!(compressed || answer.header("content-type") == Some("image/png"), "{url} is not compressed");
    let file = std::env::temp_dir().join(format!("bare-page-{}", std::process::id()));
    std::fs::write(&file, &answer.body)?;
    let bare = Program::start("bare-page", &[(page::FILE.to_owned(), file.display().to_string())]).await;
    std::fs::remove_file(&file)?;
    let bare = bare?;
    let (mut ours, mut limits) = (Loads::default(), Loads::default());
    for _ in 0..plan.rounds {
        ours.add(&client, url, plan, || system.processor_time(service)).await?;
        limits.add(&client, bare.url(), plan, || bare.processor_time()).await?;
    }
    let costs = (ours.processor_ms(), limits.processor_ms());
    let (ours, limit) = (median(ours.measured)?, median(limits.measured)?);
    Ok(Row::rated(&format!("pages, {name}"), ours.rate, limit.rate)
        .timed(ours.p50_ms, ours.p99_ms)
        .costing(costs.0, costs.1)
        .sized(system.memory_mb(service)?))
}

/// All rounds of one server.
#[derive(Default)]
struct Loads {
    measured: Vec<Measured>,
    processor: Duration,
}

impl Loads {
    /// Loads a server once more. `processor` says what its process has taken until then.
    async fn add(
        &mut self,
        client: &Client,
        url: &str,
        plan: Plan,
        processor: impl Fn() -> Result<Duration>,
    ) -> Result<()> {
        let before = processor()?;
        let (client, url) = (client.clone(), url.to_owned());
        self.measured
            .push(closed_loop(CLIENTS, plan.length, move |number| ask(client.clone(), url.clone(), number)).await?);
        self.processor += processor()?.saturating_sub(before);
        Ok(())
    }

    /// Processor time of one answer, in milliseconds.
    fn processor_ms(&self) -> f64 {
        let requests: usize = self.measured.iter().map(|one| one.requests).sum();
        #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 requests")]
        let requests = requests.max(1) as f64;
        self.processor.as_secs_f64() * 1000.0 / requests
    }
}

async fn ask(client: Client, url: String, number: u64) -> Result<()> {
    let [_, _, _, _, _, high, middle, low] = number.to_be_bytes();
    let network = format!("10.{high}.{middle}.{low}");
    let [accept, encoding] = ACCEPTED;
    let headers = [accept, encoding, ("x-forwarded-for", network.as_str())];
    let response = client.send(Method::GET, &url, &headers, Vec::new()).await?;
    ensure!(response.status == 200, "{url} answered {}", response.status);
    Ok(())
}
