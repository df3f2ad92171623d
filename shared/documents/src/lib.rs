//! The documents that applicants attach. The crate checks them by their content, never by their name, seals them, and
//! stores them in S3.
//!
//! What this crate promises:
//! - [`check`] accepts only JPEG photographs and PDF files that do nothing by themselves. No input makes it panic,
//!   recurse without bound, or take more than a bounded amount of memory and time. Call it on a blocking thread.
//! - It keeps a PDF byte for byte from its header on, and refuses one that readers could read in two ways.
//! - It keeps a photograph without its metadata (camera, time, GPS position, comments, thumbnails, appended files) and
//!   with its image data unchanged.
//! - All documents of a ticket become ONE stored object ([`seal_bundle`]). Each is sealed on its own, and a reader
//!   fetches it by its range ([`open_document`]).
//! - Every call of the [`Store`] ends within a bounded time.

mod bundle;
mod checked;
mod jpeg;
mod object_key;
mod ownerless;
mod pdf;
mod refusal;
mod store;
mod texts;

pub use bundle::{StoredDocument, open_document, seal_bundle};
pub use checked::{Checked, MediaType, check, check_up_to};
pub use object_key::object_key;
pub use ownerless::{SweepError, Swept};
pub use refusal::Refusal;
pub use store::{Listed, Listing, Store, StoreConfig, StoreError};
