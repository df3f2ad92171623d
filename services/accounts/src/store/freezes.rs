//! Frozen accounts: nobody signs in, and nothing else changes.

use database::{Connection, Inconsistent};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use super::entrances;

/// Who asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrozenFor {
    /// Somebody who complained that others made an account with their NIK (form 02).
    Complaint,
    /// The operator.
    Operator,
}

impl FrozenFor {
    const ALL: [Self; 2] = [Self::Complaint, Self::Operator];

    /// The stored name.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Operator => "operator",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// Since when an account is frozen, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frozen {
    pub(crate) at: Timestamp,
    pub(crate) by: FrozenFor,
}

impl Frozen {
    /// Of the two columns of an account; `None` when it is not frozen.
    ///
    /// # Errors
    /// When they say something that this version does not know.
    pub(crate) fn of(
        account: Uuid,
        at: Option<jiff_sqlx::Timestamp>,
        by: Option<&str>,
    ) -> Result<Option<Self>, Inconsistent> {
        let Some(at) = at else { return Ok(None) };
        let unknown = || Inconsistent::new("accounts.accounts", "frozen_for", &account);
        let by = by.and_then(FrozenFor::named).ok_or_else(unknown)?;
        Ok(Some(Self { at: at.to_jiff(), by }))
    }
}

/// Freezes an account and ends its sessions. `false` when it is frozen already, or is no account any more.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn freeze(on: &mut Connection, account: Uuid, frozen: Frozen) -> Result<bool, sqlx::Error> {
    let changed = sqlx::query!(
        "UPDATE accounts.accounts SET frozen_at = $2, frozen_for = $3
          WHERE id = $1 AND state = 'active' AND frozen_at IS NULL",
        account,
        frozen.at.to_sqlx(),
        frozen.by.as_str(),
    )
    .execute(&mut *on)
    .await?;
    if changed.rows_affected() == 0 {
        return Ok(false);
    }
    entrances::end_sessions(on, account, frozen.at).await?;
    Ok(true)
}

/// Has people sign in to a frozen account again. `false` when it was not frozen.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn release(on: &mut Connection, account: Uuid) -> Result<bool, sqlx::Error> {
    let changed = sqlx::query!(
        "UPDATE accounts.accounts SET frozen_at = NULL, frozen_for = NULL WHERE id = $1 AND frozen_at IS NOT NULL",
        account,
    )
    .execute(on)
    .await?;
    Ok(changed.rows_affected() > 0)
}
