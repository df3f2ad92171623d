//! Applicants change their own password. They give the old one once more: somebody may have left the screen alone.

use audit::Action;
use credentials::{Failure, Password, PasswordFault};
use jiff::SignedDuration;
use vault::Secret;

use super::confirm::Confirmation;
use super::{Access, SignedIn};
use crate::letters::{self, News};
use crate::store::{contacts, entrances, grants, one_time_answers};

/// Why the password was not changed.
pub(crate) enum NotChanged {
    /// The old password is not the applicant's.
    WrongPassword,
    /// Too many were wrong before.
    Wait(SignedDuration),
    /// The new one is the old one.
    Same,
    /// The new one is not good enough.
    Faults(Vec<PasswordFault>),
    /// The database is away, or the account cannot be opened.
    Failure(Failure),
}

impl<F: Into<Failure>> From<F> for NotChanged {
    fn from(failure: F) -> Self {
        Self::Failure(failure.into())
    }
}

impl Access {
    /// Changes the password. All other sessions end, all other browsers are strangers again, and addresses that wait to
    /// be confirmed are forgotten. Returns the new secret of this one.
    ///
    /// # Errors
    /// Whatever is wrong; nothing was changed then.
    pub(crate) async fn change_password(
        &self,
        of: &SignedIn,
        old: &Password,
        new: &Password,
    ) -> Result<Option<Secret>, NotChanged> {
        let stored = match self.confirm(of, old).await? {
            Confirmation::Right(stored) => stored,
            Confirmation::Wrong => return Err(NotChanged::WrongPassword),
            Confirmation::Wait(wait) => return Err(NotChanged::Wait(wait)),
        };
        let Some(account) = self.applicants.account(of.account).await? else { return Err(NotChanged::WrongPassword) };
        let faults = self.hasher.judge(new, account.applicant.personal()).await?;
        if !faults.is_empty() {
            return Err(NotChanged::Faults(faults));
        }
        if self.hasher.is(new, Some(&stored.password_hash)).await? {
            return Err(NotChanged::Same);
        }
        let hash = self.hasher.hash(new).await?;
        let mut transaction = self.pool.begin().await?;
        if !entrances::set_password(&mut transaction, &stored, &hash, self.clock.now()).await? {
            return Err(NotChanged::WrongPassword);
        }
        self.sessions.end_all(&mut transaction, of.account, Some(of.session)).await?;
        self.devices.forget(&mut transaction, of.account).await?;
        let device = self.devices.remember(&mut transaction, of.account, None).await?;
        grants::end_all(&mut transaction, of.account).await?;
        one_time_answers::end_all(&mut transaction, of.account).await?;
        contacts::withdraw_all(&mut transaction, of.account).await?;
        audit::record(&mut *transaction, &self.entry(of.account, Action::PasswordChanged)).await?;
        letters::tell(&mut transaction, &self.clock, of.account, News::PasswordChanged).await?;
        transaction.commit().await?;
        Ok(device)
    }
}
