//! Names in certificates.

use der::asn1::{Any, ObjectIdentifier};
use der::{Tag, Tagged as _};
use x509_cert::name::Name;

const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");

/// Longest name that we show, in characters.
const MAX_NAME: usize = 200;

/// The common name, as far as people can read it.
pub(crate) fn common_name(name: &Name) -> Option<String> {
    let values = name.0.iter().flat_map(|part| part.0.iter());
    let name = values.filter(|value| value.oid == COMMON_NAME).find_map(|value| text(&value.value))?;
    let shown: String = name.chars().filter(|letter| !letter.is_control()).take(MAX_NAME).collect();
    (!shown.trim().is_empty()).then_some(shown)
}

/// Whether a part of the name holds one of the words, which are in small letters.
pub(crate) fn has_word(name: &Name, words: &[String]) -> bool {
    let mut values = name.0.iter().flat_map(|part| part.0.iter()).filter_map(|value| text(&value.value));
    values.any(|value| {
        let value = value.to_lowercase();
        words.iter().any(|word| value.contains(word.as_str()))
    })
}

fn text(value: &Any) -> Option<String> {
    let bytes = value.value();
    match value.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String => String::from_utf8(bytes.to_vec()).ok(),
        Tag::TeletexString => Some(bytes.iter().copied().map(char::from).collect()),
        Tag::BmpString => {
            let units = bytes.chunks_exact(2).map(|unit| unit.iter().fold(0, |sum, byte| sum << 8 | u16::from(*byte)));
            String::from_utf16(&units.collect::<Vec<u16>>()).ok()
        }
        _ => None,
    }
}
