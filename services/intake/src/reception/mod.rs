//! Takes in what a person sent: parts of a multipart body, within hard bounds. Judges nothing yet but its form.
//!
//! A fault in one part does not end the reading: whoever sent it learns about everything at once.

mod collected;
mod fault;
mod header;
mod multipart;
mod parts;
mod received;
mod trial;

pub(crate) use fault::{Fault, Weight};
pub(crate) use multipart::{Unreadable, receive};
pub(crate) use received::{Attachment, Received};
pub use trial::{Ending, Trial};

/// Name of the field in which a person says where to be told of the answer, where it is asked for.
pub(crate) const NOTICE_ADDRESS_FIELD: &str = "contact";
