//! Applicants choose other security questions. They give the password once more.

use audit::Action;
use credentials::questions::{Answer, Question};
use credentials::{Failure, Password};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::confirm::Confirmation;
use super::{Access, SignedIn};
use crate::letters::{self, News};
use crate::store::{grants, one_time_answers, questions};

/// Why the questions stay.
pub(crate) enum NotSet {
    /// The password is not the applicant's.
    WrongPassword,
    /// Too many were wrong before.
    Wait(SignedDuration),
    /// Somebody got in by knowledge a short while ago; until then they stay.
    Cooling,
    /// The database is away.
    Failure(Failure),
}

impl<F: Into<Failure>> From<F> for NotSet {
    fn from(failure: F) -> Self {
        Self::Failure(failure.into())
    }
}

impl Access {
    /// Until when contact and questions stay as they are, if they do, and whether the owner is asked to choose new
    /// questions.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn standing(&self, account: Uuid) -> Result<(Option<Timestamp>, bool), Failure> {
        let standing = questions::standing(&self.pool, account).await?.unwrap_or_default();
        Ok((standing.cools_until.filter(|until| *until > self.clock.now()), standing.asks_questions))
    }

    /// Puts other questions and answers in the place of the own ones. Whatever the old ones gave away counts no more.
    ///
    /// # Errors
    /// Whatever is wrong; nothing was changed then.
    pub(crate) async fn change_questions(
        &self,
        of: &SignedIn,
        password: &Password,
        [(first, one), (second, other)]: &[(Question, Answer); 2],
    ) -> Result<(), NotSet> {
        let (cools_until, _) = self.standing(of.account).await?;
        if cools_until.is_some() {
            return Err(NotSet::Cooling);
        }
        let stored = match self.confirm(of, password).await? {
            Confirmation::Right(stored) => stored,
            Confirmation::Wrong => return Err(NotSet::WrongPassword),
            Confirmation::Wait(wait) => return Err(NotSet::Wait(wait)),
        };
        let answers =
            [(first.number(), self.answers.hash(one).await?), (second.number(), self.answers.hash(other).await?)];
        let mut transaction = self.pool.begin().await?;
        if !questions::set(&mut transaction, &stored, &answers, self.clock.now()).await? {
            // Another password, or a new cool-down, came between.
            return Err(NotSet::WrongPassword);
        }
        grants::end_all(&mut transaction, of.account).await?;
        one_time_answers::end_all(&mut transaction, of.account).await?;
        audit::record(&mut *transaction, &self.entry(of.account, Action::QuestionsChanged)).await?;
        letters::tell(&mut transaction, &self.clock, of.account, News::QuestionsChanged).await?;
        transaction.commit().await?;
        Ok(())
    }
}
