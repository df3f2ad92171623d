//! Submissions with documents, with everything switched on: checks, sealing, outbox, relay, routing and desks.

use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use domain::catalogue;
use http::Method;
use testing::{Api, Broker, Client, Layout, Multipart, Person, System, jpeg, unique_jpeg};

use crate::Plan;
use crate::bare::Program;
use crate::clients::{closed_loop, median};
use crate::table::Row;

/// How many clients file at the same time.
const CLIENTS: usize = 8;
/// Size of each document.
const DOCUMENT: usize = 150_000;

/// Measures three documents, then one.
pub(crate) async fn measure(plan: Plan) -> Result<Vec<Row>> {
    let system = System::start_with(
        Layout::Separate,
        Broker::new_virtual_host().await?,
        &[("CHANNEL_RATE_PER_SECOND", "100000")],
    )
    .await?;
    let mut settings = system.bucket.settings().to_vec();
    settings.push(("DATABASE_URL".to_owned(), system.database.url()?));
    let bare = Program::start("bare-intake", &settings).await?;
    Ok(vec![
        pair(&system, &bare, "intake, 3 documents of 150 KB", "nik-didaftarkan-orang-lain", plan).await?,
        pair(&system, &bare, "intake, 1 document of 150 KB", "perguruan-tinggi-tidak-ditemukan", plan).await?,
    ])
}

/// Measures ours and the bare program in turn.
async fn pair(system: &System, bare: &Program, name: &str, slug: &'static str, plan: Plan) -> Result<Row> {
    super::announce(name);
    let template = Arc::new(jpeg(1, DOCUMENT));
    let (api, client, bare_url) = (system.api(), Client::default(), format!("{}/submissions", bare.url()));
    let (mut ours, mut limits) = (Vec::new(), Vec::new());
    for round in 0..plan.rounds {
        let seed = u64::try_from(round)? * 1_000_000;
        let (api, template_of_ours) = (api.clone(), Arc::clone(&template));
        ours.push(
            closed_loop(CLIENTS, plan.length, move |at| {
                file(api.clone(), slug, submission(slug, &template_of_ours, seed + at))
            })
            .await?,
        );
        let (client, url, template) = (client.clone(), bare_url.clone(), Arc::clone(&template));
        limits.push(
            closed_loop(CLIENTS, plan.length, move |at| {
                file_bare(client.clone(), url.clone(), submission(slug, &template, seed + 500_000 + at))
            })
            .await?,
        );
    }
    let (ours, limit) = (median(ours)?, median(limits)?);
    Ok(Row::rated(name, ours.rate, limit.rate).timed(ours.p50_ms, ours.p99_ms).sized(system.memory_mb("intake")?))
}

/// A submission of the form with unique documents. It omits `equivalency_letter` and other optional documents.
pub(crate) fn submission(slug: &str, template: &[u8], seed: u64) -> Multipart {
    let form = catalogue::by_slug(slug).expect("a form of the catalogue");
    let mut body = Multipart::default();
    for (name, value) in Person::new(seed).fields(form) {
        body = body.text(&name, &value);
    }
    for (at, document) in (0_u64..).zip(form.documents.iter().filter(|document| document.required)) {
        body = body.file(document.kind.as_str(), "foto.jpg", "image/jpeg", &unique_jpeg(template, seed * 10 + at));
    }
    body
}

/// Files it and demands a 201.
pub(super) async fn file(api: Api, slug: &'static str, body: Multipart) -> Result<()> {
    let response = api.submit(slug, &body, None).await?;
    ensure!(response.status == 201, "intake answered {}: {}", response.status, String::from_utf8_lossy(&response.body));
    Ok(())
}

async fn file_bare(client: Client, url: String, body: Multipart) -> Result<()> {
    let content_type = body.content_type();
    let response = client
        .send(Method::POST, &url, &[("content-type", &content_type)], body.finish())
        .await
        .context("the bare program")?;
    ensure!(response.status == 201, "the bare program answered {}", response.status);
    Ok(())
}
