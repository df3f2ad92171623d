//! An authenticator app. Its author followed RFC 6238 and not the service's code.

use jiff::Timestamp;
use ring::hmac;

/// A phone that knows the secret of one account.
#[derive(Debug)]
pub struct Phone(Vec<u8>);

impl Phone {
    /// Reads the secret as a person types it: base32 with blanks anywhere.
    ///
    /// # Panics
    /// When the text is not base32.
    #[must_use]
    pub fn new(secret: &str) -> Self {
        let digits = secret.chars().filter(|character| !character.is_whitespace());
        let bits: String = digits
            .map(|digit| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(digit).expect("a base32 digit"))
            .map(|value| format!("{value:05b}"))
            .collect();
        let byte = |bits: &[u8]| bits.iter().fold(0_u8, |byte, bit| byte << 1 | (bit & 1));
        Self(bits.as_bytes().chunks_exact(8).map(byte).collect())
    }

    /// The six digits that it shows at this moment.
    #[must_use]
    pub fn code(&self, at: Timestamp) -> String {
        let tag = hmac::sign(
            &hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0),
            &(at.as_second() / 30).to_be_bytes(),
        );
        let tag = tag.as_ref();
        let offset = usize::from(tag[19] & 15);
        let number =
            tag[offset..offset + 4].iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) & 0x7fff_ffff;
        format!("{:06}", number % 1_000_000)
    }
}
