//! Takes in forms with documents: texts and files in one multipart body. What it takes in, a service says
//! ([`Accepts`]); the crate knows no form.
//!
//! What this crate promises:
//! - [`receive`] holds no more than the largest body that the service accepts, and looks at no byte more than twice;
//! - a fault in one part does not end the reading, so that whoever sent it learns about everything at once. What came
//!   of a body that is too large or too slow is there, too;
//! - it judges nothing but the form of what came. [`Inspection`] looks into the documents, off the async threads.

mod accepts;
mod collected;
mod fault;
pub mod fuzzing;
mod header;
mod inspection;
mod multipart;
mod parts;
mod received;
mod texts;

pub use accepts::{Accepts, Document};
pub use fault::{Fault, Weight};
pub use inspection::{Inspected, Inspection, Refused};
pub use multipart::{MAX_PARTS, Unreadable, receive};
pub use received::{Attachment, Received};
