//! Time-based one-time passwords (RFC 6238) as every authenticator app makes them: HMAC-SHA-1, steps of 30 seconds, six digits.

use jiff::Timestamp;
use ring::hmac;
use zeroize::Zeroizing;

use crate::Failure;
use crate::secret::random;

/// Seconds of a step.
pub(crate) const STEP_SECONDS: i64 = 30;

/// Digits of a code.
const DIGITS: usize = 6;

/// 10 to the number of digits.
const MODULUS: u32 = 1_000_000;

/// Bytes of a secret: as many as the hash has (RFC 4226, 4).
const SECRET_BYTES: usize = 20;

/// Steps by which the clock of a phone may differ (RFC 6238, 5.2).
const TOLERATED: i64 = 1;

/// Steps by which a code is still recognised as one of a clock that is wrong.
const RECOGNISED: i64 = 10;

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What an authenticator app and this service share. Does not print.
pub(crate) struct TotpSecret(Zeroizing<Vec<u8>>);

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checked {
    /// It is the code of this step.
    Step(i64),
    /// It is a code of a clock that differs by this many seconds; negative: the phone is behind.
    Drift(i64),
    /// It is none.
    Wrong,
}

impl TotpSecret {
    /// A new one.
    ///
    /// # Errors
    /// [`Failure::Randomness`].
    pub(crate) fn new() -> Result<Self, Failure> {
        Ok(Self(Zeroizing::new(random::<SECRET_BYTES>()?.to_vec())))
    }

    /// One that was stored.
    pub(crate) fn restored(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, to be sealed.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The secret as apps let people type it (RFC 4648 base32 without padding).
    pub(crate) fn base32(&self) -> String {
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

    /// Looks a code up around `now`, the nearest step first.
    pub(crate) fn check(&self, code: &str, now: Timestamp) -> Checked {
        let Some(code) = read(code) else { return Checked::Wrong };
        let current = now.as_second().div_euclid(STEP_SECONDS);
        let by_distance = (0..=RECOGNISED).flat_map(|distance| [-distance, distance]);
        match by_distance.into_iter().find(|offset| self.code(current + offset) == code) {
            Some(offset) if offset.abs() <= TOLERATED => Checked::Step(current + offset),
            Some(offset) => Checked::Drift(offset * STEP_SECONDS),
            None => Checked::Wrong,
        }
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
pub(crate) fn looks_like_a_code(text: &str) -> bool {
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
    fn a_step_of_difference_is_tolerated_and_more_is_told_as_drift() {
        let now = at(1_111_111_111);
        let step = 1_111_111_111 / STEP_SECONDS;
        let code = |offset: i64| format!("{:06}", rfc().code(step + offset));
        assert_eq!(rfc().check("050471", now), Checked::Step(step));
        assert_eq!(rfc().check("050 471", now), Checked::Step(step));
        assert_eq!(rfc().check(&code(-1), now), Checked::Step(step - 1));
        assert_eq!(rfc().check(&code(1), now), Checked::Step(step + 1));
        assert_eq!(rfc().check(&code(-4), now), Checked::Drift(-120));
        assert_eq!(rfc().check(&code(10), now), Checked::Drift(300));
        assert_eq!(rfc().check(&code(11), now), Checked::Wrong);
        for wrong in ["", "05047", "0504711", "05047a", "+50471"] {
            assert_eq!(rfc().check(wrong, now), Checked::Wrong, "{wrong}");
        }
    }

    #[test]
    fn the_secret_is_written_as_apps_read_it() {
        // RFC 4648, 10.
        for (plain, text) in
            [("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(TotpSecret::restored(plain.as_bytes().to_vec()).base32(), text);
        }
        assert_eq!(TotpSecret::new().unwrap().base32().len(), 32);
    }
}
