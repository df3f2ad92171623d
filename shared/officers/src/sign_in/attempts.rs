//! Attempts at either step: counted before they are made, told to the audit log when they fail.

use audit::{Action, Actor, Entry};
use jiff::SignedDuration;
use uuid::Uuid;

use super::Visitor;
use crate::throttle::Subject;
use crate::{Failure, Nip, Officers};

impl Officers {
    /// Counts an attempt by network, and by account or, in a browser that the officer used before, by that browser.
    pub(super) async fn count(&self, nip: &Nip, officer_id: Option<Uuid>, visitor: &Visitor) -> Result<Option<SignedDuration>, Failure> {
        if let Some(wait) = self.count_attempt(&Subject::Network(visitor.network)).await? {
            return Ok(Some(wait));
        }
        match self.known_device(officer_id, visitor).await? {
            Some(hash) => self.count_attempt(&Subject::Device(&hash)).await,
            None => self.count_attempt(&Subject::Account(nip)).await,
        }
    }

    /// Everything is forgiven to who is in.
    pub(super) async fn forget(&self, nip: &Nip, visitor: &Visitor) -> Result<(), Failure> {
        self.forget_attempts(&Subject::Network(visitor.network)).await?;
        if let Some(device) = &visitor.device {
            self.forget_attempts(&Subject::Device(&device.hash())).await?;
        }
        self.forget_attempts(&Subject::Account(nip)).await
    }

    /// Somebody did not get in: whose account it was about, if there is one, and at which step.
    pub(super) async fn note_failure(&self, officer_id: Option<Uuid>, step: &str) -> Result<(), Failure> {
        let entry = Entry::new(self.clock.now(), Actor::Nobody, Action::SignInFailed).detail(step);
        let entry = match officer_id {
            Some(id) => entry.officer(id),
            None => entry,
        };
        Ok(audit::record(&self.pool, &entry).await?)
    }
}
