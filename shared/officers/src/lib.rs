//! Who may enter the console: officers, their roles and desks, and the sessions in which they are signed in.
//!
//! What it promises: nothing that lets somebody in is stored in the open; a session ends by itself; and every change of an account is an
//! entry in the audit log, in the same transaction.

mod config;
mod failure;
mod officer;
mod role;
mod secret;
mod sessions;
mod texts;

pub use config::SessionConfig;
pub use failure::Failure;
pub use officer::Officer;
pub use role::Role;
pub use secret::{Secret, SecretHash};

use runtime::Clock;
use sqlx::PgPool;
use vault::Vault;

/// The accounts and sessions of all officers. Cheap to clone.
#[derive(Clone)]
pub struct Officers {
    pool: PgPool,
    vault: Vault,
    clock: Clock,
    sessions: SessionConfig,
}

impl Officers {
    /// The officers in this database.
    #[must_use]
    pub fn new(pool: PgPool, vault: Vault, clock: Clock, sessions: SessionConfig) -> Self {
        Self { pool, vault, clock, sessions }
    }
}

impl std::fmt::Debug for Officers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Officers").field("sessions", &self.sessions).finish_non_exhaustive()
    }
}
