//! Challenges that people answered and used, in a table of each service's own. No answer counts twice.

use database::{Pool, Schema};
use jiff_sqlx::ToSqlx as _;
use sqlx::AssertSqlSafe;

use crate::Solved;

/// The table `spent_captchas` of one schema. A service that accepts something for a solved challenge writes the
/// challenge's id there in the same transaction.
#[derive(Clone, Debug)]
pub struct SpentCaptchas {
    pool: Pool,
    schema: Schema,
}

impl SpentCaptchas {
    /// The table of `schema`, which must be [`Schema::Intake`] or [`Schema::Accounts`].
    #[must_use]
    pub fn new(pool: Pool, schema: Schema) -> Self {
        Self { pool, schema }
    }

    /// Spends a challenge before the page tells this person (by blind index) something. The person may then use the
    /// same challenge again to go on; nobody else may. `false` when somebody else spent it before.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn tell(&self, captcha: &Solved, person_index: &[u8]) -> Result<bool, sqlx::Error> {
        let sql = format!(
            "INSERT INTO {}.spent_captchas AS spent (id, expires_at, told) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET told = spent.told WHERE spent.told = $3",
            self.schema.name(),
        );
        let told = sqlx::query(AssertSqlSafe(sql))
            .bind(captcha.id())
            .bind(captcha.expires_at().to_sqlx())
            .bind(person_index)
            .execute(&self.pool)
            .await?;
        Ok(told.rows_affected() == 1)
    }

    /// Deletes at most `limit` challenges that expired more than an hour ago. Returns how many it deleted; fewer than
    /// `limit` means that none is left.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn purge(&self, limit: i64) -> Result<u64, sqlx::Error> {
        let sql = format!(
            "DELETE FROM {schema}.spent_captchas WHERE id IN (
                 SELECT id FROM {schema}.spent_captchas
                   WHERE expires_at < now() - interval '1 hour' ORDER BY expires_at LIMIT $1)",
            schema = self.schema.name(),
        );
        Ok(sqlx::query(AssertSqlSafe(sql)).bind(limit).execute(&self.pool).await?.rows_affected())
    }
}
