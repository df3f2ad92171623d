//! An account as its owner's pages need it.

use credentials::Failure;
use database::Inconsistent;
use runtime::telemetry::cause;
use uuid::Uuid;
use vault::DataKey;

use crate::{Applicant, Applicants};

/// What the population register said of an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// It is right.
    Verified,
    /// The register could not be asked; it is asked later.
    Pending,
    /// It is wrong.
    Refused,
}

impl Identity {
    /// The one with this name in the database.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "verified" => Some(Self::Verified),
            "pending" => Some(Self::Pending),
            "refused" => Some(Self::Refused),
            _ => None,
        }
    }
}

/// An account, opened. Personal data; does not print.
#[derive(Debug)]
pub struct Account {
    /// The account.
    pub id: Uuid,
    /// The period that it is for.
    pub period_id: Uuid,
    /// Its name.
    pub period: String,
    /// Whether the register said that the identity is right.
    pub identity: Identity,
    /// What its owner told.
    pub applicant: Applicant,
    /// What seals all that is the owner's.
    pub key: DataKey,
}

impl Applicants {
    /// What is known of an account; `None` when it is no account any more.
    ///
    /// # Errors
    /// When the database is away or refuses, or what is sealed does not open.
    pub async fn account(&self, id: Uuid) -> Result<Option<Account>, Failure> {
        let row = sqlx::query!(
            "SELECT a.identity, a.content, k.data_key, a.period_id, p.name
               FROM accounts.accounts a JOIN accounts.periods p ON p.id = a.period_id
               JOIN keys.accounts k ON k.account_id = a.id
              WHERE a.id = $1 AND a.state = 'active'",
            id,
        )
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let unknown = || sqlx::Error::from(Inconsistent::new("accounts.accounts", "identity", &id));
        let identity = Identity::named(&row.identity).ok_or_else(unknown)?;
        let key = self.vault.open_data_key(&row.data_key)?;
        let unreadable = |error| {
            tracing::error!(account.id = %id, error = cause(&error), "an account does not open");
            Failure::Inconsistent("accounts.accounts")
        };
        let applicant = Applicant::open(&key, id, &row.content).map_err(unreadable)?;
        Ok(Some(Account { id, period_id: row.period_id, period: row.name, identity, applicant, key }))
    }
}
