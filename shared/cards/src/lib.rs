//! Cards that applicants keep, as PDF files: of A4, tagged, and readable in grey print.
//!
//! What this crate promises:
//! - A card holds the given values, the fixed words of its kind ([`AccountCard`], [`RegistrationCard`]) and nothing
//!   else: no time of drawing, no data of a camera, no name of a machine. The same values give the same bytes.
//! - Text is wrapped and, when the page gets full, set smaller, down to 7 points. A registration's card goes on to
//!   further pages after that. Text is never cut, and nothing covers anything else.
//! - Each character of a value can be read or is visibly missing: Latin letters with every mark, Arabic and Javanese
//!   have their glyphs; for any other the page shows the replacement character "�", and whoever copies the text or has
//!   it read aloud gets the character that was given. From the third mark over one letter on, marks stand on a dotted
//!   circle of their own. What draws nothing (control characters, marks of direction) is dropped.
//! - A screen reader gets the language, headings, tables with their row headers, the picture and the code with
//!   alternative texts, in the order in which the card is read (PDF/UA-1, as far as a program can check it).
//! - No error holds anything of a value, and no type here prints one.
//!
//! Drawing computes and waits for nothing. A card without a picture takes some ten milliseconds of a processor, a large
//! picture takes more: call it where blocking is allowed, and not for everybody at the same time. Another kind of card
//! is one more file beside `account.rs`: it lays out parts, in the order in which they are read; the sheet writes them.

mod account;
mod code;
mod error;
mod registration;
mod selfie;
mod sheet;
mod text;
mod texts;

pub use account::{AccountCard, AsWritten};
pub use error::CardError;
pub use registration::{Qualification, RegistrationCard, RegistrationRequirement};

/// The most that a card has, in bytes.
pub const MAX_CARD_BYTES: usize = 150_000;

/// The most that a selfie may have, in bytes.
pub const MAX_SELFIE_BYTES: usize = 204_800;

/// The most that a selfie may have, in pixels: more than phones take unless asked to. Refuse a larger one when it is
/// uploaded, so that everybody gets a card. Drawing the largest takes 150 MB of memory for a moment.
pub const MAX_SELFIE_PIXELS: u64 = 16_000_000;
