//! Attempts at either step: counted before they are made, told to the audit log when they fail.

use audit::{Action, Actor, Entry};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use super::Visitor;
use crate::throttle::Subject;
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
        if let Some(hash) = self.known_device(officer_id, visitor).await? {
            return self.count_attempt(&Subject::Device(&hash)).await;
        }
        if let Some(wait) = self.count_attempt(&Subject::Network(visitor.network)).await? {
            return Ok(Some(wait));
        }
        self.count_attempt(&Subject::Account(nip)).await
    }

    /// Everything is forgiven to who is in. Of the network only what was counted there is taken back.
    pub(super) async fn forget(&self, nip: &Nip, officer_id: Uuid, visitor: &Visitor) -> Result<(), Failure> {
        match self.known_device(Some(officer_id), visitor).await? {
            Some(hash) => self.forget_attempts(&Subject::Device(&hash)).await?,
            None => self.forget_attempts(&Subject::Network(visitor.network)).await?,
        }
        self.forget_attempts(&Subject::Account(nip)).await
    }

    /// Somebody did not get in: whose account it was about and at which step. Of an NIP that no account has only the
    /// minute is counted.
    pub(super) async fn note_failure(&self, officer_id: Option<Uuid>, step: &str) -> Result<(), Failure> {
        let Some(id) = officer_id else { return self.count_anonymous().await };
        let entry = Entry::new(self.clock.now(), Actor::Nobody, Action::SignInFailed).detail(step).officer(id);
        Ok(audit::record(&self.pool, &entry).await?)
    }

    /// One more failure of nobody in particular: whoever tries NIPs without end adds one entry a minute to the log,
    /// which is kept for good.
    async fn count_anonymous(&self) -> Result<(), Failure> {
        let minute = minute_of(self.clock.now());
        sqlx::query!(
            "INSERT INTO desk.anonymous_sign_ins AS a (minute, failures) VALUES ($1, 1) ON CONFLICT (minute) DO \
            UPDATE SET failures = a.failures + 1",
            minute.to_sqlx(),
        )
        .execute(&self.pool)
        .await?;
        self.tell_anonymous().await
    }

    /// Tells the audit log of the minutes that are over, at most an hour of them at a time.
    pub(crate) async fn tell_anonymous(&self) -> Result<(), Failure> {
        let mut transaction = self.pool.begin().await?;
        let over = sqlx::query!(
            "DELETE FROM desk.anonymous_sign_ins WHERE minute IN (SELECT minute FROM desk.anonymous_sign_ins WHERE minute < $1
                                                                   ORDER BY minute LIMIT 60 FOR UPDATE SKIP LOCKED)
             RETURNING minute, failures",
            minute_of(self.clock.now()).to_sqlx(),
        )
        .fetch_all(&mut *transaction)
        .await?;
        if over.is_empty() {
            return Ok(());
        }
        for row in over {
            let detail = format!("unknown_nip {} in the minute of {}", row.failures, row.minute.to_jiff());
            audit::record(
                &mut *transaction,
                &Entry::new(self.clock.now(), Actor::Nobody, Action::SignInFailed).detail(detail),
            )
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}

/// The minute that a moment lies in.
fn minute_of(moment: Timestamp) -> Timestamp {
    Timestamp::from_second(moment.as_second().div_euclid(60) * 60).unwrap_or(moment)
}
