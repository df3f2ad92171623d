//! The throttle slows down those who try passwords. It locks nobody out.
//!
//! It counts an attempt before the attempt is made, so that many at once gain nothing. It forgets the attempts when one
//! succeeds. Some attempts are free; after them each failure doubles the wait, from five seconds up to a quarter of an
//! hour. The user of the crate decides by what attempts are counted (an account, a browser, a network) and how many are
//! free.
//!
//! No count waits until the server has written it to its disk. Many people share the row of a network, and each would
//! wait there for the disk of all before. A server that crashes may so forget the attempts of its last second.

use database::Pool;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use runtime::Clock;
use sqlx::{AssertSqlSafe, Row as _};
use vault::BlindIndex;

use crate::{Failure, Tables, tables};

/// The attempts in a row `f` that are not forgiven at `$2`, with one forgiven each `$3` seconds.
const LATELY: &str =
    "greatest(f.failures - floor(extract(epoch FROM $2 - f.failed_at)::double precision / $3)::integer, 0)";

/// The transaction of a statement `WITH` this, which reads from `unawaited`, ends without waiting for the disk.
const UNAWAITED: &str = "unawaited AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))";

/// Attempts before anybody has to wait, and the time in which one is forgiven.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// Attempts without a wait.
    pub free: i32,
    /// One attempt less is counted each time that this has passed.
    pub forgiven_after: SignedDuration,
}

/// An attempt that [`Throttle::tally`] counted.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How many attempts there were lately of the subject with most, this one included.
    pub highest: i32,
    /// The subjects that count it. Only they have something to take back.
    pub counted: Vec<BlindIndex>,
}

/// The counts of one kind of account. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Throttle {
    pool: Pool,
    clock: Clock,
    table: String,
}

impl Throttle {
    /// The counts in `failed_sign_ins` of these tables.
    #[must_use]
    pub fn new(pool: Pool, clock: Clock, tables: Tables) -> Self {
        Self { pool, clock, table: tables.name("failed_sign_ins") }
    }

    /// Counts an attempt of `subject`, which is stored as its blind index because it is personal. Returns how long to
    /// wait when the attempt may not be made now; it is not counted then.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn count(&self, subject: &BlindIndex, allowance: Allowance) -> Result<Option<SignedDuration>, Failure> {
        let now = self.clock.now();
        // With 10 free attempts: the 10th failure waits 5 s, the 11th 10 s, the 12th 20 s. With one forgiven every 30
        // minutes, an hour after the 12th the next failure is the 11th again.
        let sql = format!(
            "WITH {UNAWAITED}
             INSERT INTO {table} AS f (subject, failures, failed_at, blocked_until) SELECT $1, 1, $2, $2 FROM unawaited
             ON CONFLICT (subject) DO UPDATE SET (failures, failed_at, blocked_until) = (
                 SELECT n, $2, $2 + CASE WHEN n < $3 THEN interval '0'
                                         ELSE least(interval '15 minutes',
                                                    interval '5 seconds' * power(2, least(n - $3, 10))) END
                   FROM (SELECT greatest(f.failures
                                         - floor(extract(epoch FROM $2 - f.failed_at)::double precision / $4)::integer,
                                         0) + 1 AS n) counted)
             WHERE f.blocked_until <= $2
             RETURNING failures",
            table = self.table,
        );
        let counted = sqlx::query(AssertSqlSafe(sql))
            .bind(subject.as_bytes().as_slice())
            .bind(now.to_sqlx())
            .bind(allowance.free)
            .bind(allowance.forgiven_after.as_secs_f64())
            .fetch_optional(&self.pool)
            .await?;
        if counted.is_some() {
            return Ok(None);
        }
        let sql = format!("SELECT blocked_until FROM {} WHERE subject = $1", self.table);
        let blocked =
            sqlx::query(AssertSqlSafe(sql)).bind(subject.as_bytes().as_slice()).fetch_optional(&self.pool).await?;
        let until = blocked.map(|row| row.try_get::<jiff_sqlx::Timestamp, _>("blocked_until")).transpose()?;
        Ok(until.map(|until| wait(until.to_jiff(), now)))
    }

    /// Counts an attempt of `subjects` that never wait, such as a network whose people are asked for more when many of
    /// them fail. One that has `most` already is not counted. An attempt moves no clock: one is forgiven each time that
    /// `forgiven_after` has passed, however busy the subject is.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn tally(
        &self,
        subjects: &[BlindIndex],
        forgiven_after: SignedDuration,
        most: i32,
    ) -> Result<Tally, Failure> {
        // Statements that take several rows take them in one order, so that none waits for another in a circle.
        let sql = format!(
            "WITH {UNAWAITED}
             INSERT INTO {table} AS f (subject, failures, failed_at, blocked_until)
             SELECT subject, 1, $2, $2 FROM unnest($1) subject, unawaited ORDER BY subject
             ON CONFLICT (subject) DO UPDATE SET failures = {LATELY} + 1, failed_at =
                 CASE WHEN {LATELY} = 0 THEN $2
                      ELSE f.failed_at + floor(extract(epoch FROM $2 - f.failed_at)::double precision / $3) * $3
                                         * interval '1 second' END
             WHERE {LATELY} < $4
             RETURNING subject, failures",
            table = self.table,
        );
        let rows: Vec<(Vec<u8>, i32)> = sqlx::query_as(AssertSqlSafe(sql))
            .bind(bytes(subjects))
            .bind(self.clock.now().to_sqlx())
            .bind(forgiven_after.as_secs_f64())
            .bind(most)
            .fetch_all(&self.pool)
            .await?;
        let was_counted = |subject: &&BlindIndex| rows.iter().any(|(counted, _)| counted == subject.as_bytes());
        let counted: Vec<BlindIndex> = subjects.iter().filter(was_counted).copied().collect();
        let highest = rows.iter().map(|(_, failures)| *failures).max().unwrap_or_default();
        Ok(Tally { highest: if counted.len() < subjects.len() { most } else { highest }, counted })
    }

    /// What [`Throttle::tally`] counted lately of the one with most, without counting another one.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn tallied(&self, subjects: &[BlindIndex], forgiven_after: SignedDuration) -> Result<i32, Failure> {
        let sql = format!("SELECT max({LATELY}) FROM {} f WHERE subject = ANY ($1)", self.table);
        let highest: Option<i32> = sqlx::query_scalar(AssertSqlSafe(sql))
            .bind(bytes(subjects))
            .bind(self.clock.now().to_sqlx())
            .bind(forgiven_after.as_secs_f64())
            .fetch_one(&self.pool)
            .await?;
        Ok(highest.unwrap_or_default())
    }

    /// Forgets the attempts of `subjects`: somebody is in.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn forget(&self, subjects: &[BlindIndex]) -> Result<(), Failure> {
        let sql = format!(
            "WITH {UNAWAITED}, {rows} DELETE FROM {table} f USING rows WHERE f.subject = rows.subject",
            rows = self.rows(),
            table = self.table,
        );
        sqlx::query(AssertSqlSafe(sql)).bind(bytes(subjects)).execute(&self.pool).await?;
        Ok(())
    }

    /// Takes back only some attempts of `subjects` that many people share, such as an office's network.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn take_back(&self, subjects: &[BlindIndex], attempts: i32) -> Result<(), Failure> {
        let sql = format!(
            "WITH {UNAWAITED}, {rows}
             UPDATE {table} f SET failures = greatest(f.failures - $3, 0), blocked_until = least(f.blocked_until, $2)
               FROM rows WHERE f.subject = rows.subject",
            rows = self.rows(),
            table = self.table,
        );
        sqlx::query(AssertSqlSafe(sql))
            .bind(bytes(subjects))
            .bind(self.clock.now().to_sqlx())
            .bind(attempts)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The rows of the subjects `$1`, taken in the order in which all take them.
    fn rows(&self) -> String {
        format!(
            "rows AS MATERIALIZED (SELECT subject FROM {} f, unawaited WHERE subject = ANY ($1)
                                    ORDER BY subject FOR UPDATE OF f)",
            self.table
        )
    }

    /// Forgets attempts that are older than `age`, which must be longer than any of them counts.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn purge(&self, age: SignedDuration) -> Result<(), Failure> {
        tables::purge(&self.pool, &self.clock, &self.table, "failed_at", age).await
    }
}

fn bytes(subjects: &[BlindIndex]) -> Vec<&[u8]> {
    subjects.iter().map(|subject| subject.as_bytes().as_slice()).collect()
}

/// At least a second, so that "wait" never says zero.
fn wait(until: Timestamp, now: Timestamp) -> SignedDuration {
    until.duration_since(now).max(SignedDuration::from_secs(1))
}
