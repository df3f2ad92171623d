//! The work on cases: what callers do with a ticket at a desk, whoever they are and whichever way they came.
//!
//! The crate knows no HTTP, no words for people and no officers. `services/answer` (agencies and the broker) and
//! `services/console` (officers) wrap it, and each of them has a role of its own in the database.
//!
//! A piece of work that changes something decides in one transaction and leaves its entry in the audit log with it. A
//! piece of work that only reads commits that entry before it opens anything.

mod accounts;
mod answer;
mod arrival;
mod ask;
mod assign;
mod caller;
mod claim;
pub mod cursor;
mod damaged;
mod document;
mod events;
mod fitting;
mod list;
pub mod measures;
mod merge;
mod open;
mod openings;
mod posted;
mod refusal;
mod repeated;
mod report;
mod rules;
mod shown;
mod state;
pub mod store;
mod take;
mod transfer;
mod visible;

pub use accounts::{
    Ask, PATIENCE as ACCOUNTS_PATIENCE, approve, decide_again, request as account_request, settle_command,
};
pub use answer::{Answered, Given, NewAnswer, answer, give};
pub use arrival::case_of;
pub use ask::{DAYS, MOST_QUESTIONS, QUESTION, ask, come_back, replied_since};
pub use assign::{Assigned, assign};
pub use caller::{Caller, Roles};
pub use claim::{IfHeld, claim_named, claim_next, claim_next_of_all, release};
pub use document::{OpenDocument, look_at_documents, look_into_document, open_document, verdict};
pub use events::{CaseEvent, add as add_events, to_desk};
pub use fitting::{Digits, Fitting, Questions, Unfit, fitting, questions};
pub use list::{AnsweredPage, HeldBy, Page, count, held, holder, holders, list, list_answered};
pub use merge::{MergeField, merged, unknown_fields};
pub use open::{
    OpenAnswer, OpenFollowUp, OpenQuestion, OpenTicket, OpenTransfer, answer_context, content, open, open_again,
    open_with_key,
};
pub use openings::OPEN_FOR;
pub use posted::{post_text, posted_text};
pub use refusal::{Refusal, RefusalKind};
pub use repeated::{Compared, Once, answer_once, compare_answer, handed_over_to};
pub use report::{report_processing, report_received};
pub use rules::{ANSWER, REASON};
pub use shown::{note_found, note_listed};
pub use state::{Desks, DesksConfig};
pub use transfer::{Handed, HandedOver, answers_by_itself, can_go_to, hand_over, transfer};
pub use visible::{sealed, visible};
