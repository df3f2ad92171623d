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

/// What became of a release by the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Released {
    /// People sign in again.
    Yes,
    /// The operator's freeze is over, and a complaint has it frozen still.
    ForComplaint,
    /// The operator had not frozen it, and a complaint has.
    OnlyForComplaint,
    /// It was not frozen.
    NotFrozen,
}

/// The operator freezes an account and ends its sessions, whether a complaint has it frozen or not. `false` when the
/// operator has frozen it already, or it is no account any more.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn freeze(on: &mut Connection, account: Uuid, now: Timestamp) -> Result<bool, sqlx::Error> {
    let changed = sqlx::query!(
        "UPDATE accounts.accounts SET held_at = $2, frozen_at = coalesce(frozen_at, $2),
             frozen_for = coalesce(frozen_for, 'operator')
          WHERE id = $1 AND state = 'active' AND held_at IS NULL",
        account,
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(&mut *on)
    .await?;
    if changed.rows_affected() == 0 {
        return Ok(false);
    }
    entrances::end_sessions(on, account, now).await?;
    Ok(true)
}

/// The operator has people sign in again. What a complaint froze stays so.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn release(on: &mut Connection, account: Uuid) -> Result<Released, sqlx::Error> {
    let before = sqlx::query!(
        r#"SELECT held_at IS NOT NULL OR frozen_for = 'operator' AS "is_held!", frozen_at IS NOT NULL AS "is_frozen!"
             FROM accounts.accounts WHERE id = $1 FOR UPDATE"#,
        account,
    )
    .fetch_optional(&mut *on)
    .await?;
    let Some(before) = before.filter(|before| before.is_frozen) else { return Ok(Released::NotFrozen) };
    if !before.is_held {
        return Ok(Released::OnlyForComplaint);
    }
    let complaint = sqlx::query_scalar!(
        "UPDATE accounts.accounts a SET held_at = NULL, frozen_at = c.frozen_at,
             frozen_for = CASE WHEN c.frozen_at IS NOT NULL THEN 'complaint' END
           FROM (SELECT max(frozen_at) AS frozen_at FROM accounts.complaints
                  WHERE account_id = $1 AND outcome IS NULL) c
          WHERE a.id = $1 RETURNING a.frozen_at",
        account,
    )
    .fetch_one(on)
    .await?;
    Ok(if complaint.is_some() { Released::ForComplaint } else { Released::Yes })
}
