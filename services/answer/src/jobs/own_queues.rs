//! A consumer for each agency's own queue of reports. Agencies come and go with `helpdesk agency`; every process
//! follows within seconds.
//!
//! Each agency's reports wait in its own queue, and the processes work on reports in turns ([`Replies`]), so that no
//! agency holds up another.

use std::collections::HashMap;
use std::time::Duration;

use database::{Inbox, Schema};
use messages::topology;
use queue::{AmqpConfig, Gate, Publisher};
use runtime::{Job, Shutdown};
use tokio::task::JoinSet;

use super::replies::Replies;
use super::reports::reports_from;
use crate::State;
use crate::store::agencies;

/// Pause between two looks.
const EVERY: Duration = Duration::from_secs(2);

/// Longest look.
const PATIENCE: Duration = Duration::from_secs(2);

/// Reports of one agency that the broker hands out before the first is acknowledged: one batch, and not more, for there
/// may be many agencies.
const PREFETCH: u16 = 64;

/// The job. While the database is away the agencies stay those that they were.
pub(super) fn job(state: &State, amqp: &AmqpConfig, publisher: Publisher, handler: Replies) -> Job {
    let (state, amqp) = (state.clone(), amqp.clone());
    Job::new("answer.own-queues", "takes each agency's reports from a queue of its own", move |shutdown| {
        let consumers = Consumers {
            state: state.clone(),
            amqp: amqp.clone(),
            publisher: publisher.clone(),
            handler: handler.clone(),
            known: HashMap::new(),
            running: JoinSet::new(),
        };
        consumers.follow(shutdown)
    })
}

/// The consumers of this process.
struct Consumers {
    state: State,
    amqp: AmqpConfig,
    publisher: Publisher,
    handler: Replies,
    /// Every agency that was ever seen. One that left keeps its closed gate, and opens it when it comes back.
    known: HashMap<String, Known>,
    running: JoinSet<String>,
}

struct Known {
    queue: &'static str,
    gate: Gate,
    runs: bool,
}

impl Consumers {
    async fn follow(mut self, shutdown: Shutdown) -> anyhow::Result<()> {
        let mut outdated = false;
        while !shutdown.is_stopping() {
            match tokio::time::timeout(PATIENCE, agencies::with_own_queue(&self.state.desks.pool)).await {
                Ok(Ok(names)) => {
                    self.set(&names, &shutdown);
                    outdated = false;
                }
                failed => {
                    if !outdated {
                        let error = failed.map_or_else(
                            |elapsed| elapsed.to_string(),
                            |read| read.err().map_or_else(String::new, |e| e.to_string()),
                        );
                        tracing::warn!(error, "the agencies whose reports are taken stay those that they were");
                    }
                    outdated = true;
                }
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                () = shutdown.stopping() => {}
            }
        }
        // Batches in hand are finished.
        while self.running.join_next().await.is_some() {}
        Ok(())
    }

    /// Consumes the queues of these agencies and no others'.
    fn set(&mut self, names: &[String], shutdown: &Shutdown) {
        while let Some(ended) = self.running.try_join_next() {
            // Which consumer panicked is not known: that is seen by their number below.
            if let Some(known) = ended.ok().and_then(|name| self.known.get_mut(&name)) {
                known.runs = false;
            }
        }
        if self.running.len() < self.known.values().filter(|known| known.runs).count() {
            // One of them panicked: all begin anew, with what the broker delivers again.
            self.running.abort_all();
            self.known.values_mut().for_each(|known| known.runs = false);
        }
        for known in self.known.iter().filter(|(name, _)| !names.contains(name)).map(|(_, known)| known) {
            known.gate.set(false);
        }
        for name in names {
            let known = self.known.entry(name.clone()).or_insert_with(|| Known {
                // Jobs and metrics name their queue for the life of the process; an agency is leaked once.
                queue: Box::leak(topology::reports_queue(name).into_boxed_str()),
                gate: Gate::open(),
                runs: false,
            });
            known.gate.set(true);
            if !known.runs {
                known.runs = true;
                let inbox = Inbox::new(self.state.desks.pool.clone(), Schema::Desk);
                let config = reports_from(&self.amqp, known.queue, PREFETCH);
                let (job, _probe) = queue::gated_consumer(
                    config,
                    inbox,
                    self.publisher.clone(),
                    self.handler.clone(),
                    known.gate.clone(),
                );
                let (name, shutdown) = (name.clone(), shutdown.clone());
                self.running.spawn(async move {
                    if let Err(error) = job.run(shutdown).await {
                        tracing::warn!(error = %format!("{error:#}"), "a consumer of an agency's reports ended and \
                            begins anew");
                    }
                    name
                });
            }
        }
    }
}
