//! Tickets: the desk's list, one ticket with its context, and what an officer does with it.

pub(super) mod answer;
pub(super) mod ask;
pub(super) mod assign;
pub(super) mod claim;
pub(super) mod claim_next;
pub(super) mod deadline;
pub(super) mod document;
pub(super) mod document_page;
mod done;
pub(super) mod filter;
pub(super) mod found;
pub(super) mod holder;
pub(super) mod list;
mod list_page;
pub(super) mod note;
pub(super) mod page_picture;
mod page_state;
pub(super) mod region;
pub(super) mod release;
pub(super) mod run_macro;
pub(super) mod search;
pub(super) mod show;
mod ticket_number;
mod ticket_page;
pub(super) mod transfer;
mod viewer;
pub(super) mod views;
