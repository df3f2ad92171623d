//! The process measures itself and its work for Prometheus. Each process has one recorder, and the `metrics` macros
//! write to it from anywhere.

mod jobs;
mod process;

pub(crate) use jobs::{job_begins, job_restarts, round_succeeded};

use std::sync::OnceLock;
use std::time::Duration;

use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};

use crate::client_address::untrusted;
use crate::shutdown::Shutdown;

/// Bounds of durations, in seconds: from a cached answer to a slow upload.
const SECONDS: [f64; 16] =
    [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0];

/// Bounds of what people take, in hours: from a few minutes to a week.
const HOURS: [f64; 12] = [0.1, 0.5, 1.0, 2.0, 4.0, 8.0, 12.0, 24.0, 36.0, 48.0, 72.0, 168.0];

/// Bounds of sizes, in bytes: from a JSON body to a form with all its documents.
const BYTES: [f64; 7] = [1e3, 1e4, 5e4, 1e5, 2e5, 5e5, 2e6];

/// Bounds of counts, such as messages in a batch.
const COUNTS: [f64; 9] = [1.0, 2.0, 5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0];

/// How often recorded values are folded into their histograms.
const UPKEEP: Duration = Duration::from_secs(5);

/// The commit that the program was built from: the variable `REVISION` of the build, which the images set.
const REVISION: &str = match option_env!("REVISION") {
    Some(revision) if !revision.is_empty() => revision,
    Some(_) | None => "unknown",
};

static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// Starts recording; what is recorded before is lost. Safe to call again.
pub(crate) fn record() -> Result<(), BuildError> {
    if RECORDER.get().is_some() {
        return Ok(());
    }
    let suffix = |text: &str| Matcher::Suffix(text.to_owned());
    let recorder = PrometheusBuilder::new()
        .set_buckets(&COUNTS)?
        .set_buckets_for_metric(suffix("_seconds"), &SECONDS)?
        .set_buckets_for_metric(suffix("_hours"), &HOURS)?
        .set_buckets_for_metric(suffix("_bytes"), &BYTES)?
        .build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_ok() {
        describe();
        RECORDER.get_or_init(|| handle);
    }
    Ok(())
}

/// Everything recorded, in the Prometheus text format.
pub(crate) fn render() -> String {
    process::measure();
    untrusted::measure();
    let recorded = RECORDER.get().map(PrometheusHandle::render).unwrap_or_default();
    recorded + &process::processor_time()
}

/// Folds recorded values until `shutdown`, so that memory stays bounded when nobody asks for them.
pub(crate) async fn keep_up(shutdown: Shutdown) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(UPKEEP) => {}
            () = shutdown.stopping() => return,
        }
        if let Some(recorder) = RECORDER.get() {
            recorder.run_upkeep();
        }
    }
}

/// Says which version this is, and from which commit (`build_info`).
pub(crate) fn identify(service: &'static str, version: &'static str) {
    metrics::gauge!("build_info", "service" => service, "version" => version, "revision" => REVISION).set(1.0);
}

fn describe() {
    metrics::describe_gauge!("build_info", "Always 1; the labels say what is running");
    metrics::describe_gauge!("probe_up", "1 while the probe of this name succeeds");
    metrics::describe_counter!(
        "http_server_connections_closed_total",
        "Connections closed to make room for others, or refused because there were too many"
    );
    metrics::describe_counter!(
        "http_server_untrusted_forwarded_total",
        "Requests whose X-Forwarded-For came from a peer that is not in TRUSTED_PROXIES"
    );
    metrics::describe_gauge!(
        "http_server_untrusted_forwarding",
        "1 while such requests keep coming: a gateway that TRUSTED_PROXIES does not name, or a stranger"
    );
    jobs::describe();
    process::describe();
}
