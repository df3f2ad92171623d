//! Time-based one-time passwords (RFC 6238) as every authenticator app makes them: HMAC-SHA-1, steps of 30 seconds, six
//! digits.

use jiff::Timestamp;
use ring::hmac;
use vault::random_bytes;
use zeroize::Zeroizing;

use crate::Failure;

/// Seconds of a step.
pub const STEP_SECONDS: i64 = 30;

/// Digits of a code.
const DIGITS: usize = 6;

/// 10 to the number of digits.
const MODULUS: u32 = 1_000_000;

/// Bytes of a secret: as many as the hash has (RFC 4226, 4).
const SECRET_BYTES: usize = 20;

/// Steps by which a code is still recognised as one of a clock that is wrong.
const RECOGNISED: i64 = 10;

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What an authenticator app and this service share. Does not print.
pub struct TotpSecret(Zeroizing<Vec<u8>>);

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It is the code of this step, which counts now.
    Step(i64),
    /// It is the code of a step that does not count now. Nobody is told so: it may be a guess.
    Drift(Drift),
    /// It is none.
    Wrong,
}

/// A code of a clock that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The step of the phone's clock.
    pub step: i64,
    /// By how many steps it is off; negative: the phone is behind.
    pub by: i16,
}

impl Drift {
    /// Whether this code, together with the one `before`, shows how a phone's clock goes: a later step of the same
    /// clock (RFC 4226, 7.4). Whoever guesses has to guess both.
    #[must_use]
    pub const fn follows(self, before: Self) -> bool {
        self.step > before.step && (self.by - before.by).abs() <= 1
    }
}

impl TotpSecret {
    /// A new one.
    ///
    /// # Errors
    /// [`Failure::Vault`].
    pub fn new() -> Result<Self, Failure> {
        Ok(Self(Zeroizing::new(random_bytes::<SECRET_BYTES>()?.to_vec())))
    }

    /// One that was stored.
    #[must_use]
    pub fn restored(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, to be sealed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The secret as apps let people type it (RFC 4648 base32 without padding).
    #[must_use]
    pub fn base32(&self) -> String {
        let mut text = String::new();
        let (mut buffer, mut bits) = (0_u32, 0_u32);
        for byte in self.0.iter() {
            buffer = (buffer << 8) | u32::from(*byte);
            bits += 8;
            while bits >= 5 {
                bits -= 5;
                text.push(letter(buffer >> bits));
            }
            buffer &= (1 << bits) - 1;
        }
        if bits > 0 {
            text.push(letter(buffer << (5 - bits)));
        }
        text
    }

    /// Looks a code up. What counts is the code of this very step, and of the step that a phone shows whose clock
    /// differs by `skew` steps, as measured before.
    #[must_use]
    pub fn check(&self, code: &str, now: Timestamp, skew: i16) -> Checked {
        match self.measure(code, now) {
            Some(Drift { step, by }) if by == 0 || by == skew => Checked::Step(step),
            Some(drift) => Checked::Drift(drift),
            None => Checked::Wrong,
        }
    }

    /// The step that a code belongs to, the nearest first, and by how much it differs from `now`.
    #[must_use]
    pub fn measure(&self, code: &str, now: Timestamp) -> Option<Drift> {
        let code = read(code)?;
        let current = now.as_second().div_euclid(STEP_SECONDS);
        let by_distance = (0..=RECOGNISED).flat_map(|distance| [-distance, distance]);
        let found = by_distance.into_iter().find(|offset| self.code(current + offset) == code)?;
        Some(Drift { step: current + found, by: i16::try_from(found).unwrap_or_default() })
    }

    /// The code of a step (RFC 4226, 5.3).
    fn code(&self, step: i64) -> u32 {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let bytes = tag.as_ref();
        let offset = usize::from(bytes.last().copied().unwrap_or_default() & 0x0f);
        let word = bytes.get(offset..).and_then(<[u8]>::first_chunk).map_or(0, |word| u32::from_be_bytes(*word));
        (word & 0x7fff_ffff) % MODULUS
    }
}

/// Whether a text looks like a code of an app rather than a recovery code.
#[must_use]
pub fn looks_like_a_code(text: &str) -> bool {
    read(text).is_some()
}

/// Six digits; apps show them with a space in the middle, and people type them as they like.
fn read(code: &str) -> Option<u32> {
    let digits = domain::typed::digits(code).ok().filter(|digits| digits.len() == DIGITS)?;
    digits.parse().ok()
}

fn letter(five_bits: u32) -> char {
    let index = usize::try_from(five_bits & 31).unwrap_or_default();
    BASE32.get(index).map_or('A', |byte| char::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rfc() -> TotpSecret {
        TotpSecret::restored(b"12345678901234567890".to_vec())
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_vectors_of_rfc_6238_hold() {
        // Appendix B, SHA-1: the last six of the eight digits given there.
        for (second, code) in [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000, 353_130),
        ] {
            assert_eq!(rfc().code(second / STEP_SECONDS), code, "{second}");
        }
    }

    #[test]
    fn the_vectors_of_rfc_4226_hold() {
        let codes = [755_224, 287_082, 359_152, 969_429, 338_314, 254_676, 287_922, 162_583, 399_871, 520_489];
        for (step, code) in (0_i64..).zip(codes) {
            assert_eq!(rfc().code(step), code, "{step}");
        }
    }

    #[test]
    fn only_the_code_of_this_step_counts_and_that_of_the_measured_difference() {
        let now = at(1_111_111_111);
        let step = 1_111_111_111 / STEP_SECONDS;
        let code = |offset: i64| format!("{:06}", rfc().code(step + offset));
        assert_eq!(rfc().check("050471", now, 0), Checked::Step(step));
        assert_eq!(rfc().check("050 471", now, -4), Checked::Step(step));
        for by in [-10, -4, -1, 1, 10] {
            assert_eq!(rfc().check(&code(by.into()), now, 0), Checked::Drift(Drift { step: step + i64::from(by), by }));
            assert_eq!(rfc().check(&code(by.into()), now, by), Checked::Step(step + i64::from(by)));
        }
        assert_eq!(rfc().check(&code(11), now, 0), Checked::Wrong);
        for wrong in ["", "05047", "0504711", "05047a", "+50471"] {
            assert_eq!(rfc().check(wrong, now, 0), Checked::Wrong, "{wrong}");
        }
    }

    #[test]
    fn two_codes_of_one_clock_show_how_it_goes() {
        let drift = |step, by| Drift { step, by };
        assert!(drift(101, -4).follows(drift(100, -4)) && drift(102, -5).follows(drift(100, -4)));
        assert!(!drift(100, -4).follows(drift(100, -4)), "the same code again");
        assert!(!drift(101, 4).follows(drift(100, -4)));
    }

    #[test]
    fn the_secret_is_written_as_apps_read_it() {
        // RFC 4648, 10.
        for (plain, text) in [
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(TotpSecret::restored(plain.as_bytes().to_vec()).base32(), text);
        }
        assert_eq!(TotpSecret::new().unwrap().base32().len(), 32);
    }
}
