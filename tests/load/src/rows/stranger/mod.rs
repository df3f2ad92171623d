//! What one stranger with one address does to everybody else. It measures the times of honest people's requests, first
//! alone, then while one address attacks, in turn, for each attack.
//!
//! Everything runs in one process (`helpdesk serve`), which an attack reaches most easily. Honest people come through a
//! gateway that names their addresses. The stranger reaches the service itself, without a gateway that would hold
//! anything off. A refused honest request counts as slower than every bound. A row's ratio is the 99th percentile under
//! attack divided by the one alone; its rate is the honest one. The first attack is none at all: its ratios show what
//! the machine itself does.

mod attacker;
mod attacks;
mod honest;

use anyhow::{Result, ensure};
use testing::{Broker, Layout, System};

use self::attacks::Attack;
use self::honest::{Honest, KINDS, Times};
use crate::Plan;
use crate::table::{Row, say};

/// A stranger may not slow the service down beyond this factor.
const BOUND: f64 = 2.0;

/// Measures a row for each attack and each kind of honest request.
pub(crate) async fn measure(plan: Plan, only: &str) -> Result<Vec<Row>> {
    super::announce("stranger");
    let system =
        System::start_with(Layout::AllInOne, Broker::new_virtual_host().await?, &[("TRUSTED_PROXIES", "127.0.0.1")])
            .await?;
    let honest = Honest::prepare(&system).await?;
    honest.for_a_while(plan.length).await?;
    let (mut rows, mut beyond) = (Vec::new(), Vec::new());
    for attack in Attack::ALL.into_iter().filter(|attack| only.is_empty() || attack.name().contains(only)) {
        say(&format!("  {}", attack.name()));
        let (mut alone, mut attacked, mut sent) = (Times::default(), Times::default(), 0);
        for round in 0..plan.rounds {
            alone.extend(honest.for_a_while(plan.length).await?);
            let under_way = attack.begin(&system, round).await?;
            attacked.extend(honest.for_a_while(plan.length).await?);
            sent += under_way.end()?;
        }
        let seconds = plan.length.as_secs_f64() * f64::from(u32::try_from(plan.rounds)?);
        #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 requests")]
        let pace = sent as f64 / seconds;
        ensure!(alone.1 == 0, "{} honest requests were refused without an attack", alone.1);
        if attacked.1 > 0 {
            beyond.push(format!("{}: {} honest requests were refused", attack.name(), attacked.1));
        }
        for (at, kind) in KINDS.into_iter().enumerate() {
            let (calm, busy) = (alone.of(at, seconds)?, attacked.of(at, seconds)?);
            let ratio = (busy.p99_ms / calm.p99_ms * 100.0).round() / 100.0;
            let name = format!("stranger, {} ({pace:.0}/s): {kind}", attack.name());
            if ratio > BOUND {
                beyond.push(format!("{name}: {ratio}, p99 alone {:.1} ms", calm.p99_ms));
            }
            rows.push(
                Row { name, rate_per_s: Some(busy.rate.round()), ratio: Some(ratio), ..Row::default() }
                    .timed(busy.p50_ms, busy.p99_ms),
            );
        }
    }
    let told = if beyond.is_empty() { "none".to_owned() } else { beyond.join("\n  ") };
    say(&format!("beyond {BOUND} × p99:\n  {told}"));
    Ok(rows)
}
