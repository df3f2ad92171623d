//! What of an e-meterai a signature has: a square of about its size on a page, a picture with a code in it, a serial
//! number of 22 digits, and an issuer that makes stamps (PMK 134/2021).

use lopdf::{Dictionary, Object};
use x509_cert::Certificate;

use super::fields::Field;
use super::picture;
use crate::cms::has_word;
use crate::pdf::{Found, Pdf, is_name, pages};
use crate::report::Marks;
use crate::{Refusal, Trust};

/// Digits of a serial number.
const SERIAL: usize = 22;

/// Smallest and largest side of a stamp, in points.
const SIDES: (f32, f32) = (50.0, 200.0);

/// Deepest nesting of forms in what a widget or page shows: a signature of Acrobat's kind has three.
const MAX_DEPTH: usize = 4;

/// Most pictures that are looked into.
const MAX_PICTURES: usize = 12;

/// Flags of an annotation that nobody sees: hidden, and not for the screen.
const UNSEEN: i64 = 2 | 32;

/// The marks of a field, without those of its certificate.
pub(super) fn of_field(pdf: &Pdf<'_>, field: &Field, trust: &Trust) -> Result<Marks, Refusal> {
    let mut words = Vec::new();
    for key in [&b"Reason"[..], b"Name", b"Location", b"ContactInfo"] {
        let value = pdf.get(&field.signature, key)?;
        words.extend(lopdf::decode_text_string(&value).ok());
    }
    let mut pictures = Vec::new();
    if let Some(appearance) = pdf.dictionary(&field.widget, b"AP")?
        && let Ok(shown) = appearance.get(b"N")
    {
        collect(pdf, shown, 0, &mut pictures)?;
    }
    let flags = pdf.get(&field.widget, b"F")?.as_i64().unwrap_or(0);
    Ok(Marks {
        certificate: false,
        words: words.iter().any(|text| {
            let text = text.to_lowercase();
            trust.words.iter().any(|word| text.contains(word.as_str()))
        }),
        square: flags & UNSEEN == 0 && is_square(pdf, &field.widget)?,
        picture: !pictures.is_empty(),
        serial: serial_in(pdf, &pictures)?.or_else(|| words.iter().find_map(|text| serial(text))),
    })
}

/// Whether the certificate is of those who issue stamps.
pub(super) fn is_stamp_issuer(certificate: &Certificate, trust: &Trust) -> bool {
    let certificate = &certificate.tbs_certificate;
    [&certificate.subject, &certificate.issuer].into_iter().any(|name| has_word(name, &trust.words))
}

/// The serial number in a picture on some page, as programs leave it that write a stamped file anew.
pub(super) fn serial_on_pages(pdf: &Pdf<'_>) -> Result<Option<String>, Refusal> {
    let mut pictures = Vec::new();
    for page in pages(pdf)? {
        in_resources(pdf, &page.dictionary, 0, &mut pictures)?;
    }
    serial_in(pdf, &pictures)
}

fn is_square(pdf: &Pdf<'_>, widget: &Dictionary) -> Result<bool, Refusal> {
    let corners: Vec<f32> = pdf.array(widget, b"Rect")?.iter().filter_map(|corner| corner.as_float().ok()).collect();
    let &[left, bottom, right, top] = corners.as_slice() else { return Ok(false) };
    let (width, height) = ((right - left).abs(), (top - bottom).abs());
    let is_of_size = |side: f32| side >= SIDES.0 && side <= SIDES.1;
    Ok(is_of_size(width) && is_of_size(height) && (width - height).abs() <= 0.25 * width.max(height))
}

/// Collects the numbers of the pictures under a form or picture.
fn collect(pdf: &Pdf<'_>, shown: &Object, depth: usize, pictures: &mut Vec<u32>) -> Result<(), Refusal> {
    let Object::Reference((number, _)) = shown else { return Ok(()) };
    if depth > MAX_DEPTH || pictures.len() >= MAX_PICTURES || pictures.contains(number) {
        return Ok(());
    }
    let Object::Dictionary(dictionary) = pdf.object(*number)? else { return Ok(()) };
    if is_name(dictionary.get(b"Subtype").ok(), b"Image") {
        pictures.push(*number);
        return Ok(());
    }
    in_resources(pdf, &dictionary, depth, pictures)
}

fn in_resources(pdf: &Pdf<'_>, of: &Dictionary, depth: usize, pictures: &mut Vec<u32>) -> Result<(), Refusal> {
    let resources = pdf.dictionary(of, b"Resources")?.unwrap_or_default();
    for (_, shown) in &pdf.dictionary(&resources, b"XObject")?.unwrap_or_default() {
        collect(pdf, shown, depth + 1, pictures)?;
    }
    Ok(())
}

fn serial_in(pdf: &Pdf<'_>, pictures: &[u32]) -> Result<Option<String>, Refusal> {
    for number in pictures {
        let Some(found) = pdf.find(*number)? else { continue };
        if let Some(serial) = codes(pdf, &found)?.iter().find_map(|text| serial(text)) {
            return Ok(Some(serial));
        }
    }
    Ok(None)
}

fn codes(pdf: &Pdf<'_>, found: &Found<'_>) -> Result<Vec<String>, Refusal> {
    Ok(picture::grey(pdf, found)?.map(|picture| picture.codes()).unwrap_or_default())
}

/// A run of exactly 22 digits.
fn serial(text: &str) -> Option<String> {
    let mut runs = text.split(|letter: char| !letter.is_ascii_digit());
    runs.find(|run| run.len() == SERIAL).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_number_has_22_digits() {
        assert_eq!(serial("SN 0012345678901234567890;").as_deref(), Some("0012345678901234567890"));
        assert_eq!(serial("001234567890123456789"), None);
        assert_eq!(serial("00123456789012345678901"), None);
    }
}
