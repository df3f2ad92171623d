//! What is bought, for which document, and where it is put.

use std::fmt;

use jiff::civil::Date;

/// Digits of a serial number (PMK 134/2021).
const DIGITS: usize = 22;

/// The serial number of one e-meterai: 22 digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Serial(String);

/// Not 22 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a serial number of an e-meterai has 22 digits")]
pub struct NotASerial;

impl Serial {
    /// Reads a serial number.
    ///
    /// # Errors
    /// When it has not 22 digits.
    pub fn parse(text: &str) -> Result<Self, NotASerial> {
        let is_one = text.len() == DIGITS && text.bytes().all(|digit| digit.is_ascii_digit());
        if is_one { Ok(Self(text.to_owned())) } else { Err(NotASerial) }
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number of a document at the distributor, which we choose: the same for every try with the same file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reference(u128);

impl Reference {
    /// The document with this id.
    #[must_use]
    pub const fn new(id: u128) -> Self {
        Self(id)
    }
}

/// 32 hexadecimal digits.
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// A document that is to be stamped. Nothing in it says whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// Its number.
    pub reference: Reference,
    /// Its kind, in the distributor's words, such as `Surat Pernyataan`.
    pub kind: &'a str,
    /// The day that stands on it.
    pub day: Date,
    /// Where the stamp is put.
    pub place: Place,
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The page, from 1 on.
    pub page: u32,
    /// Left, bottom, right and top, in points from the lower left corner.
    pub corners: [f32; 4],
}

/// What the distributor knows of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The serial number that was bought for it.
    pub serial: Serial,
    /// Whether a file was stamped with it.
    pub is_used: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_number_has_22_digits() {
        assert_eq!(Serial::parse("0012345678901234567890").unwrap().as_str(), "0012345678901234567890");
        for text in ["", "001234567890123456789", "00123456789012345678901", "001234567890123456789a"] {
            assert_eq!(Serial::parse(text), Err(NotASerial), "{text}");
        }
    }

    #[test]
    fn a_reference_has_32_digits() {
        assert_eq!(Reference::new(0x1f).to_string(), "0000000000000000000000000000001f");
    }
}
