//! The documents that applicants attach: checked by what they are, never by their name; sealed; stored in S3.
//!
//! What this crate promises:
//! - [`check`] lets through only JPEG photographs and PDF files that do nothing by themselves. No input makes it panic,
//!   recurse without bound, or take more than a bounded amount of memory and time; it is work for a blocking thread.
//! - A PDF is kept byte for byte from its header on, and refused when readers could take it in two ways.
//! - A photograph is kept without its metadata (camera, time, GPS position, comments, thumbnails, appended files) and
//!   with its image data unchanged.
//! - All documents of a ticket become ONE stored object ([`seal_bundle`]), each sealed on its own and read by its range
//!   ([`open_document`]).
//! - Every call of the [`Store`] ends within a bounded time.

mod bundle;
mod checked;
mod jpeg;
mod object_key;
mod pdf;
mod refusal;
mod store;
mod texts;

pub use bundle::{StoredDocument, open_document, seal_bundle};
pub use checked::{Checked, MediaType, check};
pub use object_key::object_key;
pub use refusal::Refusal;
pub use store::{Listed, Listing, Store, StoreConfig, StoreError};
