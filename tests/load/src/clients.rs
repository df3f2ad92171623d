//! Clients that send one request after another, or at a fixed pace, for a bounded time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use tokio::task::JoinSet;

/// What some clients measured together.
#[derive(Clone, Debug)]
pub(crate) struct Measured {
    /// Requests with the expected answer, per second.
    pub(crate) rate: f64,
    /// All of them.
    pub(crate) requests: usize,
    /// Median time of a request.
    pub(crate) p50_ms: f64,
    /// 99th percentile.
    pub(crate) p99_ms: f64,
}

/// Lets `clients` send `request(n)` one after another for `length`; `n` counts all requests. A failed request fails the
/// measurement.
pub(crate) async fn closed_loop<F>(
    clients: usize,
    length: Duration,
    request: impl Fn(u64) -> F + Clone + Send + 'static,
) -> Result<Measured>
where
    F: Future<Output = Result<()>> + Send,
{
    let (next, started) = (Arc::new(AtomicU64::new(0)), Instant::now());
    let mut running = JoinSet::new();
    for _ in 0..clients {
        let (request, next) = (request.clone(), Arc::clone(&next));
        running.spawn(async move {
            let mut times = Vec::new();
            while started.elapsed() < length {
                let begun = Instant::now();
                request(next.fetch_add(1, Ordering::Relaxed)).await?;
                times.push(begun.elapsed());
            }
            anyhow::Ok(times)
        });
    }
    let mut times = Vec::new();
    while let Some(done) = running.join_next().await {
        times.extend(done??);
    }
    summed(&times, started.elapsed())
}

/// Sends `request(n)` at a fixed pace for `length`, whether earlier ones have answers or not. At most `length × rate`
/// are under way.
pub(crate) async fn open_loop<F>(rate: f64, length: Duration, request: impl Fn(u64) -> F) -> Result<Measured>
where
    F: Future<Output = Result<()>> + Send + 'static,
{
    let (mut running, started) = (JoinSet::new(), Instant::now());
    let mut pace = tokio::time::interval(Duration::from_secs_f64(1.0 / rate));
    let mut sent = 0;
    while started.elapsed() < length {
        pace.tick().await;
        let work = request(sent);
        sent += 1;
        running.spawn(async move {
            let begun = Instant::now();
            work.await.map(|()| begun.elapsed())
        });
    }
    let mut times = Vec::new();
    while let Some(done) = running.join_next().await {
        times.push(done??);
    }
    summed(&times, started.elapsed())
}

/// The value at `part` (0 to 1) of sorted values.
pub(crate) fn percentile(sorted: &[f64], part: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index into a list that fits memory"
    )]
    let at = ((sorted.len().saturating_sub(1)) as f64 * part).round() as usize;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

/// The middle one of some measurements, by rate.
pub(crate) fn median(mut measured: Vec<Measured>) -> Result<Measured> {
    ensure!(!measured.is_empty(), "nothing was measured");
    measured.sort_by(|one, other| one.rate.total_cmp(&other.rate));
    Ok(measured.swap_remove(measured.len() / 2))
}

/// Rate and percentiles of requests that took these times, within `took`.
pub(crate) fn summed(times: &[Duration], took: Duration) -> Result<Measured> {
    ensure!(!times.is_empty(), "no request was answered");
    let mut sorted: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1000.0).collect();
    sorted.sort_by(f64::total_cmp);
    #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 requests")]
    let rate = sorted.len() as f64 / took.as_secs_f64();
    Ok(Measured { rate, requests: sorted.len(), p50_ms: percentile(&sorted, 0.5), p99_ms: percentile(&sorted, 0.99) })
}
