//! Look-ups by number and NIK: the service queries the view over ticket, case and answers, compares the blind index,
//! and opens the question.

use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use http::Method;
use testing::{Api, Broker, Client, Layout, Person, System};

use crate::Plan;
use crate::bare::Program;
use crate::bare::lookup::ROWS;
use crate::clients::{closed_loop, median};
use crate::table::Row;

/// How many clients look up at the same time.
const CLIENTS: usize = 32;
/// How many tickets it really files; it copies each under further numbers.
const FILED: u64 = 50;
/// Copies of each ticket.
const COPIES: i64 = 1000;

/// Measures successful look-ups among 50,000 tickets.
pub(crate) async fn measure(plan: Plan) -> Result<Row> {
    super::announce("status");
    // All look-ups come from one address.
    let system = System::start_with(
        Layout::Separate,
        Broker::new_virtual_host().await?,
        &[("STATUS_RATE_PER_MINUTE", "100000000")],
    )
    .await?;
    let bare = Program::start("bare-lookup", &[("DATABASE_URL".to_owned(), system.database.url()?)]).await?;
    let known = Arc::new(tickets(&system).await?);
    let (api, client, url) = (system.api(), Client::default(), format!("{}/lookup", bare.url()));
    let (mut ours, mut limits) = (Vec::new(), Vec::new());
    for _ in 0..plan.rounds {
        let (api, known) = (api.clone(), Arc::clone(&known));
        ours.push(closed_loop(CLIENTS, plan.length, move |at| look_up(api.clone(), Arc::clone(&known), at)).await?);
        let (client, url) = (client.clone(), url.clone());
        limits.push(closed_loop(CLIENTS, plan.length, move |at| look_up_bare(client.clone(), url.clone(), at)).await?);
    }
    let (ours, limit) = (median(ours)?, median(limits)?);
    Ok(Row::rated("status, lookup by number and NIK", ours.rate, limit.rate)
        .timed(ours.p50_ms, ours.p99_ms)
        .sized(system.memory_mb("status")?))
}

/// Files some tickets and copies each. A copy keeps its original's NIK and sealed data, under a number of the older
/// kind, which has no check digit.
async fn tickets(system: &System) -> Result<Vec<(String, String)>> {
    let (api, mut niks) = (system.api(), Vec::new());
    for seed in 0..FILED {
        let person = Person::new(500_000 + seed);
        let filed = api.submit("pengaduan-instansi", &person.submission("pengaduan-instansi", 0), None).await?;
        ensure!(filed.status == 201, "intake answered {}", filed.status);
        niks.push((filed.json()?["ticket_number"].as_str().context("a number")?.to_owned(), person.nik));
    }
    let pool = system.database.owner();
    sqlx::query(
        "INSERT INTO intake.tickets
         SELECT submitted_on, substr(number, 1, 10) || to_char(row_number() OVER (), 'FM00000'), id, form, channel_id,
                submitted_at, answer_due_at, region, hints, nik_index, content, documents, object_key, erased_at
           FROM intake.tickets, generate_series(1, $1) AS copy",
    )
    .bind(COPIES)
    .execute(pool)
    .await?;
    sqlx::query("VACUUM ANALYZE intake.tickets").execute(pool).await?;
    let numbers: Vec<(String, Vec<u8>)> =
        sqlx::query_as("SELECT number, nik_index FROM intake.tickets").fetch_all(pool).await?;
    let originals: std::collections::HashMap<Vec<u8>, &String> = numbers
        .iter()
        .filter_map(|(number, index)| {
            niks.iter().find(|(filed, _)| filed == number).map(|(_, nik)| (index.clone(), nik))
        })
        .collect();
    Ok(numbers
        .iter()
        .filter_map(|(number, index)| originals.get(index).map(|nik| (number.clone(), (*nik).clone())))
        .collect())
}

async fn look_up(api: Api, known: Arc<Vec<(String, String)>>, at: u64) -> Result<()> {
    // A stride that shares no factor with the number of tickets visits them all, out of order.
    let at = usize::try_from(at)?.wrapping_mul(7919) % known.len();
    let (number, nik) = known.get(at).context("a ticket")?;
    let response = api.lookup(number, nik).await?;
    ensure!(response.status == 200, "status answered {}: {}", response.status, String::from_utf8_lossy(&response.body));
    Ok(())
}

async fn look_up_bare(client: Client, url: String, at: u64) -> Result<()> {
    let body = format!("{{\"id\":{}}}", at.wrapping_mul(7919) % ROWS);
    let response = client.send(Method::POST, &url, &[("content-type", "application/json")], body).await?;
    ensure!(response.status == 200, "the bare program answered {}", response.status);
    Ok(())
}
