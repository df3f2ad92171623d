//! The security questions of an account, and whether they can be changed.

use database::Connection;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::entrances::Entrance;

/// What is to know before they are changed.
#[derive(Default)]
pub(crate) struct Standing {
    /// Until then contact and questions stay as they are.
    pub(crate) cools_until: Option<Timestamp>,
    /// The owner is asked to choose new ones.
    pub(crate) asks_questions: bool,
}

/// The standing of an account.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn standing(on: impl PgExecutor<'_>, account: Uuid) -> Result<Option<Standing>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT cools_until, asks_questions FROM accounts.accounts WHERE id = $1 AND state = 'active'",
        account,
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| Standing {
        cools_until: row.cools_until.map(jiff_sqlx::Timestamp::to_jiff),
        asks_questions: row.asks_questions,
    }))
}

/// Puts these questions, each with the hash of its answer, in the place of the account's. `false` when it has another
/// password by now, cools down, is frozen or ended.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn set(
    on: &mut Connection,
    account: &Entrance,
    [(first, one), (second, other)]: &[(i16, String); 2],
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let changed = sqlx::query!(
        "UPDATE accounts.accounts SET question_1 = $3, answer_1_hash = $4, question_2 = $5, answer_2_hash = $6,
             asks_questions = false
          WHERE id = $1 AND password_hash = $2 AND state = 'active' AND frozen_at IS NULL
            AND (cools_until IS NULL OR cools_until <= $7)",
        account.id,
        account.password_hash,
        *first,
        one.as_str(),
        *second,
        other.as_str(),
        now.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(changed.rows_affected() > 0)
}
