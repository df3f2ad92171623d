//! Who may use an account: applicants sign in with NIK and password, and keep their sessions.
//!
//! What it promises: it tells nobody whether a NIK has an account. An attempt counts before the password is compared.
//! It slows down those who try passwords, and locks nobody out. Every sign-in, sign-out and change of a password is an
//! entry of the audit log, in the same transaction.

mod confirm;
mod counted_by;
mod enter;
mod new_password;
mod own_contact;
mod own_password;
mod own_questions;
mod prove;
mod purge;
mod sessions;
mod spare;

use std::thread::available_parallelism;

use applicants::{Applicants, SESSIONS, TABLES};
use audit::{Action, Actor, Entry, Subject};
use credentials::questions::Answers;
use credentials::{Hasher, HasherConfig, KnownDevices, Rule, Sessions, Throttle};
use database::Pool;
use runtime::Clock;
use uuid::Uuid;
use vault::Vault;

use crate::config::PasswordsConfig;

pub(crate) use applicants::SignedIn;
pub(crate) use confirm::Confirmation;
pub(crate) use enter::{Attempt, Entered, Visitor};
pub(crate) use new_password::NotChosen;
pub(crate) use own_contact::{Asked, NewAddress, NotTold, OwnAddress};
pub(crate) use own_password::NotChanged;
pub(crate) use own_questions::NotSet;
pub(crate) use prove::{ONE_TIME, Opened, Told, Tried};
pub(crate) use spare::Spare;

/// Browsers in which an applicant can be signed in at the same moment.
pub(crate) const MOST_OPEN: u16 = SESSIONS.most_open;

/// The ways into all accounts. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Access {
    pool: Pool,
    vault: Vault,
    clock: Clock,
    hasher: Hasher,
    answers: Answers,
    throttle: Throttle,
    pub(crate) applicants: Applicants,
    sessions: Sessions,
    devices: KnownDevices,
}

impl Access {
    pub(crate) fn new(pool: Pool, vault: Vault, clock: Clock, hasher: Hasher) -> Self {
        let (of_pool, of_clock) = (|| pool.clone(), || clock.clone());
        Self {
            answers: Answers::new(hasher.clone(), vault.clone()),
            hasher,
            throttle: Throttle::new(of_pool(), of_clock(), TABLES),
            applicants: Applicants::new(of_pool(), vault.clone(), of_clock()),
            sessions: Sessions::new(of_pool(), of_clock(), TABLES, SESSIONS),
            devices: KnownDevices::new(of_pool(), of_clock(), TABLES),
            pool,
            vault,
            clock,
        }
    }

    /// The applicant did `action` with the own account.
    fn entry(&self, account: Uuid, action: Action) -> Entry {
        Entry::new(self.clock.now(), Actor::Applicant(account), action).about(Subject::Applicant(account))
    }
}

/// Half of the processors are left to everybody else, unless the operator says otherwise.
pub(crate) fn hasher(passwords: PasswordsConfig) -> Hasher {
    let processors = available_parallelism().map_or(1, usize::from);
    let at_once = passwords.at_once.map_or((processors / 2).max(1), |at_once| usize::from(at_once.get()));
    Hasher::new(HasherConfig { at_once, patience: passwords.patience }, Rule::APPLICANTS)
}

#[cfg(test)]
mod tests;
