//! The advisory locks of this system, all numbers in one list: two users of one number would keep each other waiting.
//!
//! `sqlx` takes one more while it migrates, under a number that it makes of the database's name. The audit log's sealer
//! has a lock of its own kind, a row (`audit.sealer`).

use sqlx::PgExecutor;

/// What one process does at a time, whatever database connection it does it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdvisoryLock {
    /// Grouping tickets that are alike.
    GroupTickets,
    /// Making the marks by which tickets are found by name.
    IndexNames,
    /// Counting what came and what was answered, by the hour.
    CountHours,
    /// Making the partitions of coming months; the function `intake.ensure_partitions` takes it.
    MakePartitions,
}

impl AdvisoryLock {
    /// Every lock.
    pub const ALL: [Self; 4] = [Self::GroupTickets, Self::IndexNames, Self::CountHours, Self::MakePartitions];

    /// The number under which PostgreSQL knows it. It never changes: processes of two versions must not do at once what
    /// the lock is for.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            // The others were hashes of names once: `hashtext('desk.hours')`, `hashtext('intake.ensure_partitions')`.
            Self::GroupTickets => 0x636c_7573_7401,
            Self::IndexNames => 0x6e61_6d65_7301,
            Self::CountHours => -132_310_755,
            Self::MakePartitions => -577_365_643,
        }
    }

    /// Takes it until the transaction ends. `false` when somebody else has it: this does not wait.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn try_take(self, on: impl PgExecutor<'_>) -> Result<bool, sqlx::Error> {
        sqlx::query_scalar("SELECT pg_try_advisory_xact_lock($1)").bind(self.number()).fetch_one(on).await
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_locks_have_one_number() {
        let numbers: HashSet<i64> = AdvisoryLock::ALL.into_iter().map(AdvisoryLock::number).collect();
        assert_eq!(numbers.len(), AdvisoryLock::ALL.len());
    }
}
