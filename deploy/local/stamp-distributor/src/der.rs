//! The little of DER (X.690) that a certificate needs.

/// An element with a tag.
pub(crate) fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match u16::try_from(content.len()) {
        Ok(short @ 0..=0x7f) => out.extend(short.to_be_bytes().get(1)),
        Ok(medium @ 0x80..=0xff) => out.extend([0x81].iter().chain(medium.to_be_bytes().get(1))),
        Ok(long) => out.extend([0x82].iter().chain(&long.to_be_bytes())),
        Err(_longer_than_any_certificate_of_ours) => return Vec::new(),
    }
    out.extend_from_slice(content);
    out
}

/// A sequence of elements.
pub(crate) fn sequence(elements: &[&[u8]]) -> Vec<u8> {
    element(0x30, &elements.concat())
}

/// A set of one element.
pub(crate) fn set_of(one: &[u8]) -> Vec<u8> {
    element(0x31, one)
}

/// A string of whole bytes.
pub(crate) fn bits(bytes: &[u8]) -> Vec<u8> {
    element(3, &[&[0], bytes].concat())
}

/// The name of something, from its encoded numbers.
pub(crate) fn oid(encoded: &[u8]) -> Vec<u8> {
    element(6, encoded)
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
}
