//! Reads lookups that come at the same moment together: while one query is under way, the next ones gather for the
//! query after it.
//!
//! At the peak a query reads many tickets for the price of one round trip. A lookup that comes alone is read at once.
//! Whoever gets a turn reads for all who wait, so no task can fail behind their backs. When a reader goes away in the
//! middle, those it read for gather anew.

use std::sync::{Arc, Mutex, PoisonError};

use database::Pool;
use tokio::sync::{Semaphore, oneshot};

use super::Refusal;
use crate::store::{self, QueriedTicket, TicketQuery};

/// Queries under way at once.
const READERS: usize = 2;
/// Tickets in one query; who comes later waits for the next.
const MOST: usize = 64;

type Answer = Result<QueriedTicket, Refusal>;

/// Finds tickets by their numbers, with the counts of wrong lookups.
pub(super) struct Gathering {
    pool: Pool,
    waiting: Mutex<Vec<Waiting>>,
    readers: Semaphore,
}

struct Waiting {
    query: TicketQuery,
    reply: oneshot::Sender<Answer>,
}

impl Gathering {
    pub(super) fn new(pool: Pool) -> Self {
        Self { pool, waiting: Mutex::default(), readers: Semaphore::new(READERS) }
    }

    /// The ticket with this number, if there is one that was not erased, and what was counted.
    pub(super) async fn find(&self, query: TicketQuery) -> Answer {
        loop {
            let (reply, mut answer) = oneshot::channel();
            self.waiting().push(Waiting { query: query.clone(), reply });
            tokio::select! {
                biased;
                read = &mut answer => if let Ok(read) = read { return read },
                turn = self.readers.acquire() => {
                    self.read().await;
                    drop(turn);
                    if let Ok(read) = answer.await {
                        return read;
                    }
                }
            }
        }
    }

    /// Reads for everybody who waits.
    async fn read(&self) {
        let (queries, replies): (Vec<TicketQuery>, Vec<_>) =
            self.take().into_iter().map(|waiting| (waiting.query, waiting.reply)).unzip();
        if queries.is_empty() {
            return;
        }
        let replies = replies.into_iter();
        match store::find(&self.pool, &queries).await {
            Ok(found) => {
                replies.zip(found).for_each(|(reply, read)| drop(reply.send(read.map_err(Refusal::Inconsistent))));
            }
            Err(error) => {
                let error = Arc::new(error);
                replies.for_each(|reply| drop(reply.send(Err(Refusal::Database(Arc::clone(&error))))));
            }
        }
    }

    fn take(&self) -> Vec<Waiting> {
        let mut waiting = self.waiting();
        waiting.retain(|one| !one.reply.is_closed());
        let most = waiting.len().min(MOST);
        waiting.drain(..most).collect()
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
