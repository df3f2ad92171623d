//! Answering many tickets with one text. A supervisor chooses them by a filter or by clusters, looks at three, tries
//! ten, and then sends the rest.
//!
//! The outcome of a ticket commits with its answer. So a process may end at any moment: another one, or the same one
//! later, goes on where it ended, and nobody is answered twice.

mod answer;
mod begin;
mod choice;
mod draft;
mod supervise;
mod text;

pub(crate) use answer::answer_next;
pub(super) use begin::begin_in;
pub(crate) use begin::{BulkRefusal, Wording, begin};
pub(crate) use choice::{Chosen, Source};
pub(crate) use draft::{Draft, Preview, draft};
pub(crate) use supervise::{bulk_answer, bulk_answers, go_on, pause};
pub(crate) use text::{Consent, TextFault};
