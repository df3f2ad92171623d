//! The supervisor keeps jobs running. Each start of a job is a task of its own, so that a panic ends one run of one
//! job.

use std::sync::Arc;
use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBackoff, ExponentialBuilder};
use futures_util::future::join_all;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::job::Job;
use crate::measurements;
use crate::shutdown::Shutdown;

/// Waits between restarts: 0.2 s, doubling up to 5 s, each with up to as much again at random, so
/// that many processes do not come back in step.
const FIRST_WAIT: Duration = Duration::from_millis(200);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// A run of this length was healthy: the next restart waits briefly again.
const HEALTHY: Duration = Duration::from_mins(1);

/// Running jobs.
pub(crate) struct Supervisor {
    running: Vec<(&'static str, JoinHandle<()>)>,
}

impl Supervisor {
    /// Starts `jobs` and restarts each that ends before `shutdown` is stopping.
    pub(crate) fn start(jobs: impl IntoIterator<Item = Job>, shutdown: &Shutdown) -> Self {
        let supervise = |job: Job| {
            measurements::job_begins(&job);
            (job.name, tokio::spawn(supervise(job, shutdown.clone())))
        };
        Self { running: jobs.into_iter().map(supervise).collect() }
    }

    /// Waits until all jobs have ended. Returns the names of those that were abandoned.
    pub(crate) async fn drained(self, shutdown: &Shutdown) -> Vec<&'static str> {
        let endings = self.running.into_iter().map(async |(name, mut task)| {
            tokio::select! {
                biased;
                _ = &mut task => None,
                () = shutdown.abandoned() => {
                    task.abort();
                    Some(name)
                }
            }
        });
        join_all(endings).await.into_iter().flatten().collect()
    }
}

async fn supervise(job: Job, shutdown: Shutdown) {
    let mut waits = waits();
    while !shutdown.is_stopping() {
        let began = Instant::now();
        let reason = run_once(&job, &shutdown).await;
        if shutdown.is_stopping() {
            if let Some(error) = reason.error {
                tracing::warn!(job = job.name, error, "job ended with an error while stopping");
            }
            return;
        }
        if began.elapsed() >= HEALTHY {
            waits = self::waits();
        }
        let wait = waits.next().unwrap_or(LONGEST_WAIT);
        measurements::job_restarts(job.name, reason.kind);
        tracing::error!(
            job = job.name,
            reason = reason.kind,
            error = reason.error,
            restart_in_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
            "job ended and will be started again"
        );
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = shutdown.stopping() => {}
        }
    }
}

/// Why a run ended.
struct Ending {
    kind: &'static str,
    error: Option<String>,
}

async fn run_once(job: &Job, shutdown: &Shutdown) -> Ending {
    let run = Arc::clone(&job.run);
    let handed = shutdown.clone();
    // The call itself may panic too, so it happens inside the task. Dropping the guard ends the
    // task: an abandoned job does not live on.
    let mut task = AbortOnDrop(tokio::spawn(async move { run(handed).await }));
    match (&mut task.0).await {
        Ok(Ok(())) => Ending { kind: "returned", error: None },
        Ok(Err(error)) => Ending { kind: "error", error: Some(format!("{error:#}")) },
        Err(_) => Ending { kind: "panic", error: None },
    }
}

struct AbortOnDrop(JoinHandle<anyhow::Result<()>>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn waits() -> ExponentialBackoff {
    ExponentialBuilder::new()
        .with_min_delay(FIRST_WAIT)
        .with_max_delay(LONGEST_WAIT)
        .with_jitter()
        .without_max_times()
        .build()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn a_job_that_panics_fails_or_returns_is_started_again() {
        let starts = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&starts);
        let shutdown = Shutdown::new();
        let job = Job::new("restless", "Fails in every way, then works.", move |shutdown| {
            let start = counted.fetch_add(1, Ordering::SeqCst);
            assert!(start != 0, "the first call panics outside its future");
            async move {
                match start {
                    1 => panic!("the second panics inside"),
                    2 => anyhow::bail!("the third fails"),
                    3 => Ok(()),
                    _ => {
                        shutdown.trigger();
                        Ok(())
                    }
                }
            }
        });
        let supervisor = Supervisor::start([job], &shutdown);
        shutdown.stopping().await;
        assert!(supervisor.drained(&shutdown).await.is_empty());
        assert_eq!(starts.load(Ordering::SeqCst), 5);
    }

    #[tokio::test]
    async fn a_job_that_does_not_stop_is_abandoned_by_name() {
        let shutdown = Shutdown::new();
        let job = Job::new("deaf", "Never stops.", |_| std::future::pending());
        let supervisor = Supervisor::start([job], &shutdown);
        shutdown.abandon();
        assert_eq!(supervisor.drained(&shutdown).await, ["deaf"]);
    }
}
