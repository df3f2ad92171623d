//! Somebody who is signed in gives the password once more before anything that matters: the screen may have been left
//! alone.

use credentials::{Failure, Password};
use jiff::SignedDuration;

use super::counted_by::CountedBy;
use super::{Access, SignedIn};
use crate::store::entrances::{self, Entrance};

/// What became of it.
pub(crate) enum Confirmation {
    /// It is the applicant's.
    Right(Entrance),
    /// It is not.
    Wrong,
    /// Too many were wrong before.
    Wait(SignedDuration),
}

impl Access {
    /// Compares the password. It counts as an attempt, which a right one forgets.
    ///
    /// # Errors
    /// When the database is away or too many passwords are being compared; the attempt does not count then.
    pub(crate) async fn confirm(&self, of: &SignedIn, password: &Password) -> Result<Confirmation, Failure> {
        let by = CountedBy::Own(of.account);
        if let Some(wait) = self.count(&by).await? {
            return Ok(Confirmation::Wait(wait));
        }
        let stored = entrances::by_id(&self.pool, of.account).await?;
        let is_right = self.hasher.is(password, stored.as_ref().map(|stored| stored.password_hash.as_str())).await;
        let Some(stored) = (match is_right {
            Ok(is_right) => stored.filter(|_| is_right),
            Err(failure) => {
                self.take_back(&by).await?;
                return Err(failure);
            }
        }) else {
            return Ok(Confirmation::Wrong);
        };
        self.forget(&[by]).await?;
        Ok(Confirmation::Right(stored))
    }
}
