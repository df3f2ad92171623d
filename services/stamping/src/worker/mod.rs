//! Has one file stamped: takes the stamping, goes on where it stands, and writes down what became of it.

mod check;
mod halt;
mod steps;

use std::sync::Arc;
use std::time::Instant;

use database::{NewMessage, Outbox, Pool, Schema};
use distributor::{Config, Distributor, FaultKind};
use documents::Store;
use jiff::{SignedDuration, Timestamp};
use messages::topology::STAMPED;
use messages::{StampingAttached, StampingRejected, StampingRejection, VERSION};
use queue::Wake;
use runtime::Clock;
use runtime::telemetry::current_traceparent;
use signatures::Trust;
use tracing::{info, warn};
use uuid::Uuid;
use vault::Vault;

use crate::breaker::Breaker;
use crate::measures;
use crate::store::jobs::{self, Job};
use crate::store::progress::{self, Hold};
use halt::Halt;

/// How long the bucket and the database have in one step.
const OWN_SERVERS: SignedDuration = SignedDuration::from_mins(1);
/// How long a stamping that failed waits for a message of the broker's before it is asked for again.
const FALLBACK: SignedDuration = SignedDuration::from_mins(15);
/// How long after its registration has closed a stamping is still tried.
pub(crate) const GRACE: SignedDuration = SignedDuration::from_hours(48);

/// What the worker works with.
pub(crate) struct Surroundings {
    pub(crate) pool: Pool,
    pub(crate) vault: Vault,
    pub(crate) files: Store,
    pub(crate) trust: Arc<Trust>,
    pub(crate) breaker: Breaker,
    pub(crate) wake: Wake,
    pub(crate) clock: Clock,
}

/// Works on stampings, in one process of several.
pub(crate) struct Worker<D> {
    own: Surroundings,
    distributor: D,
    /// How long a process holds a stamping: longer than any step of it may take.
    lease: SignedDuration,
}

/// What became of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Worked {
    /// Nothing is left to do with this message.
    Done,
    /// It failed at the distributor, which was there.
    Failed,
    /// One of our own servers is away, by its name.
    Unavailable(&'static str),
}

impl<D: Distributor> Worker<D> {
    pub(crate) fn new(own: Surroundings, distributor: D, config: &Config) -> Self {
        // The longest step sends a file, has it stamped and fetches it, after asking what became of it.
        let step = config.stamp_patience * 3 + config.patience * 2;
        let lease = SignedDuration::try_from(step).unwrap_or(SignedDuration::MAX).saturating_add(OWN_SERVERS);
        Self { own, distributor, lease }
    }

    /// Goes on with the stamping, unless it is settled, waits for a person, or is in another process's hands.
    ///
    /// # Errors
    /// When the database is away or refuses. Then the message comes again, and the lease ends by itself.
    pub(crate) async fn work(&self, id: Uuid) -> Result<Worked, sqlx::Error> {
        let now = self.own.clock.now();
        let hold = Hold { job: id, lease: self.own.clock.new_id() };
        let Some(job) = jobs::take(&self.own.pool, id, hold.lease, now, self.until()).await? else {
            return Ok(Worked::Done);
        };
        match self.advance(&job, hold).await {
            Ok(()) => self.attach(&job, hold).await,
            Err(Halt::Rejected(reason)) => self.reject(&job, hold, reason).await,
            Err(Halt::Faulty(fault)) => self.stop(&job, hold, (fault.kind(), fault.code())).await,
            Err(Halt::NoToken) => self.stop(&job, hold, (FaultKind::NeedsLogin, "needs_login")).await,
            Err(Halt::Bucket(error)) => {
                warn!(stamping = %id, error = %error, "a stamping waits for the object store");
                progress::released(&self.own.pool, hold, self.later(OWN_SERVERS)).await?;
                Ok(Worked::Unavailable("object_store"))
            }
            Err(Halt::Database(error)) => Err(error),
            Err(Halt::Lost) => Ok(Worked::Done),
        }
    }

    /// Whether the distributor is there. The breaker learns it.
    pub(crate) async fn look(&self) {
        let is_up = self.call(measures::Call::IsUp, self.distributor.is_up()).await.is_ok();
        self.own.breaker.found(is_up, Instant::now());
    }

    async fn attach(&self, job: &Job, hold: Hold) -> Result<Worked, sqlx::Error> {
        let (event_id, at) = (self.own.clock.new_id(), self.own.clock.now());
        let mut transaction = self.own.pool.begin().await?;
        if !progress::attached(&mut transaction, hold, at).await? {
            return Ok(Worked::Done);
        }
        let (job_id, slot_id, upload_id) = (job.id, job.slot, job.upload);
        let attached = StampingAttached { version: VERSION, event_id, job_id, slot_id, upload_id, at };
        let body = serde_json::to_value(&attached).unwrap_or_default();
        Outbox::insert(&mut transaction, Schema::Stamping, &[told(event_id, StampingAttached::KEY, body)]).await?;
        transaction.commit().await?;
        self.own.wake.wake();
        measures::attached();
        info!(stamping = %job.id, stamping.attempts = job.attempts, "a file has its e-meterai");
        Ok(Worked::Done)
    }

    async fn reject(&self, job: &Job, hold: Hold, reason: StampingRejection) -> Result<Worked, sqlx::Error> {
        let (event_id, at) = (self.own.clock.new_id(), self.own.clock.now());
        let mut transaction = self.own.pool.begin().await?;
        if !progress::rejected(&mut transaction, hold, reason, at).await? {
            return Ok(Worked::Done);
        }
        let (job_id, slot_id, upload_id) = (job.id, job.slot, job.upload);
        let rejected = StampingRejected { version: VERSION, event_id, job_id, slot_id, upload_id, reason, at };
        let body = serde_json::to_value(&rejected).unwrap_or_default();
        Outbox::insert(&mut transaction, Schema::Stamping, &[told(event_id, StampingRejected::KEY, body)]).await?;
        transaction.commit().await?;
        self.own.wake.wake();
        measures::rejected(reason);
        warn!(stamping = %job.id, stamping.reason = reason.as_str(), "a file gets no e-meterai");
        Ok(Worked::Done)
    }

    /// Lets the stamping wait for whose move it is.
    async fn stop(
        &self,
        job: &Job,
        hold: Hold,
        (kind, problem): (FaultKind, &'static str),
    ) -> Result<Worked, sqlx::Error> {
        let pool = &self.own.pool;
        warn!(stamping = %job.id, stamping.problem = problem, "a stamping waits");
        match kind {
            FaultKind::Outage => {
                let rest = SignedDuration::try_from(self.own.breaker.rest()).unwrap_or(OWN_SERVERS);
                progress::waits(pool, hold, problem, self.later(rest)).await?;
            }
            FaultKind::Failed => {
                progress::failed(pool, hold, problem, self.later(FALLBACK)).await?;
                return Ok(Worked::Failed);
            }
            FaultKind::NeedsLogin => {
                progress::needs_login(pool, hold, job.token.as_ref().map(|token| token.given_at)).await?;
            }
            FaultKind::NeedsBalance => {
                progress::needs_balance(pool, hold).await?;
            }
            FaultKind::RefusedFile => return self.reject(job, hold, StampingRejection::RefusedFile).await,
        }
        Ok(Worked::Done)
    }

    /// When the lease of this process ends that begins now.
    fn until(&self) -> Timestamp {
        self.later(self.lease)
    }

    fn later(&self, by: SignedDuration) -> Timestamp {
        self.own.clock.now().saturating_add(by).unwrap_or(Timestamp::MAX)
    }
}

/// The message that tells the end of a stamping. Its body is a plain struct of ids and times.
fn told(event_id: Uuid, key: &str, body: serde_json::Value) -> NewMessage {
    let (routing_key, traceparent) = (key.to_owned(), current_traceparent());
    NewMessage { event_id, exchange: STAMPED, routing_key, body, traceparent }
}
