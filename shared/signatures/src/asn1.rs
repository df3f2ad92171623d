//! The little of DER (X.690) that messages and certificates of our own need. They have a fixed form, which reads best
//! as it is written here.

use crate::cms::write_length;

/// A sequence of elements.
#[must_use]
pub fn sequence(elements: &[&[u8]]) -> Vec<u8> {
    element(0x30, &elements.concat())
}

/// A set: DER sorts its elements.
#[must_use]
pub fn set(elements: &[&[u8]]) -> Vec<u8> {
    set_as(0x31, elements)
}

/// A set that stands under a tag of its context.
pub(crate) fn set_as(tag: u8, elements: &[&[u8]]) -> Vec<u8> {
    let mut elements = elements.to_vec();
    elements.sort_unstable();
    element(tag, &elements.concat())
}

/// An element with a tag.
#[must_use]
pub fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut element = vec![tag];
    write_length(&mut element, content.len());
    element.extend_from_slice(content);
    element
}

/// A string of whole bytes.
#[must_use]
pub fn bits(bytes: &[u8]) -> Vec<u8> {
    element(3, &[&[0], bytes].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_takes_as_few_bytes_as_it_can() {
        assert_eq!(element(4, &[0; 5])[..2], [4, 5]);
        assert_eq!(element(4, &[0; 200])[..3], [4, 0x81, 200]);
        assert_eq!(element(4, &[0; 300])[..4], [4, 0x82, 1, 44]);
    }

    #[test]
    fn a_set_is_sorted() {
        assert_eq!(set(&[&[2, 1, 9], &[2, 1, 3]]), [0x31, 6, 2, 1, 3, 2, 1, 9]);
    }
}
