//! The first step: NIP and password.

use credentials::{NewSession, Stage};
use jiff::SignedDuration;
use vault::Secret;

use super::{Visitor, measures};
use crate::{Failure, Nip, Officers, Password, store};

/// How long the second step may take, from the first on.
const SECOND_STEP: SignedDuration = SignedDuration::from_mins(15);

/// What became of NIP and password.
#[derive(Debug)]
pub enum FirstStep {
    /// They are right: the browser keeps this secret for the second step.
    Right(Secret),
    /// They are not. Whether the NIP exists is not told.
    Wrong,
    /// Too many were wrong before.
    Wait(SignedDuration),
}

impl Officers {
    /// The first step.
    ///
    /// # Errors
    /// When the database is away or too many passwords are being compared.
    pub async fn enter_password(
        &self,
        nip: &Nip,
        password: &Password,
        visitor: &Visitor,
    ) -> Result<FirstStep, Failure> {
        let step = self.compare_password(nip, password, visitor).await;
        measures::first_step(&step);
        step
    }

    async fn compare_password(&self, nip: &Nip, password: &Password, visitor: &Visitor) -> Result<FirstStep, Failure> {
        let index = self.nip_index(nip);
        let account = store::accounts::entrance(&self.pool, &index).await?;
        let officer_id = account.as_ref().map(|account| account.id);
        if let Some(wait) = self.count(nip, officer_id, visitor).await? {
            return Ok(FirstStep::Wait(wait));
        }
        let stored = account.as_ref().and_then(|account| account.password_hash.as_deref());
        let right = self.hasher.is(password, stored).await?;
        let Some(officer_id) = officer_id.filter(|_| right) else {
            self.note_failure(officer_id, "password").await?;
            return Ok(FirstStep::Wrong);
        };
        let session =
            NewSession { account: officer_id, stage: Stage::Password, valid: SECOND_STEP, client: &visitor.client };
        Ok(FirstStep::Right(self.sessions.begin(&self.pool, session).await?))
    }
}
