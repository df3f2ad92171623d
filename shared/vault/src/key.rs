//! One 256-bit key, and the only two things that it does: seal and open.
//!
//! Each use expands the key schedule anew (some hundred nanoseconds). So the key itself lives in one place, and
//! dropping it overwrites that place.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};
use ring::rand::{SecureRandom as _, SystemRandom};
use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::VaultError;

/// Length of every key: 256 bits.
pub(crate) const KEY_LENGTH: usize = 32;

/// Bytes that sealing adds: the nonce before the encrypted bytes and the tag behind them.
pub(crate) const OVERHEAD: usize = NONCE_LEN + 16;

/// Makes a fresh random key as base64 text. It fits `VAULT_INDEX_KEY`; with an id and a colon before it, it fits
/// `VAULT_KEYS`.
///
/// # Errors
/// [`VaultError::Randomness`] when the operating system gives none.
pub fn random_key() -> Result<SecretString, VaultError> {
    Ok(SecretString::from(BASE64_STANDARD.encode(Key::random()?.bytes())))
}

/// Reads a key written as base64 of 32 bytes. The error names the fault and never quotes the text.
pub(crate) fn decode_key(text: &str) -> Result<Key, String> {
    let mut bytes = Zeroizing::new([0; KEY_LENGTH + 2]); // one group more, so that a longer key is seen as such
    let fault = || format!("the key is not base64 of {KEY_LENGTH} bytes");
    let length = BASE64_STANDARD.decode_slice(text.trim(), bytes.as_mut_slice()).map_err(|_shape| fault())?;
    let bytes = bytes.get(..length).unwrap_or_default();
    Key::from_slice(bytes).map_err(|_length| fault())
}

/// A 256-bit AES-GCM key. The box makes sure that moving the key leaves no copy behind.
pub(crate) struct Key(Box<Zeroizing<[u8; KEY_LENGTH]>>);

impl Key {
    pub(crate) fn random() -> Result<Self, VaultError> {
        let mut bytes = Box::new(Zeroizing::new([0; KEY_LENGTH]));
        fill(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Result<Self, VaultError> {
        let mut key = Box::new(Zeroizing::new([0; KEY_LENGTH]));
        if bytes.len() != KEY_LENGTH {
            return Err(VaultError::Malformed);
        }
        key.copy_from_slice(bytes);
        Ok(Self(key))
    }

    /// Derives a key from this one, `salt` and `purpose` (HKDF-SHA-256, RFC 5869). The derived key says nothing about
    /// this key or about its siblings.
    pub(crate) fn derive(&self, salt: &[u8], purpose: &str) -> Result<Self, VaultError> {
        let mut bytes = Box::new(Zeroizing::new([0; KEY_LENGTH]));
        Salt::new(HKDF_SHA256, salt)
            .extract(self.bytes())
            .expand(&[purpose.as_bytes()], HKDF_SHA256)
            .and_then(|derived| derived.fill(bytes.as_mut_slice()))
            .map_err(|ring::error::Unspecified| VaultError::TooLarge)?;
        Ok(Self(bytes))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// Appends a random nonce, the encrypted `plain` and the tag to `out`.
    pub(crate) fn seal_onto(&self, out: &mut Vec<u8>, associated: &[u8], plain: &[u8]) -> Result<(), VaultError> {
        let mut nonce = [0; NONCE_LEN];
        fill(&mut nonce)?;
        out.reserve_exact(plain.len() + OVERHEAD);
        out.extend_from_slice(&nonce);
        let start = out.len();
        out.extend_from_slice(plain);
        let body = out.get_mut(start..).unwrap_or_default();
        let tag = self
            .cipher()?
            .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(associated), body)
            .map_err(|ring::error::Unspecified| VaultError::TooLarge)?;
        out.extend_from_slice(tag.as_ref());
        Ok(())
    }

    /// Opens `sealed` (nonce, encrypted bytes, tag) with the same associated bytes.
    pub(crate) fn open(&self, associated: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (nonce, body) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(VaultError::Malformed)?;
        let mut body = Zeroizing::new(body.to_vec());
        let length = self
            .cipher()?
            .open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(associated), &mut body)
            .map_err(|ring::error::Unspecified| VaultError::Refused)?
            .len();
        body.truncate(length);
        Ok(body)
    }

    fn cipher(&self) -> Result<LessSafeKey, VaultError> {
        UnboundKey::new(&AES_256_GCM, self.bytes())
            .map(LessSafeKey::new)
            .map_err(|ring::error::Unspecified| VaultError::Malformed)
    }
}

pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), VaultError> {
    SystemRandom::new().fill(bytes).map_err(|ring::error::Unspecified| VaultError::Randomness)
}
