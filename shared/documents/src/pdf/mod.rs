//! PDF files (ISO 32000). We accept them when they are plain paper. We refuse them when they can do anything, or when
//! readers could read them in two ways.
//!
//! One viewer finds objects through the cross-reference table, another viewer rebuilds that table when it is broken,
//! and somebody can write a file in which the two see different objects. So this check does not follow the table: it
//! reads EVERY object in the bytes, in every revision, linked or not, and the contents of every stream, and judges them
//! all. It imitates no viewer: where we know that readers take the same bytes for different things, it refuses the
//! file. A file to which somebody added something (signatures, stamps, filled forms) has objects in several revisions,
//! which is fine.
//!
//! [`active`] says what the check looks for, [`budget`] what it may cost, [`streams`] how it unpacks.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each rule asks for a few of many names and tokens; the others mean nothing to it"
)]

mod active;
mod address;
mod budget;
mod bytes;
mod drawing;
mod encryption;
mod filters;
mod images;
mod lexer;
mod name;
mod objects;
mod pages;
mod parser;
mod sighting;
mod streams;
mod value;
mod word;

use active::Findings;
use budget::Budget;
use encryption::Cipher;
use objects::Objects;

use crate::Refusal;

/// Most pages of a document.
const MAX_PAGES: usize = 100;

/// The first bytes of a PDF.
const HEADER: &[u8] = b"%PDF-";

/// How far into a file readers look for its header.
const HEADER_WITHIN: usize = 1_024;

/// Most bytes of text behind the end of a file.
const MAX_TAIL: usize = 1_024;

/// Most bytes of anything behind the end of a file. The shortest tail that makes it a file of another kind too (the end
/// of a ZIP) has 22.
const MAX_REST: usize = 16;

/// The file from its header on, when the header stands near the start and only a mark of the encoding, blanks and lines
/// of text precede it: mail programs, web servers and Ghostscript leave those there. Anything else before it makes the
/// file two things at once.
pub(crate) fn from_header(bytes: &[u8]) -> Option<&[u8]> {
    let start = bytes.windows(HEADER.len()).take(HEADER_WITHIN).position(|window| window == HEADER)?;
    let (before, file) = bytes.split_at_checked(start)?;
    let before = before.strip_prefix(b"\xef\xbb\xbf").unwrap_or(before);
    let is_other_file =
        [&b"%!"[..], b"#!", b"PK", b"MZ", b"GIF8", b"BM", b"II*", b"MM", b"RIFF", b"{\\rtf", b"Rar!", b"OggS", b"ID3"];
    let trimmed = before.trim_ascii_start();
    (is_text(before) && !is_other_file.iter().any(|start| trimmed.starts_with(start))).then_some(file)
}

/// Judges a file that starts with `%PDF-`.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    judge(bytes, &mut Budget::new())
}

fn judge(bytes: &[u8], budget: &mut Budget) -> Result<(), Refusal> {
    let mut objects = Objects::read(bytes, budget, None)?;
    let cipher = Cipher::of(&objects, bytes)?;
    if let Some(cipher) = &cipher {
        objects = Objects::read(bytes, budget, Some(&|id, text| cipher.string(id, text)))?;
    }
    let mut findings = Findings::default();
    let contents = streams::unpack_all(&mut objects, bytes, cipher.as_ref(), budget, &mut findings)?;
    sighting::look(bytes, budget, &mut findings)?;
    active::judge(&objects, budget, &mut findings)?;
    findings.refuse()?;
    match pages::count(&objects, MAX_PAGES + 1, budget)? {
        0 => return Err(Refusal::PdfDamaged),
        1..=MAX_PAGES => {}
        _ => return Err(Refusal::PdfTooManyPages),
    }
    images::check(&objects, &contents)?;
    drawing::check(&objects, &contents, budget)?;
    let sound = objects.ends_properly() && !objects.are_odd() && !contents.odd && ends_with_itself(bytes);
    if sound { Ok(()) } else { Err(Refusal::PdfDamaged) }
}

/// Whether only blanks and a little text follow the end of the file, as mail programs and web servers leave there.
fn ends_with_itself(bytes: &[u8]) -> bool {
    let Some(end) = objects::positions(bytes, b"%%EOF").next_back() else { return true };
    let tail = bytes.get(end + b"%%EOF".len()..).unwrap_or_default();
    let said: Vec<u8> =
        tail.iter().copied().filter(|byte| !matches!(byte, 0 | 0x1a) && !byte.is_ascii_whitespace()).collect();
    said.len() <= MAX_REST || (said.len() <= MAX_TAIL && is_text(&said))
}

/// Whether bytes are plain text without markup.
fn is_text(bytes: &[u8]) -> bool {
    let is_plain =
        |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | b' '..=b'~') && !matches!(byte, b'<' | b'>');
    bytes.iter().all(|byte| is_plain(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No file of 200 KB costs more than the budget. The test counts work instead of time, and each file ends in a
    /// verdict.
    #[test]
    fn the_work_on_one_file_has_an_end() {
        let pieces: [&[u8]; 12] = [
            b"1 0 obj (",
            b"1 0 obj << /A ",
            b"1 0 obj [[[[",
            b"1 0 obj<</N 1/First 0>>stream\n",
            b"/S%\n",
            b"% x\n1 0\nobj",
            b"trailer <</Root 1 0 R/Kids[1 0 R]/Pages 1 0 R>>",
            b"1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R 1 0 R]>>endobj ",
            b"1 0 obj<</AA 1 0 R/JS 1 0 R/EF 1 0 R>>endobj ",
            b"1 0 obj<</Subtype/Form/Resources 1 0 R/XObject<</X 1 0 R>>>>stream\n/X Do endstream ",
            b"1 0 obj<</Filter/LZWDecode>>stream\n\x80\x0b\x60",
            b"startxref %%EOF ",
        ];
        for piece in pieces {
            let mut file = HEADER.to_vec();
            file.extend(piece.iter().copied().cycle().take(200_000));
            let mut budget = Budget::new();
            let verdict = judge(&file, &mut budget);
            assert!(budget.spent() <= Budget::MOST);
            assert!(verdict.is_err(), "{}", String::from_utf8_lossy(piece));
        }
    }
}
