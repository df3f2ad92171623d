//! The watch knows how far one schema has looked for what hand-overs lost. It decides which of several processes does
//! the next look.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::{AssertSqlSafe, Row as _};

use crate::{Pool, Schema};

/// Rows become visible in another order than that of their times: a commit may take seconds. So each look begins this
/// much before the end of the last one.
const OVERLAP: SignedDuration = SignedDuration::from_mins(5);

/// What becomes visible later than that, since a standby kept its commit waiting, is found once a day, by a look that
/// begins three days ago.
const DIGGING_PAUSE: SignedDuration = SignedDuration::from_hours(24);
const DUG: SignedDuration = SignedDuration::from_hours(3 * 24);

/// A last look that lies so far in the future is the word of a clock that was wrong.
const WRONG_CLOCK: SignedDuration = SignedDuration::from_mins(5);

/// The watch of one schema.
#[derive(Clone, Debug)]
pub struct Watch {
    pool: Pool,
    schema: Schema,
}

impl Watch {
    /// The watch of `schema`, which must be [`Schema::Intake`] or [`Schema::Desk`].
    #[must_use]
    pub fn new(pool: Pool, schema: Schema) -> Self {
        Self { pool, schema }
    }

    /// From when on this process is to look now. `None` when a process looked less than `pause` ago.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn begin(&self, now: Timestamp, pause: Duration) -> Result<Option<Timestamp>, sqlx::Error> {
        let sql = format!(
            "UPDATE {}.hand_over_watch
                SET ran_at = $1,
                    looked_until = CASE WHEN dug_at < $3 THEN least(looked_until, $4) ELSE looked_until END,
                    dug_at = CASE WHEN dug_at < $3 THEN $1 ELSE dug_at END
              WHERE ran_at <= $2 OR ran_at > $5
          RETURNING looked_until",
            self.schema.name(),
        );
        let earlier = |by: SignedDuration| now.saturating_sub(by).unwrap_or(Timestamp::MIN).to_sqlx();
        let row = sqlx::query(AssertSqlSafe(sql))
            .bind(now.to_sqlx())
            .bind(earlier(SignedDuration::try_from(pause).unwrap_or(SignedDuration::MAX)))
            .bind(earlier(DIGGING_PAUSE))
            .bind(earlier(DUG))
            .bind(now.saturating_add(WRONG_CLOCK).unwrap_or(Timestamp::MAX).to_sqlx())
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| Ok(overlapping(row.try_get::<jiff_sqlx::Timestamp, _>("looked_until")?.to_jiff()))).transpose()
    }

    /// From when on a look is to begin that nobody else need know of.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn begin_beside(&self) -> Result<Timestamp, sqlx::Error> {
        let sql = format!("SELECT looked_until FROM {}.hand_over_watch", self.schema.name());
        let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&self.pool).await?;
        Ok(overlapping(row.try_get::<jiff_sqlx::Timestamp, _>("looked_until")?.to_jiff()))
    }

    /// Notes that everything before `until` has been looked at.
    ///
    /// # Errors
    /// When the database is away; then it is looked at again.
    pub async fn looked_until(&self, until: Timestamp) -> Result<(), sqlx::Error> {
        let sql = format!("UPDATE {}.hand_over_watch SET looked_until = $1", self.schema.name());
        sqlx::query(AssertSqlSafe(sql)).bind(until.to_sqlx()).execute(&self.pool).await.map(drop)
    }
}

fn overlapping(looked_until: Timestamp) -> Timestamp {
    looked_until.saturating_sub(OVERLAP).unwrap_or(Timestamp::MIN)
}
