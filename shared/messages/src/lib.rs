//! What travels between services: the messages and the broker's topology.
//!
//! Messages hold ids, times and routing facts only, never personal data: nobody who reads a queue learns a name or a
//! NIK. [`topology`] defines the names of exchanges and queues; no other code spells them.

mod account_commands;
pub mod contract;
mod letter_requested;
mod malformed;
mod registration_finalised;
pub mod replies;
mod stampings;
mod ticket_event;
mod ticket_routed;
mod ticket_submitted;
pub mod topology;
mod values;

pub use account_commands::{AccountCommandRequested, AccountCommandSettled, CommandKind, CommandOutcome};
pub use letter_requested::{LetterKind, LetterRequested};
pub use malformed::Malformed;
pub use registration_finalised::RegistrationFinalised;
pub use replies::{CaseReply, ReplyRejected};
pub use stampings::{StampingAttached, StampingRejected, StampingRejection, StampingRequested};
pub use ticket_event::{EventKind, TicketEvent};
pub use ticket_routed::TicketRouted;
pub use ticket_submitted::TicketSubmitted;

/// The version of every message that we write today. A reader refuses other versions, so an old reader parks what it
/// cannot understand.
pub const VERSION: u8 = 1;
