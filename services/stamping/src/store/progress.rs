//! Writes down how far a stamping has come. Each statement counts only for the process that holds the lease, and none
//! for a stamping that is settled.

use database::{Connection, Pool};
use distributor::Serial;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messages::StampingRejection;
use uuid::Uuid;

/// Who works on a stamping.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hold {
    /// The stamping.
    pub(crate) job: Uuid,
    /// The lease.
    pub(crate) lease: Uuid,
}

/// Whether the statement counted: `false` when another process holds the stamping by now.
type Counted = Result<bool, sqlx::Error>;

/// Just before a serial number is bought.
pub(crate) async fn purchase_begins(pool: &Pool, hold: Hold, now: Timestamp, until: Timestamp) -> Counted {
    sqlx::query!(
        "UPDATE stamping.jobs SET purchase_began_at = $3, leased_until = $4, due_at = $4
          WHERE id = $1 AND lease = $2 AND settled_at IS NULL",
        hold.job,
        hold.lease,
        now.to_sqlx(),
        until.to_sqlx(),
    )
    .execute(pool)
    .await
    .map(|done| done.rows_affected() == 1)
}

/// A serial number is bought.
pub(crate) async fn reserved(pool: &Pool, hold: Hold, serial: &Serial) -> Counted {
    sqlx::query!(
        "UPDATE stamping.jobs SET serial = $3, state = 'serial_reserved', problem = NULL
          WHERE id = $1 AND lease = $2 AND settled_at IS NULL",
        hold.job,
        hold.lease,
        serial.as_str(),
    )
    .execute(pool)
    .await
    .map(|done| done.rows_affected() == 1)
}

/// Just before the file is sent to be stamped.
pub(crate) async fn stamp_begins(pool: &Pool, hold: Hold, now: Timestamp, until: Timestamp) -> Counted {
    sqlx::query!(
        "UPDATE stamping.jobs SET stamp_began_at = coalesce(stamp_began_at, $3), leased_until = $4, due_at = $4
          WHERE id = $1 AND lease = $2 AND settled_at IS NULL",
        hold.job,
        hold.lease,
        now.to_sqlx(),
        until.to_sqlx(),
    )
    .execute(pool)
    .await
    .map(|done| done.rows_affected() == 1)
}

/// The stamped file is in the bucket.
pub(crate) async fn stamped(pool: &Pool, hold: Hold, size: i64) -> Counted {
    sqlx::query!(
        "UPDATE stamping.jobs SET stamped_size = $3, state = 'stamped', problem = NULL
          WHERE id = $1 AND lease = $2 AND settled_at IS NULL",
        hold.job,
        hold.lease,
        size,
    )
    .execute(pool)
    .await
    .map(|done| done.rows_affected() == 1)
}

/// The file has its e-meterai.
pub(crate) async fn attached(on: &mut Connection, hold: Hold, now: Timestamp) -> Counted {
    sqlx::query!(
        "UPDATE stamping.jobs
            SET state = 'attached', settled_at = $3, problem = NULL, lease = NULL, leased_until = '-infinity'
          WHERE id = $1 AND lease = $2 AND settled_at IS NULL",
        hold.job,
        hold.lease,
        now.to_sqlx(),
    )
    .execute(on)
    .await
    .map(|done| done.rows_affected() == 1)
}

/// The file gets none.
pub(crate) async fn rejected(on: &mut Connection, hold: Hold, reason: StampingRejection, now: Timestamp) -> Counted {
    sqlx::query!(
        "UPDATE stamping.jobs
            SET state = 'rejected', settled_at = $4, problem = $3, lease = NULL, leased_until = '-infinity'
          WHERE id = $1 AND lease = $2 AND settled_at IS NULL",
        hold.job,
        hold.lease,
        reason.as_str(),
        now.to_sqlx(),
    )
    .execute(on)
    .await
    .map(|done| done.rows_affected() == 1)
}

/// The distributor is away: no attempt is counted. Nobody takes the stamping until `due`: what was asked of the
/// distributor may still be on its way there.
pub(crate) async fn waits(pool: &Pool, hold: Hold, problem: &str, due: Timestamp) -> Counted {
    sqlx::query!(
        "UPDATE stamping.jobs
            SET state = 'waiting_distributor', problem = $3, due_at = $4, lease = NULL, leased_until = $4
          WHERE id = $1 AND lease = $2 AND settled_at IS NULL",
        hold.job,
        hold.lease,
        problem,
        due.to_sqlx(),
    )
    .execute(pool)
    .await
    .map(|done| done.rows_affected() == 1)
}

/// An attempt failed.
pub(crate) async fn failed(pool: &Pool, hold: Hold, problem: &str, due: Timestamp) -> Counted {
    sqlx::query!(
        "UPDATE stamping.jobs
            SET attempts = attempts + 1, problem = $3, due_at = $4, lease = NULL, leased_until = '-infinity'
          WHERE id = $1 AND lease = $2 AND settled_at IS NULL",
        hold.job,
        hold.lease,
        problem,
        due.to_sqlx(),
    )
    .execute(pool)
    .await
    .map(|done| done.rows_affected() == 1)
}

/// The person must sign in at the distributor. A token that was given later than `given_at` lets the stamping go on;
/// the one of that moment is forgotten.
pub(crate) async fn needs_login(pool: &Pool, hold: Hold, given_at: Option<Timestamp>) -> Counted {
    let given_at = given_at.unwrap_or(Timestamp::UNIX_EPOCH).to_sqlx() as jiff_sqlx::Timestamp;
    sqlx::query!(
        "WITH waiting AS (
             UPDATE stamping.jobs
                SET state = 'needs_login', problem = 'needs_login', due_at = $3, lease = NULL,
                    leased_until = '-infinity'
              WHERE id = $1 AND lease = $2 AND settled_at IS NULL
          RETURNING account_id
         ), forgotten AS (
             DELETE FROM stamping.tokens t USING waiting w WHERE t.account_id = w.account_id AND t.given_at <= $3
         )
         SELECT account_id FROM waiting",
        hold.job,
        hold.lease,
        given_at,
    )
    .fetch_optional(pool)
    .await
    .map(|waiting| waiting.is_some())
}

/// The person must buy stamps.
pub(crate) async fn needs_balance(pool: &Pool, hold: Hold) -> Counted {
    sqlx::query!(
        "UPDATE stamping.jobs
            SET state = 'needs_balance', problem = 'needs_balance', lease = NULL, leased_until = '-infinity'
          WHERE id = $1 AND lease = $2 AND settled_at IS NULL",
        hold.job,
        hold.lease,
    )
    .execute(pool)
    .await
    .map(|done| done.rows_affected() == 1)
}

/// Lets the stamping go as it is.
pub(crate) async fn released(pool: &Pool, hold: Hold, due: Timestamp) -> Counted {
    sqlx::query!(
        "UPDATE stamping.jobs SET due_at = $3, lease = NULL, leased_until = '-infinity'
          WHERE id = $1 AND lease = $2 AND settled_at IS NULL",
        hold.job,
        hold.lease,
        due.to_sqlx(),
    )
    .execute(pool)
    .await
    .map(|done| done.rows_affected() == 1)
}
