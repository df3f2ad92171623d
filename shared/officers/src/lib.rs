//! Who may enter the console: officers, their roles and desks, how they sign in, and the sessions in which they are
//! signed in.
//!
//! What it promises: nothing that lets somebody in is stored in the open; a code counts once, a session ends by itself;
//! whoever tries passwords is slowed down and nobody is locked out; and every sign-in and every change of an account is
//! an entry in the audit log, in the same transaction.

mod accounts;
mod activation;
mod code;
mod config;
mod failure;
pub mod fuzzing;
mod nip;
mod officer;
mod own_account;
mod own_phone;
mod password;
mod purge;
mod role;
mod second_factor;
mod secret;
mod sessions;
mod sign_in;
mod texts;
mod throttle;
mod totp;

pub use accounts::{Account, AccountRefusal, Asked, By, NewAccount, OneTimeCode, holds_role};
pub use activation::{Activated, Activation};
pub use config::SessionConfig;
pub use failure::Failure;
pub use nip::{Nip, NipFault};
pub use officer::{Officer, ResetTold};
pub use own_account::OwnRefusal;
pub use password::{Password, PasswordFault};
pub use role::{Role, UnknownRole};
pub use secret::{Secret, SecretHash};
pub use sessions::OpenSession;
pub use sign_in::{Code, Entered, FirstStep, Offer, SecondStep, Visitor};

use database::Pool;
use password::Hasher;
use runtime::Clock;
use uuid::Uuid;
use vault::{BlindIndex, Context, Vault};

/// The accounts and sessions of all officers. Cheap to clone.
#[derive(Clone)]
pub struct Officers {
    pool: Pool,
    vault: Vault,
    clock: Clock,
    sessions: SessionConfig,
    hasher: Hasher,
}

impl Officers {
    /// The officers in this database.
    #[must_use]
    pub fn new(pool: Pool, vault: Vault, clock: Clock, sessions: SessionConfig) -> Self {
        Self { pool, vault, clock, sessions, hasher: Hasher::new() }
    }

    fn nip_index(&self, nip: &Nip) -> BlindIndex {
        self.vault.index("officer.nip", nip.expose().as_bytes())
    }

    fn open_nip(&self, officer_id: Uuid, data_key: &[u8], sealed: &[u8]) -> Result<Nip, Failure> {
        let plain = self.vault.open_data_key(data_key)?.open(&Context::new("officer.nip", officer_id), sealed)?;
        Ok(Nip::restored(String::from_utf8(plain).map_err(|_not_text| Failure::Inconsistent("desk.officers.nip"))?))
    }
}

impl std::fmt::Debug for Officers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Officers").field("sessions", &self.sessions).finish_non_exhaustive()
    }
}
