//! Jobs are what a process does besides answering requests. A job runs until the process tells it to stop. If it fails,
//! panics or just ends, the supervisor starts it again. So no failure of a job is silent, and none takes the process
//! with it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::measurements;
use crate::shutdown::Shutdown;

/// What a job says that keeps something up to date ([`Job::watching`]).
#[derive(Clone, Copy, Debug)]
pub struct Staleness {
    /// What holds while it cannot be brought up to date, such as `the last known notices stay up`.
    pub begins: &'static str,
    /// That it is up to date again.
    pub ends: &'static str,
}

/// A supervised background job.
#[derive(Clone)]
pub struct Job {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) last: bool,
    /// Pause between two rounds; `None` where the work goes on without rounds.
    pub(crate) period: Option<Duration>,
    pub(crate) run: Arc<dyn Fn(Shutdown) -> BoxFuture<'static, anyhow::Result<()>> + Send + Sync>,
}

impl Job {
    /// A job named `name` that does what the sentence `about` says. `run` is called once per start
    /// and should return `Ok` soon after [`Shutdown::stopping`]; returning earlier, an error or a
    /// panic leads to a restart after 0.2 to 10 seconds.
    pub fn new<F, Fut>(name: &'static str, about: &'static str, run: F) -> Self
    where
        F: Fn(Shutdown) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        Self { name, about, last: false, period: None, run: Arc::new(move |shutdown| run(shutdown).boxed()) }
    }

    /// A job that does `work` when it starts and again after each `pause`. Work that the process's end overtakes is
    /// dropped where it awaits, so it must be safe to do again.
    pub fn repeating<F, Fut>(name: &'static str, about: &'static str, pause: Duration, work: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        let work = Arc::new(work);
        Self::in_rounds(name, about, pause, move || {
            let work = Arc::clone(&work);
            async move { work().await.map(|()| Round::Succeeded) }
        })
    }

    fn in_rounds<F, Fut>(name: &'static str, about: &'static str, pause: Duration, round: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = anyhow::Result<Round>> + Send + 'static,
    {
        let round = Arc::new(round);
        let job = Self::new(name, about, move |shutdown| {
            let round = Arc::clone(&round);
            async move {
                tokio::select! {
                    ended = again_and_again(name, pause, &*round) => ended,
                    () = shutdown.stopping() => Ok(()),
                }
            }
        });
        Self { period: Some(pause), ..job }
    }

    /// A job that brings something up to date when it starts and again after each `pause`. A look that fails is no
    /// failure of the job: it says once that things are stale, and once that they are not any more. A look that the
    /// process's end overtakes is dropped where it awaits.
    pub fn watching<F, Fut>(
        name: &'static str,
        about: &'static str,
        pause: Duration,
        staleness: Staleness,
        look: F,
    ) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        let (look, stale) = (Arc::new(look), Arc::new(AtomicBool::new(false)));
        Self::in_rounds(name, about, pause, move || {
            let (look, stale) = (Arc::clone(&look), Arc::clone(&stale));
            async move {
                let looked = look().await;
                let is_stale = looked.is_err();
                let was_stale = stale.swap(is_stale, Ordering::Relaxed);
                match looked {
                    Ok(()) if was_stale => tracing::info!("{}", staleness.ends),
                    Err(error) if !was_stale => tracing::warn!(error = %format!("{error:#}"), "{}", staleness.begins),
                    Ok(()) | Err(_) => {}
                }
                Ok(if is_stale { Round::Failed } else { Round::Succeeded })
            }
        })
    }

    /// Makes this job stop only when requests and all other jobs are done: for what they need to
    /// finish their work, such as the connection that publishes their messages.
    #[must_use]
    pub fn stops_last(self) -> Self {
        Self { last: true, ..self }
    }

    /// Runs it once, without a supervisor: for tests of one job.
    ///
    /// # Errors
    /// As the job itself.
    pub async fn run(&self, shutdown: Shutdown) -> anyhow::Result<()> {
        (self.run)(shutdown).await
    }

    /// The name in logs and metrics.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it does, in one sentence.
    #[must_use]
    pub fn about(&self) -> &'static str {
        self.about
    }
}

/// How a round ended that did not end the job.
enum Round {
    Succeeded,
    Failed,
}

/// An error ends it: the supervisor starts it again.
async fn again_and_again<Fut: Future<Output = anyhow::Result<Round>>>(
    name: &'static str,
    pause: Duration,
    round: &impl Fn() -> Fut,
) -> anyhow::Result<()> {
    loop {
        match round().await? {
            Round::Succeeded => measurements::round_succeeded(name),
            Round::Failed => {}
        }
        tokio::time::sleep(pause).await;
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job").field("name", &self.name).field("last", &self.last).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU32;

    use tracing_subscriber::layer::SubscriberExt as _;

    use super::*;
    use crate::telemetry::captured::Captured;

    /// A job that counts what it did, and does it only so often.
    fn counting(most: u32) -> (Job, Arc<AtomicU32>) {
        let done = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&done);
        let job = Job::repeating("counting", "Counts.", Duration::from_millis(1), move || {
            let before = counted.fetch_add(1, Ordering::SeqCst);
            async move {
                anyhow::ensure!(before + 1 < most, "enough");
                Ok(())
            }
        });
        (job, done)
    }

    #[tokio::test]
    async fn repeated_work_goes_on_until_it_fails() {
        let (job, done) = counting(3);
        assert_eq!(job.run(Shutdown::new()).await.unwrap_err().to_string(), "enough");
        assert_eq!(done.load(Ordering::SeqCst), 3);
    }

    #[tokio::test]
    async fn it_is_told_once_that_things_are_stale_and_once_that_they_are_not_any_more() {
        let captured = Captured::default();
        let writer = captured.clone();
        let layer = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(move || writer.clone());
        let _lines = tracing::subscriber::set_default(tracing_subscriber::registry().with(layer));
        let (shutdown, looks) = (Shutdown::new(), AtomicU32::new(0));
        let stopping = shutdown.clone();
        let staleness = Staleness { begins: "it is old", ends: "it is new" };
        let job = Job::watching("watching", "Watches.", Duration::ZERO, staleness, move || {
            let look = looks.fetch_add(1, Ordering::SeqCst);
            if look == 6 {
                stopping.trigger();
            }
            async move {
                anyhow::ensure!([0, 3, 4].contains(&look), "away at look {look}");
                Ok(())
            }
        });
        job.run(shutdown).await.unwrap();
        let lines = captured.text();
        assert_eq!((lines.matches("it is old").count(), lines.matches("it is new").count()), (2, 1), "{lines}");
        assert!(lines.contains("away at look 1") && lines.contains("away at look 5"), "{lines}");
    }

    #[tokio::test]
    async fn repeated_work_ends_with_the_process_even_in_its_midst() {
        let shutdown = Shutdown::new();
        let stopping = shutdown.clone();
        let job = Job::repeating("endless", "Never done.", Duration::ZERO, move || {
            stopping.trigger();
            std::future::pending()
        });
        job.run(shutdown).await.unwrap();
    }
}
