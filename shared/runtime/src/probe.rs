//! A probe names one thing that the process needs (a database, the broker, the object store) and says whether it works
//! right now. Neither liveness nor readiness depends on a probe.

use std::fmt;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

/// One named check, asked at most once a second and given two seconds to answer.
#[derive(Clone)]
pub struct Probe {
    name: &'static str,
    check: Arc<dyn Fn() -> BoxFuture<'static, Result<(), String>> + Send + Sync>,
}

impl Probe {
    /// A check named `name`. Its error is shown on `/dependencies`: plain words, no secrets, no personal data.
    pub fn new<F, Fut>(name: &'static str, check: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), String>> + Send + 'static,
    {
        Self { name, check: Arc::new(move || check().boxed()) }
    }

    /// What is checked.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Asks now.
    ///
    /// # Errors
    ///
    /// In plain words, why the thing is not usable.
    pub async fn check(&self) -> Result<(), String> {
        (self.check)().await
    }
}

impl fmt::Debug for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Probe").field("name", &self.name).finish_non_exhaustive()
    }
}
