//! PDF files (ISO 32000): accepted when they are plain paper, refused when they can do anything.
//!
//! A viewer finds objects through the cross-reference table, another viewer rebuilds that table when it is broken, and a file can be written so that
//! the two see different objects. So this check does not follow the table: it reads EVERY object that the bytes hold, in every revision, linked
//! or not, and the contents of every object stream, and judges them all. Names are compared after undoing `#xx` escapes. An object stream is
//! unpacked with lopdf's decoders, one filter at a time, within one budget for the whole file.
//!
//! What is looked for stands in [`active`], what it may cost in [`budget`].

#![expect(clippy::wildcard_enum_match_arm, reason = "each rule asks for a few of many names and tokens; the others mean nothing to it")]

mod active;
mod budget;
mod lexer;
mod object_stream;
mod objects;
mod pages;
mod parser;
mod value;
mod word;

use budget::Budget;
use objects::Objects;

use crate::Refusal;

/// Most pages of a document.
const MAX_PAGES: usize = 100;

/// Judges a file that starts with `%PDF-`.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    let mut budget = Budget::new();
    let mut objects = Objects::read(bytes, &mut budget)?;
    if objects.is_encrypted() {
        return Err(Refusal::PdfEncrypted);
    }
    object_stream::unpack_all(&mut objects, bytes, &mut budget)?;
    active::refuse(&objects)?;
    match pages::count(&objects, MAX_PAGES + 1) {
        0 => Err(Refusal::PdfDamaged),
        1..=MAX_PAGES => objects.ends_properly().then_some(()).ok_or(Refusal::PdfDamaged),
        _ => Err(Refusal::PdfTooManyPages),
    }
}
