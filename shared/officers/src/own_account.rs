//! Officers change their own password and make new recovery codes. [`crate::own_phone`] gives them another phone. Each
//! act asks for the password once more, because somebody may have left the screen alone.

use audit::Action;
use credentials::STEP_SECONDS;
use jiff::SignedDuration;

use crate::counted_by::CountedBy;
use crate::store::{accounts, phones, recovery_codes};
use crate::{Failure, Officer, Officers, Password, PasswordFault, entries, personal};

/// Why something was not done with the own account.
#[derive(Debug, thiserror::Error)]
pub enum OwnRefusal {
    /// The password is not the officer's.
    #[error("the password is not the officer's")]
    WrongPassword,
    /// Too many were wrong before.
    #[error("too many passwords were wrong before")]
    Wait(SignedDuration),
    /// The code is not of the officer's phone, and no recovery code.
    #[error("the code is not right")]
    WrongCode,
    /// The code was used before.
    #[error("the code was used before")]
    UsedCode,
    /// No authenticator is offered to this session, or not any more.
    #[error("no authenticator is offered")]
    NothingOffered,
    /// The new password is not good enough.
    #[error("the new password is not good enough")]
    Faults(Vec<PasswordFault>),
    /// The database is away, or the account cannot be opened.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<sqlx::Error> for OwnRefusal {
    fn from(error: sqlx::Error) -> Self {
        Self::Failure(error.into())
    }
}

impl Officers {
    /// Changes the password and ends all other sessions.
    ///
    /// # Errors
    /// Whatever is wrong; nothing was changed then.
    pub async fn change_password(
        &self,
        officer: &Officer,
        current: &Password,
        new: &Password,
    ) -> Result<(), OwnRefusal> {
        self.ask_password(officer, current).await?;
        let identity = accounts::identity(&self.pool, officer.id).await?;
        let nip = self.open_nip(officer.id, &identity.data_key, &identity.nip)?;
        let faults = self.hasher.judge(new, personal(&officer.name, &nip)).await?;
        if !faults.is_empty() {
            return Err(OwnRefusal::Faults(faults));
        }
        let hash = self.hasher.hash(new).await?;
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        accounts::set_password(&mut *transaction, officer.id, &hash).await?;
        self.end_others(&mut transaction, officer).await?;
        audit::record(&mut *transaction, &entries::own(officer.id, now, Action::PasswordChanged)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Makes ten new recovery codes; the earlier ones are of no use any more.
    ///
    /// # Errors
    /// Whatever is wrong; nothing was changed then.
    pub async fn renew_recovery_codes(
        &self,
        officer: &Officer,
        password: &Password,
    ) -> Result<Vec<String>, OwnRefusal> {
        self.ask_password(officer, password).await?;
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        let codes = self.new_recovery_codes(&mut transaction, officer.id).await?;
        audit::record(&mut *transaction, &entries::own(officer.id, now, Action::RecoveryCodesMade)).await?;
        transaction.commit().await?;
        Ok(codes)
    }

    /// By how many seconds the clock of the own phone differed when it was last measured; negative: it is behind.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn phone_drift(&self, officer: &Officer) -> Result<i64, Failure> {
        Ok(i64::from(phones::skew(&self.pool, officer.id).await?) * STEP_SECONDS)
    }

    /// How many recovery codes are left.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn recovery_codes_left(&self, officer: &Officer) -> Result<i64, Failure> {
        Ok(recovery_codes::left(&self.pool, officer.id).await?)
    }

    pub(crate) async fn ask_password(&self, officer: &Officer, password: &Password) -> Result<(), OwnRefusal> {
        self.check_own_password(officer, password).await?;
        Ok(self.forget_attempts(&CountedBy::Own(officer.id)).await?)
    }

    /// Counts an attempt and compares the password. The attempt is to be forgotten once everything is right.
    pub(crate) async fn check_own_password(&self, officer: &Officer, password: &Password) -> Result<(), OwnRefusal> {
        if let Some(wait) = self.count_attempt(&CountedBy::Own(officer.id)).await? {
            return Err(OwnRefusal::Wait(wait));
        }
        let stored = accounts::password_hash(&self.pool, officer.id).await?;
        if !self.hasher.is(password, stored.as_deref()).await? {
            return Err(OwnRefusal::WrongPassword);
        }
        Ok(())
    }
}
