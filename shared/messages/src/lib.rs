//! What travels between services: the messages and the broker's topology.
//!
//! Messages hold ids, times and routing facts only, never personal data: whoever reads a queue learns no name and no
//! NIK. The names of exchanges and queues stand in [`topology`] and nowhere else.

pub mod contract;
mod malformed;
pub mod replies;
mod ticket_event;
mod ticket_routed;
mod ticket_submitted;
pub mod topology;

pub use malformed::Malformed;
pub use replies::{CaseReply, ReplyRejected};
pub use ticket_event::{EventKind, TicketEvent};
pub use ticket_routed::TicketRouted;
pub use ticket_submitted::TicketSubmitted;

/// The version of every message written today. A reader refuses other versions, so an old reader parks what it cannot
/// know.
pub const VERSION: u8 = 1;
