//! From BER to DER, as far as signers need it: some libraries (Bouncy Castle, when asked for nothing else) write
//! messages with indefinite lengths, which DER does not know.

/// Deepest nesting of a message. One with certificates and a timestamp has about twenty.
const MAX_DEPTH: usize = 40;

/// The end of an element of indefinite length.
const END: [u8; 2] = [0, 0];

/// The first element of bytes with definite lengths. What follows it is filling.
pub(super) fn first_element(bytes: &[u8]) -> Option<Vec<u8>> {
    element(bytes, 0).map(|(element, _)| element)
}

/// An element and what follows it.
fn element(bytes: &[u8], depth: usize) -> Option<(Vec<u8>, &[u8])> {
    let (tag, rest) = tag(bytes)?;
    let is_constructed = tag.first()? & 0x20 != 0;
    let (length, rest) = length(rest)?;
    let (content, rest) = match length {
        Some(length) => {
            let (content, rest) = rest.split_at_checked(length)?;
            (if is_constructed { elements(content, depth)? } else { content.to_vec() }, rest)
        }
        None if is_constructed => indefinite(rest, depth)?,
        None => return None,
    };
    let mut element = tag.to_vec();
    write_length(&mut element, content.len());
    element.extend(content);
    Some((element, rest))
}

fn elements(mut bytes: &[u8], depth: usize) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    while !bytes.is_empty() {
        let (element, rest) = nested(bytes, depth)?;
        content.extend(element);
        bytes = rest;
    }
    Some(content)
}

fn indefinite(mut bytes: &[u8], depth: usize) -> Option<(Vec<u8>, &[u8])> {
    let mut content = Vec::new();
    loop {
        if let Some(rest) = bytes.strip_prefix(&END) {
            return Some((content, rest));
        }
        let (element, rest) = nested(bytes, depth)?;
        content.extend(element);
        bytes = rest;
    }
}

fn nested(bytes: &[u8], depth: usize) -> Option<(Vec<u8>, &[u8])> {
    if depth < MAX_DEPTH { element(bytes, depth + 1) } else { None }
}

/// A tag of up to four bytes.
fn tag(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let first = bytes.first()?;
    let more =
        if first & 0x1f == 0x1f { bytes.iter().skip(1).take(3).position(|byte| byte & 0x80 == 0)? + 1 } else { 0 };
    bytes.split_at_checked(1 + more)
}

/// A length; none when it is indefinite.
fn length(bytes: &[u8]) -> Option<(Option<usize>, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    match first {
        0x80 => Some((None, rest)),
        0..=0x7f => Some((Some(usize::from(*first)), rest)),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            Some((Some(digits.iter().fold(0, |sum, digit| sum << 8 | usize::from(*digit))), rest))
        }
        0x85.. => None,
    }
}

/// Writes a length as DER does.
pub(crate) fn write_length(out: &mut Vec<u8>, length: usize) {
    let digits = length.to_be_bytes();
    let significant = digits.iter().skip_while(|digit| **digit == 0).copied();
    if let Ok(short @ 0..=0x7f) = u8::try_from(length) {
        out.push(short);
    } else {
        let digits: Vec<u8> = significant.collect();
        out.push(0x80 | u8::try_from(digits.len()).unwrap_or_default());
        out.extend(digits);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indefinite_lengths_become_definite() {
        let bytes = [0x30, 0x80, 0xa0, 0x80, 0x02, 0x01, 0x05, 0, 0, 0x04, 0x81, 0x01, 0x09, 0, 0, 0, 0, 0];
        assert_eq!(first_element(&bytes).unwrap(), [0x30, 8, 0xa0, 3, 2, 1, 5, 4, 1, 9]);
    }

    #[test]
    fn der_stays_as_it_is_and_filling_goes() {
        let long: Vec<u8> = [&[0x30, 0x82, 0x01, 0x04, 0x04, 0x82, 0x01, 0x00][..], &[7; 256]].concat();
        assert_eq!(first_element(&[&long[..], &[0; 9]].concat()).unwrap(), long);
    }

    #[test]
    fn what_ends_too_early_or_nests_too_deeply_is_nothing() {
        let deep = [0x30, 0x80].repeat(100_000);
        for bytes in [&b""[..], &[0x30], &[0x30, 5, 1], &[0x30, 0x80, 2, 1], &[4, 0x80, 0, 0], &[0x30, 0x85, 1], &deep]
        {
            assert!(first_element(bytes).is_none());
        }
    }
}
