//! This crate decides who may enter the console: officers, with their roles and desks. It lets them sign in and keeps
//! their sessions.
//!
//! What it promises: it stores nothing in the open that lets somebody in. A code counts once, and a session ends by
//! itself. It slows down those who try passwords, and locks nobody out. Every sign-in and every change of an account
//! writes an entry into the audit log, in the same transaction.

mod account;
mod accounts;
mod activation;
mod config;
mod counted_by;
mod entries;
pub mod fuzzing;
mod nip;
mod officer;
pub mod operator;
mod own_account;
mod own_phone;
mod purge;
mod role;
mod second_factor;
mod sessions;
mod sign_in;
mod store;
mod texts;

pub use account::{Account, AccountState, Asked};
pub use accounts::{AccountRefusal, By, NewAccount, holds_role};
pub use activation::{Activated, Activation};
pub use config::read_sessions;
pub use credentials::{Failure, OneTimeCode, OpenSession, Password, PasswordFault, SessionConfig};
pub use nip::{Nip, NipFault};
pub use officer::{Officer, ResetTold};
pub use own_account::OwnRefusal;
pub use role::{Role, UnknownRole};
pub use sign_in::{Code, Entered, FirstStep, Offer, SecondStep, Visitor};

use std::thread::available_parallelism;
use std::time::Duration;

use credentials::{Hasher, HasherConfig, KnownDevices, OneTimeCodes, Personal, Rule, Sessions, Tables, Throttle};
use database::{Inconsistent, Pool, Schema};
use runtime::Clock;
use uuid::Uuid;
use vault::{BlindIndex, Index, Sealed, Vault};

/// Where officers' accounts are.
const TABLES: Tables = Tables { schema: Schema::Desk, account: "officer_id" };

/// Most passwords that are compared or judged at the same moment. Officers sign in in the morning, some hundreds an
/// hour: that keeps nobody waiting.
const MOST_AT_ONCE: usize = 4;

/// How long one waits for that.
const PATIENCE: Duration = Duration::from_secs(5);

/// Half of the processors are always left to everybody else.
fn hasher() -> Hasher {
    let processors = available_parallelism().map_or(1, usize::from);
    let config = HasherConfig { at_once: (processors / 2).clamp(1, MOST_AT_ONCE), patience: PATIENCE };
    Hasher::new(config, Rule::OFFICERS)
}

/// The accounts and sessions of all officers. Cheap to clone.
#[derive(Clone)]
pub struct Officers {
    pool: Pool,
    vault: Vault,
    clock: Clock,
    hasher: Hasher,
    throttle: Throttle,
    sessions: Sessions,
    devices: KnownDevices,
    codes: OneTimeCodes,
}

impl Officers {
    /// The officers in this database.
    #[must_use]
    pub fn new(pool: Pool, vault: Vault, clock: Clock, sessions: SessionConfig) -> Self {
        sign_in::measures::describe();
        let (of_pool, of_clock) = (|| pool.clone(), || clock.clone());
        Self {
            hasher: hasher(),
            throttle: Throttle::new(of_pool(), of_clock(), TABLES),
            sessions: Sessions::new(of_pool(), of_clock(), TABLES, sessions),
            devices: KnownDevices::new(of_pool(), of_clock(), TABLES),
            codes: OneTimeCodes::new(of_pool(), of_clock(), vault.clone(), Index::OfficerActivation, TABLES),
            pool,
            vault,
            clock,
        }
    }

    fn nip_index(&self, nip: &Nip) -> BlindIndex {
        self.vault.index(Index::OfficerNip, nip.expose().as_bytes())
    }

    fn open_nip(&self, officer_id: Uuid, data_key: &[u8], sealed: &[u8]) -> Result<Nip, Failure> {
        let plain = self.vault.open_data_key(data_key)?.open(&Sealed::OfficerNip.of(officer_id), sealed)?;
        let unreadable = |_no_text| sqlx::Error::from(Inconsistent::new("desk.officers", "nip", &officer_id));
        Ok(Nip::restored(String::from_utf8(plain).map_err(unreadable)?))
    }
}

/// What a stranger may know of an officer.
fn personal(name: &str, nip: &Nip) -> Personal {
    Personal {
        names: vec![name.to_owned()],
        numbers: vec![nip.number()],
        born: nip.born().into_iter().collect(),
        ..Personal::default()
    }
}

impl std::fmt::Debug for Officers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Officers").finish_non_exhaustive()
    }
}
