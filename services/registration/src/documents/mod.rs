//! The documents of a registration: which are asked for, what is uploaded, and what an e-meterai makes of it.
//!
//! What this module promises:
//! - a document is checked by its content before it is kept; what is only doubtful is told, and noted for verifiers;
//! - a file is sealed with the data key of its account, and found by nobody else;
//! - the same bytes in the same slot are one object; the last upload counts, and nothing changes after the end;
//! - no page waits for a stamping, and no user name and no password of a distributor is kept.

mod keeping;
mod looking;
mod note;
mod paper;
mod portrait;
mod reading;
mod slot;
mod slots;
mod stamping;
mod standing;
mod sweep;
mod wait;

pub(crate) use keeping::{Kept, Owner};
pub(crate) use looking::Unfit;
pub(crate) use note::Note;
pub(crate) use slot::{Label, Slot};
pub(crate) use slots::{Answers, slots};
pub(crate) use stamping::{Asked, At, MARGIN, NotSignedIn, Position, USUAL_SIDE, Wanted, WrongPlace};
pub(crate) use standing::{InSlot, SlotStanding, Stamp, missing, standings};
pub(crate) use wait::Wait;

use std::sync::Arc;
use std::thread::available_parallelism;

use ::documents::{Store, StoreError};
use database::Pool;
use renditions::Renditions;
use runtime::Clock;
use signatures::Trust;
use stampings::files::FileError;
use tokio::sync::Semaphore;
use uploads::Inspection;
use uuid::Uuid;
use vault::VaultError;

/// Under which all objects of registrations lie.
const PREFIX: &str = "registrations/";

/// Documents of registrations. A clone is cheap.
#[derive(Clone)]
pub(crate) struct Documents {
    pool: Pool,
    clock: Clock,
    store: Store,
    /// Looks into what people upload.
    pub(crate) inspection: Inspection,
    /// Draws pages.
    pub(crate) renditions: Renditions,
    /// Whose e-meterai are genuine.
    trust: Arc<Trust>,
    /// Pictures that are looked at, and signatures that are examined, at the same time: one on each processor.
    places: Arc<Semaphore>,
}

/// Why a file could be neither kept nor opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("the database refused or did not answer")]
    Database(#[from] sqlx::Error),
    #[error("the object store refused or did not answer")]
    Store(#[from] StoreError),
    #[error("a file could be neither sealed nor opened")]
    Vault(#[from] VaultError),
    #[error("a file that is to be stamped could be neither kept nor opened")]
    Stamping(#[from] FileError),
}

impl Failure {
    /// Whether the same may succeed a little later.
    pub(crate) fn is_unavailable(&self) -> bool {
        match self {
            Self::Database(error) => database::is_unavailable(error),
            Self::Store(error) => matches!(error, StoreError::Unavailable(_)),
            Self::Stamping(error) => error.is_unavailable(),
            Self::Vault(_) => false,
        }
    }
}

impl Documents {
    pub(crate) fn new((pool, store): (Pool, Store), clock: Clock, renditions: Renditions, trust: Trust) -> Self {
        let processors = available_parallelism().map_or(1, usize::from);
        Self {
            pool,
            clock,
            store,
            inspection: Inspection::default(),
            renditions,
            trust: Arc::new(trust),
            places: Arc::new(Semaphore::new(processors)),
        }
    }
}

/// Where a file lies in the bucket. It names no person.
pub(crate) fn object_key(account: Uuid, file: Uuid) -> String {
    format!("{PREFIX}{}/{}", account.hyphenated(), file.hyphenated())
}

/// The file of an object.
fn file_of(object_key: &str) -> Option<Uuid> {
    let (_account, file) = object_key.strip_prefix(PREFIX)?.split_once('/')?;
    file.parse().ok()
}
