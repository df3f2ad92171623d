//! The crate works on tables of its user's schema.

use database::{Pool, Schema};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use runtime::Clock;
use sqlx::AssertSqlSafe;

use crate::Failure;

/// The tables of one kind of account: `failed_sign_ins`, `sessions`, `known_devices` and `activations` of a schema, and
/// the column in which they name the account. Each kind has its own, so that a role needs rights on one schema only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tables {
    /// The schema.
    pub schema: Schema,
    /// The column with the account's id, such as `officer_id`.
    pub account: &'static str,
}

impl Tables {
    /// The name of one of the tables in SQL.
    pub(crate) fn name(self, table: &str) -> String {
        format!("{}.{table}", self.schema.name())
    }
}

/// Deletes the rows of a table whose `column` is more than `age` ago.
pub(crate) async fn purge(
    pool: &Pool,
    clock: &Clock,
    table: &str,
    column: &'static str,
    age: SignedDuration,
) -> Result<(), Failure> {
    let before = clock.now().saturating_sub(age).unwrap_or(Timestamp::MIN);
    let sql = format!("DELETE FROM {table} WHERE {column} < $1");
    sqlx::query(AssertSqlSafe(sql)).bind(before.to_sqlx()).execute(pool).await?;
    Ok(())
}
