//! What may follow a signature: further signatures and the evidence for signatures (ISO 32000-2, 12.8.4.3), and nothing
//! that changes what a reader shows.
//!
//! The file as it was when it was signed is read beside the file as it is. Every object that a later revision brought
//! must be new, the same as before, or one of the few that a signature must touch, changed in the way in which a
//! signature changes it.

mod awaited;
mod comparison;

use lopdf::Object;

use comparison::Comparison;

use super::fields::Field;
use crate::Refusal;
use crate::pdf::{Pdf, Section, is_name};

/// Whether the revisions behind `end`, where the signed one ends, only add signatures and evidence, or evidence alone.
pub(super) fn are_allowed(now: &Pdf<'_>, end: usize, field: &Field, only_evidence: bool) -> Result<bool, Refusal> {
    let Some(signed) = now.bytes.get(..end) else { return Ok(false) };
    // A signed revision that cannot be read by itself was no file when it was signed.
    let before = match Pdf::open(signed, now.budget) {
        Ok(before) => before,
        Err(Refusal::TooComplex) => return Err(Refusal::TooComplex),
        Err(_) => return Ok(false),
    };
    let Some(later) = later_sections(now, &before) else { return Ok(false) };
    let forbids_signatures = only_evidence || forbids_changes(&before, field)?;
    Comparison { before: &before, now, forbids_signatures }.allows(later)
}

/// The sections behind the signed revision, when the chain of the file leads back to it and the file ends with the
/// last of them.
fn later_sections<'a>(now: &'a Pdf<'_>, before: &Pdf<'_>) -> Option<&'a [Section]> {
    let signed = before.sections.first()?.at;
    let count = now.sections.iter().position(|section| section.at == signed)?;
    let later = now.sections.get(..count).filter(|later| !later.is_empty())?;
    let is_behind = later.iter().all(|section| section.at >= before.bytes.len());
    (is_behind && ends_with_its_mark(now.bytes)).then_some(later)
}

/// Whether nothing but the end of a line follows the last `%%EOF`.
fn ends_with_its_mark(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"%%EOF";
    let tail = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let tail = tail.strip_suffix(b"\r").unwrap_or(tail);
    tail.ends_with(MARK)
}

/// Whether the signature certifies the document and forbids every change (`/DocMDP` with 1).
fn forbids_changes(pdf: &Pdf<'_>, field: &Field) -> Result<bool, Refusal> {
    for reference in pdf.array(&field.signature, b"Reference")? {
        let Object::Dictionary(reference) = pdf.resolve(&reference)? else { continue };
        let is_certification = is_name(Some(&pdf.get(&reference, b"TransformMethod")?), b"DocMDP");
        let parameters = pdf.dictionary(&reference, b"TransformParams")?.unwrap_or_default();
        if is_certification && pdf.get(&parameters, b"P")? == Object::Integer(1) {
            return Ok(true);
        }
    }
    Ok(false)
}
