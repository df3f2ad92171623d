//! Carries outbox rows to the broker. Submissions get there in no other way.

use std::time::Duration;

use database::Outbox;
use futures_util::future::join_all;
use runtime::{Job, Shutdown};
use uuid::Uuid;

use crate::backoff::Backoff;
use crate::{Outgoing, PublishError, Publisher, Wake, measures};

/// How many batches it carries at the same time: while it deletes the rows of one, it publishes another.
const CARRIERS: usize = 2;
/// Rows that it claims at once.
const BATCH: u32 = 256;
/// How long a claim holds: longer than a batch can take to publish. A claim whose answer got lost holds its rows for as
/// long.
const LEASE: Duration = Duration::from_secs(15);
/// How long a message rests that the broker refused or no queue took. It does not hold up others.
const REST: Duration = Duration::from_secs(30);
/// Shortest and longest pause between two polls of an empty outbox. Only polling finds rows of another process.
const SHORTEST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_millis(250);
/// How often it measures the backlog.
const MEASURE: Duration = Duration::from_secs(5);

/// Returns a job that publishes outbox rows and deletes those that the broker confirmed. Several such jobs may share an
/// outbox.
///
/// It rests while the broker or the database is away. When the process dies between the broker's confirm and the
/// delete, another relay publishes the message again; receivers recognise it by its event id.
#[must_use]
pub fn relay(outbox: Outbox, publisher: Publisher, wake: Wake) -> Job {
    Job::new("relay", "carries messages from the outbox to the broker", move |shutdown| {
        let relay = Relay { outbox: outbox.clone(), publisher: publisher.clone(), wake: wake.clone() };
        async move {
            tokio::select! {
                _carried = join_all((0..CARRIERS).map(|_carrier| relay.carry(&shutdown))) => {}
                () = relay.measure() => {}
            }
            Ok(())
        }
    })
}

struct Relay {
    outbox: Outbox,
    publisher: Publisher,
    wake: Wake,
}

impl Relay {
    /// Carries batch after batch until the process stops. It finishes the batch in hand.
    async fn carry(&self, shutdown: &Shutdown) {
        let mut backoff = Backoff::new();
        let mut pause = SHORTEST_PAUSE;
        loop {
            // Without a broker it claims nothing, so a long outage leaves the rows alone.
            tokio::select! {
                biased;
                () = shutdown.stopping() => return,
                () = self.publisher.available() => {}
            }
            match self.carry_batch().await {
                Ok(Carried::Everything) => {
                    backoff.reset();
                    self.rest(pause, shutdown).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
                Ok(Carried::Full) => {
                    backoff.reset();
                    pause = SHORTEST_PAUSE;
                }
                Ok(Carried::Some) => {
                    backoff.reset();
                    pause = SHORTEST_PAUSE;
                    self.rest(pause, shutdown).await;
                }
                Ok(Carried::Nothing(error)) => {
                    tracing::warn!(outbox = self.outbox.schema().name(), error = %error, "messages wait: the broker \
                        takes none");
                    backoff.wait(shutdown).await;
                }
                Err(error) => {
                    tracing::warn!(outbox = self.outbox.schema().name(), error = %error, "messages wait: the database \
                        does not answer");
                    backoff.wait(shutdown).await;
                }
            }
        }
    }

    async fn carry_batch(&self) -> Result<Carried, sqlx::Error> {
        let rows = self.outbox.claim(BATCH, LEASE).await?;
        if rows.is_empty() {
            return Ok(Carried::Everything);
        }
        let full = rows.len() >= BATCH as usize;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.event_id).collect();
        let results = self.publisher.publish(rows.into_iter().map(Outgoing::from).collect()).await;
        let sorted = Sorted::from(ids.into_iter().zip(results));
        if !sorted.sent.is_empty() {
            self.outbox.sent(&sorted.sent).await?;
        }
        if !sorted.resting.is_empty() {
            self.outbox.rest(&sorted.resting, REST).await?;
        }
        if !sorted.waiting.is_empty() {
            self.outbox.release(&sorted.waiting, Duration::ZERO).await?;
        }
        Ok(match sorted.error {
            Some(error) if sorted.sent.is_empty() => Carried::Nothing(error),
            _ if full => Carried::Full,
            _ => Carried::Some,
        })
    }

    /// Waits for a wake-up, at most for `pause`.
    async fn rest(&self, pause: Duration, shutdown: &Shutdown) {
        tokio::select! {
            () = self.wake.woken() => {}
            () = tokio::time::sleep(pause) => {}
            () = shutdown.stopping() => {}
        }
    }

    /// Records how many messages wait and for how long. Never ends.
    async fn measure(&self) {
        let outbox = self.outbox.schema().name();
        let mut moments = tokio::time::interval(MEASURE);
        moments.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            moments.tick().await;
            match self.outbox.backlog().await {
                Ok(backlog) => measures::outbox(outbox, backlog),
                // The last values stand.
                Err(error) => tracing::warn!(outbox, error = %error, "messages that wait cannot be counted"),
            }
        }
    }
}

/// How one poll of the outbox ended.
enum Carried {
    /// It was empty.
    Everything,
    /// There is probably more.
    Full,
    /// It published all it found, as far as the broker took it.
    Some,
    /// It found messages, and the broker took none.
    Nothing(PublishError),
}

/// Claimed rows, sorted by what becomes of them.
#[derive(Default)]
struct Sorted {
    /// Confirmed.
    sent: Vec<Uuid>,
    /// Refused or returned.
    resting: Vec<Uuid>,
    /// Not published, but not for a reason of their own.
    waiting: Vec<Uuid>,
    /// One of the errors, if there were any.
    error: Option<PublishError>,
}

impl Sorted {
    fn from(results: impl Iterator<Item = (Uuid, Result<(), PublishError>)>) -> Self {
        let mut sorted = Self::default();
        for (id, result) in results {
            match result {
                Ok(()) => sorted.sent.push(id),
                Err(error) => {
                    if error.is_about_the_message() {
                        tracing::error!(event_id = %id, error = %error, "a message rests in the outbox");
                        sorted.resting.push(id);
                    } else {
                        sorted.waiting.push(id);
                    }
                    sorted.error = Some(error);
                }
            }
        }
        sorted
    }
}
