//! The little of DER that a message needs. Our own messages have a fixed form, which reads best as it is written here.

use crate::cms::write_length;

/// A sequence of elements.
pub(super) fn sequence(elements: &[&[u8]]) -> Vec<u8> {
    element(0x30, &elements.concat())
}

/// A set: DER sorts its elements.
pub(super) fn set(elements: &[&[u8]]) -> Vec<u8> {
    set_as(0x31, elements)
}

/// A set that stands under a tag of its context.
pub(super) fn set_as(tag: u8, elements: &[&[u8]]) -> Vec<u8> {
    let mut elements = elements.to_vec();
    elements.sort_unstable();
    element(tag, &elements.concat())
}

/// An element with a tag.
pub(super) fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut element = vec![tag];
    write_length(&mut element, content.len());
    element.extend_from_slice(content);
    element
}
