//! Works on the stamping that a message asks for. What waits for the distributor or for a person waits in the database,
//! not at the broker: a distributor may be away for hours.

use std::sync::Arc;

use distributor::Distributor;
use futures_util::future::join_all;
use messages::StampingRequested;
use queue::{Handler, Incoming, MAX_ATTEMPTS, Outcome};
use runtime::telemetry::cause;
use tracing::{Instrument as _, error};

use crate::worker::{Worked, Worker};

/// The handler of the queues of stampings. Safe to run twice with the same message: the row says what is done.
pub(super) struct Stamp<D> {
    worker: Arc<Worker<D>>,
}

impl<D: Distributor> Stamp<D> {
    pub(super) fn new(worker: Arc<Worker<D>>) -> Self {
        Self { worker }
    }

    async fn stamp(&self, message: &Incoming) -> Outcome {
        let requested = match StampingRequested::parse(&message.body) {
            Ok(requested) => requested,
            Err(malformed) => {
                error!(error = cause(&malformed), "a request for a stamping cannot be read");
                return Outcome::Park("malformed");
            }
        };
        match self.worker.work(requested.job_id).await {
            Ok(Worked::Done) => Outcome::Done,
            // From then on the row asks again by itself.
            Ok(Worked::Failed) if message.attempt >= MAX_ATTEMPTS => Outcome::Done,
            Ok(Worked::Failed) => Outcome::Retry("distributor_failed"),
            Ok(Worked::Unavailable(server)) => Outcome::Unavailable(server),
            Err(error) if database::is_unavailable(&error) => Outcome::Unavailable("database"),
            Err(error) => {
                error!(error = cause(&error), stamping = %requested.job_id, "a stamping could not be worked on");
                Outcome::Retry("database")
            }
        }
    }
}

impl<D: Distributor> Handler for Stamp<D> {
    async fn handle(&self, batch: Vec<Incoming>) -> Vec<Outcome> {
        join_all(batch.iter().map(|message| self.stamp(message).instrument(message.span.clone()))).await
    }
}
