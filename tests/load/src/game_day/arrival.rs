//! When tickets arrived at their desks, as the status page tells their applicants.

use std::time::Duration;

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use runtime::Shutdown;
use serde_json::Value;
use tokio::time::{Instant, sleep};

use super::filing::{Ended, Outcome, told_wait};
use super::installation::Installation;
use super::report::Arrival;

/// How long all of them have to arrive.
const PATIENCE: Duration = Duration::from_mins(2);
/// Pause before the next try.
const PAUSE: Duration = Duration::from_millis(500);

/// Looks up to `sample` of the accepted tickets up, spread over the whole curve.
pub(super) async fn measure(
    installation: &Installation,
    outcomes: &[Outcome],
    sample: usize,
    shutdown: &Shutdown,
) -> Result<Arrival> {
    let accepted: Vec<(&str, &str)> = outcomes.iter().filter_map(accepted).collect();
    let step = accepted.len().div_ceil(sample.max(1)).max(1);
    let (mut arrival, begun) = (Arrival::default(), Instant::now());
    let mut times = Vec::new();
    for (number, nik) in accepted.into_iter().step_by(step).take(sample) {
        arrival.looked_up += 1;
        while begun.elapsed() < PATIENCE && !shutdown.is_stopping() {
            let answer = installation.look_up(number, nik).await.ok();
            let wait = match answer {
                Some(answer) if answer.status == 200 => match arrived(&answer.json()?)? {
                    Some(took) => {
                        times.push(took);
                        break;
                    }
                    None => PAUSE,
                },
                Some(answer) => told_wait(&answer),
                None => PAUSE,
            };
            tokio::select! {
                () = shutdown.stopping() => {}
                () = sleep(wait) => {}
            }
        }
    }
    arrival.took(&times);
    Ok(arrival)
}

fn accepted(outcome: &Outcome) -> Option<(&str, &str)> {
    match &outcome.end {
        Ended::Accepted { number, nik } => Some((number, nik)),
        Ended::Refused { .. } | Ended::GivenUp => None,
    }
}

/// From Pertanyaan to Diterima, as both services recorded it; `None` before it arrived.
fn arrived(status: &Value) -> Result<Option<Duration>> {
    let stages = status.get("timeline").and_then(Value::as_array).context("a look-up without a time line")?;
    let at = |stage: &str| {
        let reached = stages.iter().find(|reached| reached.get("stage").and_then(Value::as_str) == Some(stage));
        reached.and_then(|reached| reached.get("at")?.as_str()).map(str::parse::<Timestamp>).transpose()
    };
    let (Some(submitted), Some(received)) = (at("submitted")?, at("received")?) else { return Ok(None) };
    Ok(Some(received.duration_since(submitted).unsigned_abs()))
}
