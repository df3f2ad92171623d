//! Whether this process should get traffic, and what it can reach.
//!
//! A process is ready from its start until it is asked to stop. A server that is away takes no process out of traffic:
//! the pages that need no server still come, and the others say what is away. What the probes find is told apart from
//! it, on `/dependencies` and as `probe_up`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use futures_util::future::join_all;
use serde_json::{Value, json};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::client_address::untrusted;
use crate::probe::Probe;
use crate::shutdown::Shutdown;

/// How long a good answer is reused, so that asking often costs little.
const REUSED_FOR: Duration = Duration::from_secs(1);

/// How long a bad one is: a process that has just become ready should not wait to be told so.
const BAD_REUSED_FOR: Duration = Duration::from_millis(50);

/// How often `probe_up` is measured.
const MEASURED_EVERY: Duration = Duration::from_secs(5);

/// How long a probe may take before it counts as failed.
const PROBE_TIMEOUT: Duration = Duration::from_secs(2);

/// All probes of a process and what they last said.
#[derive(Debug)]
pub(crate) struct Readiness {
    probes: Vec<Probe>,
    draining: AtomicBool,
    last: Mutex<Option<(Instant, Vec<Finding>)>>,
}

/// What a probe said.
#[derive(Debug, Clone)]
struct Finding {
    name: &'static str,
    result: Result<(), String>,
}

impl Readiness {
    pub(crate) fn new(probes: Vec<Probe>) -> Self {
        Self { probes, draining: AtomicBool::new(false), last: Mutex::new(None) }
    }

    /// From now on the process is not ready.
    pub(crate) fn drain(&self) {
        self.draining.store(true, Ordering::SeqCst);
    }

    /// The answer of `/readyz`: 200, or 503 when the process is ending.
    pub(crate) fn answer(&self) -> Response {
        let is_ready = !self.draining.load(Ordering::SeqCst);
        (status(is_ready), axum::Json(json!({"ready": is_ready}))).into_response()
    }

    /// The answer of `/dependencies`: 200, or 503 when a probe fails; each probe by name with its state. Warnings
    /// beside them change nothing about it: what they tell of a stranger can bring about.
    pub(crate) async fn dependencies(&self) -> Response {
        let findings = self.findings().await;
        let are_well = findings.iter().all(|finding| finding.result.is_ok());
        let probes = findings.iter().map(|finding| match &finding.result {
            Ok(()) => json!({"name": finding.name, "state": "ok"}),
            Err(why) => json!({"name": finding.name, "state": "failed", "detail": why}),
        });
        let body = json!({"well": are_well, "probes": probes.collect::<Vec<_>>(), "warnings": warnings()});
        (status(are_well), axum::Json(body)).into_response()
    }

    /// Measures `probe_up` until `shutdown`, whoever asks for it or not.
    pub(crate) async fn measure(&self, shutdown: Shutdown) {
        while !shutdown.is_stopping() {
            self.findings().await;
            tokio::select! {
                () = tokio::time::sleep(MEASURED_EVERY) => {}
                () = shutdown.stopping() => {}
            }
        }
    }

    /// What all probes said a moment ago. Callers that come at the same time share one round.
    async fn findings(&self) -> Vec<Finding> {
        let mut last = self.last.lock().await;
        if let Some((asked_at, findings)) = &*last
            && asked_at.elapsed() < reused_for(findings)
        {
            return findings.clone();
        }
        let findings = join_all(self.probes.iter().map(ask)).await;
        for finding in &findings {
            let up = if finding.result.is_ok() { 1.0 } else { 0.0 };
            metrics::gauge!("probe_up", "probe" => finding.name).set(up);
        }
        *last = Some((Instant::now(), findings.clone()));
        findings
    }
}

fn status(is_well: bool) -> StatusCode {
    if is_well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }
}

fn warnings() -> Vec<Value> {
    let forwarded = untrusted::keeps_coming().map(|requests| {
        let detail = format!(
            "{requests} requests came with X-Forwarded-For from a peer that is not in TRUSTED_PROXIES: clients behind \
            it count as one"
        );
        json!({"name": "untrusted_forwarding", "detail": detail})
    });
    forwarded.into_iter().collect()
}

fn reused_for(findings: &[Finding]) -> Duration {
    if findings.iter().all(|finding| finding.result.is_ok()) { REUSED_FOR } else { BAD_REUSED_FOR }
}

async fn ask(probe: &Probe) -> Finding {
    let result = match timeout(PROBE_TIMEOUT, probe.check()).await {
        Ok(result) => result,
        Err(_) => Err(format!("no answer within {} s", PROBE_TIMEOUT.as_secs())),
    };
    Finding { name: probe.name(), result }
}
