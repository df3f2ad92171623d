//! What programs read here, in Indonesian, and how pages write card numbers and documents. The texts of the page are in
//! `language`; its messages about a lookup are the manual's, word for word (section F).

use language::fill;

/// A field that every lookup needs is not there.
pub(crate) const REQUIRED: &str = "Isian ini wajib diisi.";
/// A field is no text.
pub(crate) const NOT_TEXT: &str = "Isian ini harus berupa teks.";

/// A card number that only its owner recognises.
pub(crate) fn last_digits(number: &str) -> String {
    let last: String = number.chars().skip(number.chars().count().saturating_sub(4)).collect();
    format!("•••• •••• •••• {last}")
}

/// Kind and size of a document.
pub(crate) fn file(media_type: &str, bytes: u64) -> String {
    let kind = if media_type == "image/jpeg" { "JPG" } else { "PDF" };
    fill("status-sent.file", &[("kind", &kind), ("size", &bytes.div_ceil(1024))])
}
