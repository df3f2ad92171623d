//! Finding equal values without storing them.

use ring::hmac;

/// HMAC-SHA-256 of a value under the index key. Safe to store: nobody can try values against it without the key.
#[derive(Clone, Copy)]
pub struct BlindIndex([u8; 32]);

impl BlindIndex {
    pub(crate) fn compute(key: &hmac::Key, purpose: &str, bytes: &[u8]) -> Self {
        let mut hmac = hmac::Context::with_key(key);
        hmac.update(purpose.as_bytes());
        hmac.update(&[0]); // ends the purpose, which holds no zero byte
        hmac.update(bytes);
        let mut index = [0; 32];
        for (to, from) in index.iter_mut().zip(hmac.sign().as_ref()) {
            *to = *from;
        }
        Self(index)
    }

    /// The bytes to store and to search by.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether `stored` is this index. The comparison takes the same time wherever the two differ.
    #[must_use]
    pub fn ct_eq(&self, stored: &[u8]) -> bool {
        let mut difference = u8::from(stored.len() != self.0.len());
        for (left, right) in self.0.iter().zip(stored) {
            difference |= left ^ right;
        }
        std::hint::black_box(difference) == 0
    }
}

impl std::fmt::Debug for BlindIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BlindIndex(…)")
    }
}
