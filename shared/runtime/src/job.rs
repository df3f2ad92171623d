//! What a process does besides answering requests. A job runs until it is told to stop; if it
//! fails, panics or just ends, it is started again, so that no failure of one job is silent and
//! none takes the process with it.

use std::fmt;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::shutdown::Shutdown;

/// A supervised background job.
#[derive(Clone)]
pub struct Job {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) last: bool,
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
        Self { name, about, last: false, run: Arc::new(move |shutdown| run(shutdown).boxed()) }
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

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job").field("name", &self.name).field("last", &self.last).finish_non_exhaustive()
    }
}
