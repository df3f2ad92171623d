//! Who proved to own an account chooses a new password for it.

use audit::Action;
use credentials::{Failure, Password, PasswordFault};
use domain::Nik;
use jiff::{SignedDuration, Timestamp};
use vault::Secret;

use super::Access;
use super::counted_by::CountedBy;
use crate::letters::{self, News};
use crate::store::grants::{self, Proof};
use crate::store::{contacts, entrances, one_time_answers, recoveries};

/// For so long contact and questions stay as they are after somebody got in with nothing but knowledge: the owner is
/// told, and has this time to object.
const COOLS: SignedDuration = SignedDuration::from_hours(72);

/// Why no password was chosen.
pub(crate) enum NotChosen {
    /// The grant is over, was used, or belongs to another browser.
    Over,
    /// The new one is the old one.
    Same,
    /// The new one is not good enough.
    Faults(Vec<PasswordFault>),
    /// The database is away, or the account cannot be opened.
    Failure(Failure),
}

impl<F: Into<Failure>> From<F> for NotChosen {
    fn from(failure: F) -> Self {
        Self::Failure(failure.into())
    }
}

impl Access {
    /// Whose password the browser with this secret may choose.
    ///
    /// # Errors
    /// When the database is away or refuses, or what is sealed does not open.
    pub(crate) async fn granted(&self, secret: &Secret) -> Result<Option<Nik>, Failure> {
        let Some(grant) = grants::find(&self.pool, &secret.hash(), self.clock.now()).await? else { return Ok(None) };
        Ok(self.applicants.account(grant.account).await?.map(|account| account.applicant.identity.nik))
    }

    /// Chooses it. All sessions end, all browsers are strangers again, and whatever else leads in counts no more.
    ///
    /// # Errors
    /// Whatever is wrong; nothing was changed then.
    pub(crate) async fn choose_password(&self, secret: &Secret, new: &Password) -> Result<Proof, NotChosen> {
        let now = self.clock.now();
        let Some(grant) = grants::find(&self.pool, &secret.hash(), now).await? else { return Err(NotChosen::Over) };
        let stored = entrances::by_id(&self.pool, grant.account).await?;
        let (Some(stored), Some(account)) = (stored, self.applicants.account(grant.account).await?) else {
            return Err(NotChosen::Over);
        };
        let faults = self.hasher.judge(new, account.applicant.personal()).await?;
        if !faults.is_empty() {
            return Err(NotChosen::Faults(faults));
        }
        if self.hasher.is(new, Some(&stored.password_hash)).await? {
            return Err(NotChosen::Same);
        }
        let hash = self.hasher.hash(new).await?;
        let now = self.clock.now();
        let knew = grant.proof != Proof::Link && !grant.is_confirmed;
        let reset = recoveries::Reset {
            account: grant.account,
            before: &stored.password_hash,
            hash: &hash,
            cools_until: knew.then(|| now.saturating_add(COOLS).unwrap_or(Timestamp::MAX)),
            asks_questions: grant.proof == Proof::OneTimeAnswer,
            now,
        };
        let mut transaction = self.pool.begin().await?;
        // The account first, as everywhere: whoever changes it at the same moment waits here.
        if !recoveries::reset(&mut transaction, &reset).await?
            || !grants::spend(&mut transaction, &secret.hash(), now).await?
        {
            return Err(NotChosen::Over);
        }
        grants::end_all(&mut transaction, grant.account).await?;
        one_time_answers::end_all(&mut transaction, grant.account).await?;
        contacts::withdraw_all(&mut transaction, grant.account).await?;
        self.sessions.end_all(&mut transaction, grant.account, None).await?;
        self.devices.forget(&mut transaction, grant.account).await?;
        let entry = self.entry(grant.account, Action::Recovered).detail(grant.proof.as_str());
        audit::record(&mut *transaction, &entry).await?;
        letters::tell(&mut transaction, &self.clock, grant.account, News::Recovered).await?;
        transaction.commit().await?;
        // What failed before keeps nobody from signing in now.
        self.forget(&[CountedBy::Nik(&account.applicant.identity.nik)]).await?;
        Ok(grant.proof)
    }
}
