//! The crate counts an attempt at either step before it is made, and tells the audit log of those that fail.

use audit::{Action, Actor, Entry, Subject};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;
use vault::Secret;

use super::Visitor;
use crate::counted_by::CountedBy;
use crate::store::strangers;
use crate::{Failure, Nip, Officers};

impl Officers {
    /// Counts an attempt: in a browser that the officer used before by that browser alone, else by network and account.
    /// Whoever fails behind the office's address keeps no known browser of the office waiting.
    pub(super) async fn count(
        &self,
        nip: &Nip,
        officer_id: Option<Uuid>,
        visitor: &Visitor,
    ) -> Result<Option<SignedDuration>, Failure> {
        if let Some(device) = self.known_device(officer_id, visitor).await? {
            return self.count_attempt(&CountedBy::Device(device)).await;
        }
        if let Some(wait) = self.count_attempt(&CountedBy::Network(visitor.network)).await? {
            return Ok(Some(wait));
        }
        self.count_attempt(&CountedBy::Account(nip)).await
    }

    /// Everything is forgiven to who is in. Of the network only what was counted there is taken back.
    pub(super) async fn forget(&self, nip: &Nip, officer_id: Uuid, visitor: &Visitor) -> Result<(), Failure> {
        match self.known_device(Some(officer_id), visitor).await? {
            Some(device) => self.forget_attempts(&CountedBy::Device(device)).await?,
            None => self.forget_attempts(&CountedBy::Network(visitor.network)).await?,
        }
        self.forget_attempts(&CountedBy::Account(nip)).await
    }

    /// The browser, if it is one of the officer's.
    async fn known_device<'a>(
        &self,
        officer_id: Option<Uuid>,
        visitor: &'a Visitor,
    ) -> Result<Option<&'a Secret>, Failure> {
        let (Some(officer_id), Some(device)) = (officer_id, &visitor.device) else { return Ok(None) };
        Ok(self.devices.knows(officer_id, device).await?.then_some(device))
    }

    /// Somebody did not get in: whose account it was about and at which step. Of an NIP that no account has only the
    /// minute is counted.
    pub(super) async fn note_failure(&self, officer_id: Option<Uuid>, step: &str) -> Result<(), Failure> {
        let Some(id) = officer_id else { return self.count_stranger().await };
        let entry = Entry::new(self.clock.now(), Actor::Nobody, Action::SignInFailed);
        let entry = entry.about(Subject::Officer(id)).detail(step);
        Ok(audit::record(&self.pool, &entry).await?)
    }

    /// One more failure of nobody in particular: whoever tries NIPs without end adds one entry a minute to the log,
    /// which is kept for good.
    async fn count_stranger(&self) -> Result<(), Failure> {
        strangers::count(&self.pool, minute_of(self.clock.now())).await?;
        self.tell_strangers().await
    }

    /// Tells the audit log of the minutes that are over, at most an hour of them at a time.
    pub(crate) async fn tell_strangers(&self) -> Result<(), Failure> {
        let mut transaction = self.pool.begin().await?;
        let over = strangers::take(&mut *transaction, minute_of(self.clock.now())).await?;
        if over.is_empty() {
            return Ok(());
        }
        for over in over {
            let detail = format!("unknown_nip {} in the minute of {}", over.failures, over.minute.to_jiff());
            let entry = Entry::new(self.clock.now(), Actor::Nobody, Action::SignInFailed).detail(detail);
            audit::record(&mut *transaction, &entry).await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}

/// The minute that a moment lies in.
fn minute_of(moment: Timestamp) -> Timestamp {
    Timestamp::from_second(moment.as_second().div_euclid(60) * 60).unwrap_or(moment)
}
