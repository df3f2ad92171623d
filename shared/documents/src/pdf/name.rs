//! Names: the word by which a rule knows them, and an identity that distinguishes any two.

use super::bytes::hexadecimal;
use super::word::Word;

/// A name of PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Name {
    /// The word for the rules.
    pub(super) word: Word,
    /// The same value for the same bytes (FNV-1a, 64 bits). We keep no text of the document.
    pub(super) id: u64,
}

impl Name {
    /// Makes the name from the bytes behind a slash.
    pub(super) fn of(raw: &[u8]) -> Self {
        if raw.contains(&b'#') { Self::plain(&unescape(raw)) } else { Self::plain(raw) }
    }

    fn plain(name: &[u8]) -> Self {
        // Readers that hold names as C strings let them end at a zero byte.
        let end = name.iter().position(|byte| *byte == 0).unwrap_or(name.len());
        let id = name
            .iter()
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
        Self { word: Word::of(name.get(..end).unwrap_or(name)), id }
    }
}

/// Undoes `#xx`. A number sign without two digits behind it means itself.
pub(super) fn unescape(raw: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let [byte, tail @ ..] = rest {
        let escaped = match rest {
            [b'#', high, low, tail @ ..] => {
                hexadecimal(*high).zip(hexadecimal(*low)).map(|(high, low)| (high << 4 | low, tail))
            }
            _ => None,
        };
        let (byte, tail) = escaped.unwrap_or((*byte, tail));
        name.push(byte);
        rest = tail;
    }
    name
}
