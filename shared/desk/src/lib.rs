//! The work on cases: what is done with a ticket at a desk, whoever does it and however it was asked for.
//!
//! It knows no HTTP, no words for people and no officers: `services/answer` (agencies and the broker) and
//! `services/console` (officers) are thin wrappers around it, and each has a role of its own in the database.
//!
//! What changes something decides in one transaction and leaves its entry in the audit log with it; what only reads
//! commits that entry before anything is opened.

mod answer;
mod arrival;
mod caller;
mod claim;
pub mod cursor;
mod damaged;
mod document;
mod events;
mod fitting;
mod list;
pub mod measures;
mod open;
mod openings;
mod posted;
mod refusal;
mod repeated;
mod report;
mod shown;
mod state;
pub mod store;
mod transfer;

pub use answer::{Answered, Given, answer, give};
pub use arrival::case_of;
pub use caller::{Caller, Roles};
pub use claim::{Insistence, claim_named, claim_next, release};
pub use document::{OpenDocument, look_at_documents, look_into_document, open_document, verdict};
pub use events::{Happened, add as add_events, to_desk};
pub use fitting::{Digits, Fitting, MERGE_FIELDS, Questions, Unfit, fitting, merged, questions, unknown_fields};
pub use list::{HeldBy, Page, count, held, holder, holders, list};
pub use open::{OpenAnswer, OpenTicket, OpenTransfer, answer_context, content, open, open_with_key};
pub use openings::OPEN_FOR;
pub use posted::{post_text, posted_text};
pub use refusal::Refusal;
pub use repeated::{Compared, Once, answer_once, compare_answer, handed_over_to};
pub use report::{report_processing, report_received};
pub use shown::{note_found, note_listed};
pub use state::{Desks, DesksConfig};
pub use store::StoreError;
pub use transfer::{HandedOver, answers_by_itself, can_go_to, transfer};

use domain::{TextRule, TicketNumber};
use sqlx::PgExecutor;

use crate::store::cases::Case;
use crate::store::tickets::{self, Found, SealedTicket};

/// The rule of an answer: 1 to 4000 characters.
pub const ANSWER: TextRule = TextRule::Narrative { max: 4000 };

/// The rule of a hand-over's reason: 1 to 500 characters.
pub const REASON: TextRule = TextRule::Narrative { max: 500 };

/// The case, if it exists for this caller. Another desk's ticket is as unknown as one that was never filed.
///
/// # Errors
/// [`Refusal::UnknownTicket`].
pub fn visible(case: Option<Case>, caller: &Caller) -> Result<Case, Refusal> {
    case.filter(|case| caller.may_see(case.desk)).ok_or(Refusal::UnknownTicket)
}

/// The sealed ticket, unless its data was erased or is closed to desks.
///
/// # Errors
/// [`Refusal::Erased`], [`Refusal::Restricted`], [`Refusal::UnknownTicket`]; [`Refusal::Store`] without the database.
pub async fn sealed(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<SealedTicket, Refusal> {
    match tickets::find(on, number).await? {
        Some(Found::Sealed(ticket)) => Ok(ticket),
        Some(Found::Erased) => Err(Refusal::Erased),
        Some(Found::Restricted) => Err(Refusal::Restricted),
        None => Err(Refusal::UnknownTicket),
    }
}
