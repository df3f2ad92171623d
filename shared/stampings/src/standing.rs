//! How a stamping stands.

use database::{Connection, Inconsistent};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

/// How far a stamping has come. A closed list, the same as the table's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It waits for its turn.
    Queued,
    /// A serial number is bought for it.
    SerialReserved,
    /// The stamped file is here, and is being checked.
    Stamped,
    /// It has its e-meterai.
    Attached,
    /// The distributor is away; it keeps its place.
    WaitingDistributor,
    /// The person must sign in at the distributor again.
    NeedsLogin,
    /// The person must buy stamps there.
    NeedsBalance,
    /// It gets none: another file is needed.
    Rejected,
    /// The person withdrew it.
    Cancelled,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 9] = [
        Self::Queued,
        Self::SerialReserved,
        Self::Stamped,
        Self::Attached,
        Self::WaitingDistributor,
        Self::NeedsLogin,
        Self::NeedsBalance,
        Self::Rejected,
        Self::Cancelled,
    ];

    /// The name in the database and in metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::SerialReserved => "serial_reserved",
            Self::Stamped => "stamped",
            Self::Attached => "attached",
            Self::WaitingDistributor => "waiting_distributor",
            Self::NeedsLogin => "needs_login",
            Self::NeedsBalance => "needs_balance",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// How a stamping stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How far it has come.
    pub state: State,
    /// Its serial number, when one is bought.
    pub serial: Option<String>,
    /// The code of its last fault, or why it was rejected.
    pub problem: Option<String>,
    /// The size of the stamped file in bytes, when it is in the bucket.
    pub stamped_size: Option<u64>,
    /// How many stampings come before it, up to 100,000; 0 at its end.
    pub ahead: u64,
}

/// How a stamping of the account stands; `None` when the account has no such stamping.
///
/// # Errors
/// When the database is away.
pub async fn standing(on: &mut Connection, job: Uuid, account: Uuid) -> Result<Option<Standing>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT state AS "state!", serial, problem, stamped_size, ahead AS "ahead!" FROM stamping.standing($1, $2)"#,
        job,
        account,
    )
    .fetch_optional(on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Standing {
        state: State::named(&row.state).ok_or_else(|| Inconsistent::new("stamping.jobs", "state", &job))?,
        serial: row.serial,
        problem: row.problem,
        stamped_size: row.stamped_size.map(i64::unsigned_abs),
        ahead: row.ahead.unsigned_abs(),
    }))
}

/// Lets go on what waited for stamps, since the person says that there are some. Returns how many stampings did.
///
/// # Errors
/// When the database is away.
pub async fn topped_up(on: &mut Connection, account: Uuid, now: Timestamp) -> Result<u64, sqlx::Error> {
    let resumed: i64 =
        sqlx::query_scalar!(r#"SELECT stamping.topped_up($1, $2) AS "resumed!""#, account, now.to_sqlx())
            .fetch_one(on)
            .await?;
    Ok(resumed.unsigned_abs())
}
