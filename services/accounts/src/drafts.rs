//! What somebody has told before the account is made. A secret in the browser finds it again; it is sealed under a data
//! key of its own.

use database::Pool;
use jiff::Timestamp;
use runtime::Clock;
use uuid::Uuid;
use vault::{DataKey, Secret, Vault, VaultError};

use crate::periods::Period;
use crate::store::beginnings;
use crate::store::drafts::{self as rows, Identity, Secrets, Written};
use applicants::Details;
use applicants::{Applicant, Marks, Unreadable};

/// A draft that was found.
pub(crate) struct Draft {
    pub(crate) id: Uuid,
    pub(crate) period_id: Uuid,
    pub(crate) identity: Identity,
    pub(crate) applicant: Applicant,
    /// Which questions it has answers to; `None` before the second step.
    pub(crate) questions: Option<[i16; 2]>,
    /// What was told, as it lies.
    pub(crate) content: Vec<u8>,
    pub(crate) key: DataKey,
}

/// What is left to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Completed {
    /// Nothing.
    Whole,
    /// The draft is over, or the first step was told anew meanwhile.
    Gone,
}

/// What became of the first step.
pub(crate) enum Begun {
    /// A new draft; the browser keeps this secret.
    New(Secret),
    /// The browser's own draft was changed.
    Changed,
    /// The network began too many, and may begin again then.
    TooMany(Option<Timestamp>),
    /// The period ended meanwhile.
    Closed,
}

/// Why a draft could not be read or written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("the database refused or did not answer")]
    Database(#[from] sqlx::Error),
    #[error("a draft could not be sealed")]
    Vault(#[from] VaultError),
    #[error("a draft could not be opened")]
    Unreadable(#[from] Unreadable),
}

impl From<Failure> for credentials::Failure {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Database(error) => Self::Database(error),
            Failure::Vault(error) => Self::Vault(error),
            Failure::Unreadable(error) => {
                tracing::error!(error = runtime::telemetry::cause(&error), "an account does not open");
                Self::Inconsistent("accounts.accounts")
            }
        }
    }
}

impl Failure {
    /// Whether the same may succeed a little later.
    pub(crate) fn is_unavailable(&self) -> bool {
        matches!(self, Self::Database(error) if database::is_unavailable(error))
    }
}

/// All drafts. A clone is cheap.
#[derive(Clone, Debug)]
pub(crate) struct Drafts {
    pool: Pool,
    vault: Vault,
    clock: Clock,
    an_hour: u32,
}

impl Drafts {
    /// Of which one network may begin so many in an hour.
    pub(crate) fn new(pool: Pool, vault: Vault, clock: Clock, an_hour: u32) -> Self {
        Self { pool, vault, clock, an_hour }
    }

    /// The draft of the browser that keeps this secret, unless it is over.
    ///
    /// # Errors
    /// When the database is away or refuses, or the draft does not open.
    pub(crate) async fn find(&self, secret: &Secret) -> Result<Option<Draft>, Failure> {
        let Some(row) = rows::find(&self.pool, &secret.hash(), self.clock.now()).await? else { return Ok(None) };
        let key = self.vault.open_data_key(&row.data_key)?;
        let applicant = Applicant::open(&key, row.id, &row.content)?;
        let rows::Row { id, period_id, identity, content, questions, data_key: _ } = row;
        Ok(Some(Draft { id, period_id, identity, applicant, questions, content, key }))
    }

    /// Writes the first step: into the browser's own draft of this period, if there is one, else into a new one.
    /// `network` is the blind index of where it comes from.
    ///
    /// # Errors
    /// When the database is away or refuses, or without randomness.
    pub(crate) async fn begin(
        &self,
        own: Option<Draft>,
        period: &Period,
        (applicant, marks, identity): (&Applicant, &Marks, Identity),
        network: &[u8],
    ) -> Result<Begun, Failure> {
        let now = self.clock.now();
        let written = |id, content| Written { id, marks, identity, content, now };
        let mut transaction = self.pool.begin().await?;
        if let Some(own) = own.filter(|own| own.period_id == period.id) {
            // What the second step told stays, for the person to look at again.
            let told = Applicant { details: own.applicant.details.clone(), ..applicant.clone() };
            let content = told.seal(&own.key, own.id)?;
            let changed = rows::change(&mut transaction, &written(own.id, content.as_slice())).await?;
            transaction.commit().await?;
            return Ok(if changed { Begun::Changed } else { Begun::Closed });
        }
        if !beginnings::count(&mut *transaction, network, self.an_hour, now).await? {
            return Ok(Begun::TooMany(beginnings::ends_at(&mut *transaction, network).await?));
        }
        let (id, secret) = (self.clock.new_id(), Secret::new()?);
        let (key, wrapped) = self.vault.new_data_key()?;
        let content = applicant.seal(&key, id)?;
        let written = written(id, content.as_slice());
        let inserted = rows::insert(&mut transaction, period.id, &secret.hash(), wrapped.as_bytes(), &written).await?;
        if !inserted {
            return Ok(Begun::Closed);
        }
        transaction.commit().await?;
        Ok(Begun::New(secret))
    }

    /// Writes the second step.
    ///
    /// # Errors
    /// When the database is away or refuses, or without randomness.
    pub(crate) async fn complete(
        &self,
        draft: &Draft,
        details: Details,
        secrets: Option<&Secrets>,
    ) -> Result<Completed, Failure> {
        let told = Applicant { details: Some(details), ..draft.applicant.clone() };
        let content = told.seal(&draft.key, draft.id)?;
        let mut connection = self.pool.acquire().await?;
        let before = (draft.id, draft.content.as_slice());
        let completed = rows::complete(&mut connection, before, &content, secrets, self.clock.now()).await?;
        Ok(if completed { Completed::Whole } else { Completed::Gone })
    }
}
