//! Reads the name that a client gives to one submission, by which the service knows a resend.

use std::fmt;

use uuid::Uuid;

/// Longest key in characters.
const LONGEST: usize = 255;

/// 1 to 255 visible ASCII characters. Clients choose it freely, so it is never logged.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct IdempotencyKey(String);

/// Another shape than a key has.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NotAKey;

impl IdempotencyKey {
    /// Reads the value of the `Idempotency-Key` header.
    pub(crate) fn parse(value: &[u8]) -> Result<Self, NotAKey> {
        match str::from_utf8(value) {
            Ok(key) if (1..=LONGEST).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()) => {
                Ok(Self(key.to_owned()))
            }
            Ok(_) | Err(_) => Err(NotAKey),
        }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// A key that we make ourselves.
impl From<Uuid> for IdempotencyKey {
    fn from(id: Uuid) -> Self {
        Self(id.to_string())
    }
}

impl fmt::Debug for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdempotencyKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_visible_ascii_of_at_most_255_characters() {
        assert!(IdempotencyKey::parse(b"7f3d-\"x\"!~").is_ok());
        assert!(IdempotencyKey::parse(&[b'k'; 255]).is_ok());
        for wrong in [&b""[..], b"two words", b"tab\t", "kunci\u{e9}".as_bytes(), &[0xFF], &[b'k'; 256]] {
            assert_eq!(IdempotencyKey::parse(wrong), Err(NotAKey));
        }
    }
}
