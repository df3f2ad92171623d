//! Security questions, which the manuals ask of applicants: which there are, what an answer may be, and how it is kept.
//!
//! A secret question proves little (ADR 0053). So what is kept is a password hash over a keyed hash, which neither a
//! stolen dump nor an officer can read. The service that asks bounds the tries.

mod answer;
mod answers;
mod denied;
mod fault;
mod question;

pub use answer::Answer;
pub use answers::{Answers, Matched, Stored};
pub use fault::AnswerFault;
pub use question::Question;
