//! Looks for a distributor that is away, and opens the gate of the consumers when it is back.

use std::sync::Arc;
use std::time::{Duration, Instant};

use distributor::Distributor;
use runtime::Job;

use crate::breaker::Breaker;
use crate::measures;
use crate::worker::Worker;

/// Pause between two looks at the gate. The distributor is asked less often.
const PAUSE: Duration = Duration::from_millis(500);

/// The job.
pub(super) fn job<D: Distributor>(worker: Arc<Worker<D>>, breaker: Breaker) -> Job {
    Job::repeating("stamping.gate", "opens the queues when the distributor is there", PAUSE, move || {
        let (worker, breaker) = (Arc::clone(&worker), breaker.clone());
        async move {
            if breaker.is_to_look(Instant::now()) {
                worker.look().await;
            }
            measures::gate(breaker.gate().state() == Some(true));
            Ok(())
        }
    })
}
