//! A handler that remembers its messages and answers as the test says.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use queue::{Handler, Incoming, Outcome};
use tokio::sync::Semaphore;
use uuid::Uuid;

/// The attempts that the handler saw, by message.
pub(crate) type Seen = BTreeMap<Uuid, Vec<u32>>;

#[derive(Clone)]
pub(crate) struct Counting {
    seen: Arc<Mutex<Seen>>,
    gate: Arc<Semaphore>,
    answer: fn(&Incoming) -> Outcome,
}

impl Counting {
    pub(crate) fn answering(answer: fn(&Incoming) -> Outcome) -> Self {
        Self { seen: Arc::default(), gate: Arc::new(Semaphore::new(Semaphore::MAX_PERMITS)), answer }
    }

    /// Holds every batch in hand until [`Counting::open`].
    pub(crate) fn gated(answer: fn(&Incoming) -> Outcome) -> Self {
        Self { gate: Arc::new(Semaphore::new(0)), ..Self::answering(answer) }
    }

    pub(crate) fn open(&self) {
        self.gate.add_permits(Semaphore::MAX_PERMITS / 2);
    }

    pub(crate) fn seen(&self) -> Seen {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn attempts_on(&self, id: Uuid) -> Vec<u32> {
        self.seen().remove(&id).unwrap_or_default()
    }
}

impl Handler for Counting {
    async fn handle(&self, batch: Vec<Incoming>) -> Vec<Outcome> {
        for message in &batch {
            self.seen.lock().unwrap().entry(message.event_id).or_default().push(message.attempt);
        }
        drop(self.gate.acquire().await.unwrap());
        batch.iter().map(self.answer).collect()
    }
}

pub(crate) fn done(_: &Incoming) -> Outcome {
    Outcome::Done
}
