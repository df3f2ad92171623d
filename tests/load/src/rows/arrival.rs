//! From the 201 to Diterima at the desk, while submissions come in at a steady pace.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use testing::{Layout, System, eventually, jpeg};

use super::intake::{file, submission};
use crate::Plan;
use crate::clients::{open_loop, percentile};
use crate::table::Row;

/// Submissions per second.
const PACE: f64 = 100.0;
/// A form with one document.
const SLUG: &str = "perguruan-tinggi-tidak-ditemukan";

/// Measures the time between acceptance and arrival, as both services recorded them.
pub(crate) async fn measure(plan: Plan) -> Result<Row> {
    super::announce("arrival");
    let system = System::start(Layout::Separate).await?;
    let (api, template) = (system.api(), Arc::new(jpeg(2, 60_000)));
    let sent = open_loop(PACE, plan.length * 2, |at| {
        let (api, template) = (api.clone(), Arc::clone(&template));
        async move { file(api, SLUG, submission(SLUG, &template, at)).await }
    })
    .await?;
    let pool = system.database.owner();
    eventually("all arrivals", Duration::from_mins(1), async || {
        let missing: i64 =
            sqlx::query_scalar("SELECT (SELECT count(*) FROM intake.tickets) - (SELECT count(*) FROM desk.cases)")
                .fetch_one(pool)
                .await?;
        Ok((missing == 0).then_some(()))
    })
    .await?;
    let mut times: Vec<f64> = sqlx::query_scalar(
        "SELECT extract(epoch FROM l.at - t.submitted_at)::float8 * 1000
           FROM intake.tickets t JOIN desk.timeline l ON l.ticket_number = t.number AND l.stage = 'received'",
    )
    .fetch_all(pool)
    .await?;
    times.sort_by(f64::total_cmp);
    let name = format!("arrival, 201 to Diterima at {PACE} submissions/s");
    Ok(Row { name, rate_per_s: Some(sent.rate.round()), ..Row::default() }
        .timed(percentile(&times, 0.5), percentile(&times, 0.99))
        .sized(system.memory_mb("answer")?))
}
