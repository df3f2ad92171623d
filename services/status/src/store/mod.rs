//! All SQL of the service, one file per aggregate.
//!
//! Functions take the connection or pool they run on. Absence is `None`; a value that this version does not know is
//! [`database::Inconsistent`], which says where it lies.

mod complaints;
mod questions;
mod said;
mod ticket_row;
mod tickets;
mod wrong_tries;

pub(crate) use complaints::{Frozen, frozen};
pub(crate) use questions::{NewReply, reply};
pub(crate) use said::{NewFollowUp, follow_up, say_helped};
pub(crate) use tickets::{
    AttachedDocument, QueriedTicket, QuestionState, SealedAnswer, SealedFollowUp, SealedQuestion, Ticket, TicketQuery,
    find,
};
pub(crate) use wrong_tries::{count, forget};
