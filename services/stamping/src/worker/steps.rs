//! The steps of a stamping. Before the distributor is asked for something that costs a stamp, it is written down that
//! it will be asked; whoever finds that note asks first what became of it.

use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use distributor::{Distributor, Fault, FaultKind, Serial};
use messages::StampingRejection;
use secrecy::SecretString;
use stampings::files::{self, File};
use vault::DataKey;

use super::check::check;
use super::{GRACE, Halt, Worker};
use crate::measures::{self, Call};
use crate::store::jobs::Job;
use crate::store::progress::{self, Hold};

impl<D: Distributor> Worker<D> {
    /// Goes on where the stamping stands, until its stamped file is in the bucket and was checked.
    pub(super) async fn advance(&self, job: &Job, hold: Hold) -> Result<(), Halt> {
        if self.own.clock.now() > job.closes_at.saturating_add(GRACE).unwrap_or(job.closes_at) {
            return Err(Halt::Rejected(StampingRejection::Expired));
        }
        let key = job.data_key.as_ref().and_then(|wrapped| self.own.vault.open_data_key(wrapped).ok());
        let key = key.ok_or(Halt::Rejected(StampingRejection::FileGone))?;
        let owner = (job.account, job.upload);
        let unstamped = Bytes::from(files::get(&self.own.files, &key, owner, File::Unstamped, job.size).await?);
        let (serial, stamped) = if let (Some(serial), Some(size)) = (&job.serial, job.stamped_size) {
            let stamped = files::get(&self.own.files, &key, owner, File::Stamped, size).await?;
            (serial.clone(), Bytes::from(stamped))
        } else {
            let token = token(job, &key)?;
            let serial = self.serial(job, hold, &token).await?;
            let stamped = self.stamped(job, hold, (&token, &serial), &unstamped).await?;
            files::put(&self.own.files, &key, owner, File::Stamped, &stamped).await?;
            let size = i64::try_from(stamped.len()).unwrap_or(i64::MAX);
            counts(progress::stamped(&self.own.pool, hold, size).await)?;
            (serial, stamped)
        };
        let trust = Arc::clone(&self.own.trust);
        let checking = tokio::task::spawn_blocking(move || check(&unstamped, &stamped, &serial, &trust));
        // A check that panicked says nothing good of the file.
        checking.await.unwrap_or(Err(StampingRejection::NoStamp)).map_err(Halt::Rejected)
    }

    /// The serial number of the document: the one that was bought, or else a new one.
    async fn serial(&self, job: &Job, hold: Hold, token: &SecretString) -> Result<Serial, Halt> {
        if let Some(serial) = &job.serial {
            return Ok(serial.clone());
        }
        let bought = if job.purchase_began {
            let state = self.distributor.serial_state(token, job.reference);
            self.call(Call::SerialState, state).await?.map(|found| found.serial)
        } else {
            None
        };
        let serial = if let Some(serial) = bought {
            serial
        } else {
            let (now, until) = (self.own.clock.now(), self.until());
            counts(progress::purchase_begins(&self.own.pool, hold, now, until).await)?;
            let document = job.document();
            self.call(Call::ReserveSerial, self.distributor.reserve_serial(token, &document)).await?
        };
        match progress::reserved(&self.own.pool, hold, &serial).await {
            // The distributor gave a number that another document has.
            Err(error) if database::constraint(&error) == Some("jobs_serial_key") => Err(Halt::Faulty(Fault::Failed)),
            written => counts(written).map(|()| serial),
        }
    }

    /// The stamped file: the one that is there, or else a new one.
    async fn stamped(
        &self,
        job: &Job,
        hold: Hold,
        (token, serial): (&SecretString, &Serial),
        unstamped: &Bytes,
    ) -> Result<Bytes, Halt> {
        if job.stamp_began {
            let state = self.call(Call::SerialState, self.distributor.serial_state(token, job.reference)).await?;
            if state.is_some_and(|found| found.is_used && found.serial == *serial) {
                return self.call(Call::StampedFile, self.distributor.stamped_file(token, job.reference)).await;
            }
        }
        let (now, until) = (self.own.clock.now(), self.until());
        counts(progress::stamp_begins(&self.own.pool, hold, now, until).await)?;
        let document = job.document();
        self.call(Call::Stamp, self.distributor.stamp(token, &document, serial, unstamped.clone())).await
    }

    /// Counts a call and what became of it.
    pub(super) async fn call<T>(
        &self,
        call: Call,
        asked: impl Future<Output = Result<T, Fault>> + Send,
    ) -> Result<T, Halt> {
        let began = Instant::now();
        let answer = asked.await;
        let outcome = answer.as_ref().err().map_or("ok", Fault::code);
        measures::called(call, outcome, began.elapsed());
        let is_outage = answer.as_ref().is_err_and(|fault| fault.kind() == FaultKind::Outage);
        if !matches!(call, Call::IsUp) {
            self.own.breaker.note(is_outage, Instant::now());
        }
        answer.map_err(Halt::Faulty)
    }
}

/// Whether what was written counted.
fn counts(written: Result<bool, sqlx::Error>) -> Result<(), Halt> {
    if written? { Ok(()) } else { Err(Halt::Lost) }
}

/// The token of the person. One that does not open is none.
fn token(job: &Job, key: &DataKey) -> Result<SecretString, Halt> {
    let token = job.token.as_ref().ok_or(Halt::NoToken)?;
    stampings::open_token((job.account, key), &token.sealed).map_err(|_another_accounts| Halt::NoToken)
}
