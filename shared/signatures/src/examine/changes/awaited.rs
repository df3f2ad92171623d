//! What a file refers to and does not have.

use std::collections::HashSet;

use lopdf::Object;

use crate::Refusal;
use crate::pdf::{Pdf, Place};

/// The objects to which the file refers and that it does not have. Whoever prepared the file could bring them later,
/// and with them what a page shows.
pub(super) fn awaited(pdf: &Pdf<'_>) -> Result<HashSet<u32>, Refusal> {
    let (mut awaited, mut seen) = (HashSet::new(), HashSet::new());
    let mut waiting = vec![Object::Dictionary(pdf.trailer()?.clone())];
    while let Some(value) = waiting.pop() {
        match value {
            Object::Reference((number, _)) if seen.insert(number) => {
                if matches!(pdf.place(number), None | Some(Place::Free)) {
                    awaited.insert(number);
                } else {
                    waiting.push(pdf.object(number)?);
                }
            }
            Object::Array(values) => waiting.extend(values),
            Object::Dictionary(dictionary) => waiting.extend(dictionary.iter().map(|(_, value)| value.clone())),
            _ => {}
        }
    }
    Ok(awaited)
}
