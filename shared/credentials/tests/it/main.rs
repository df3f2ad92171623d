//! What lets somebody in, against a real database: the officers' tables stand for those of any kind of account.

mod counts;
mod lets_in;

use anyhow::Result;
use credentials::{KnownDevices, OneTimeCodes, SessionConfig, Sessions, Tables, Throttle};
use database::Schema;
use jiff::{SignedDuration, Timestamp};
use runtime::Clock;
use testing::Database;
use uuid::Uuid;
use vault::{Index, Vault};

const TABLES: Tables = Tables { schema: Schema::Desk, account: "officer_id" };

/// One database, one clock that stands still, and accounts in it.
struct Site {
    database: Database,
    clock: Clock,
    vault: Vault,
}

impl Site {
    async fn new() -> Result<Self> {
        let now: Timestamp = "2026-11-29T03:00:00Z".parse()?;
        Ok(Self { database: Database::create().await?, clock: Clock::fixed(now), vault: Vault::for_tests() })
    }

    /// An account that has nothing but its id.
    async fn account(&self) -> Result<Uuid> {
        let id = self.clock.new_id();
        sqlx::query(
            "INSERT INTO desk.officers (id, name, nip_index, data_key, nip, roles, desks, created_at)
             VALUES ($1, 'Ayu', $2, '', '', '{officer}', '{}', now())",
        )
        .bind(id)
        .bind(id.as_bytes().as_slice())
        .execute(self.database.owner())
        .await?;
        Ok(id)
    }

    fn throttle(&self) -> Throttle {
        Throttle::new(self.database.owner().clone(), self.clock.clone(), TABLES)
    }

    /// Half an hour unused, half a day at most, three at once.
    fn sessions(&self) -> Sessions {
        let config = SessionConfig {
            idle: SignedDuration::from_mins(30),
            longest: SignedDuration::from_hours(12),
            most_open: 3,
        };
        Sessions::new(self.database.owner().clone(), self.clock.clone(), TABLES, config)
    }

    fn devices(&self) -> KnownDevices {
        KnownDevices::new(self.database.owner().clone(), self.clock.clone(), TABLES)
    }

    fn codes(&self) -> OneTimeCodes {
        let (pool, clock) = (self.database.owner().clone(), self.clock.clone());
        OneTimeCodes::new(pool, clock, self.vault.clone(), Index::OfficerActivation, TABLES)
    }

    fn pass(&self, time: SignedDuration) {
        self.clock.advance(time);
    }
}
