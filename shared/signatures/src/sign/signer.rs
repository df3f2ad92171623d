//! Who signs.

use std::fmt;

use der::{Encode as _, pem};
use ring::digest;
use ring::rand::SystemRandom;
use ring::rsa;
use ring::signature::{self, ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use x509_cert::Certificate;
use zeroize::Zeroizing;

use super::error::SignerError;

/// How a signer signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SigningAlgorithm {
    /// RSA (PKCS#1 v1.5) with SHA-512, as e-meterai has it.
    RsaSha512,
    /// ECDSA on P-256 with SHA-256.
    EcdsaP256Sha256,
}

impl SigningAlgorithm {
    /// The digest of the file and of what is signed.
    pub(super) fn digest(self) -> &'static digest::Algorithm {
        match self {
            Self::RsaSha512 => &digest::SHA512,
            Self::EcdsaP256Sha256 => &digest::SHA256,
        }
    }
}

/// Something that holds a key and the certificates for it: a key of this process, or a service somewhere else.
pub trait Signer {
    /// The certificates in DER, the signer's first, then those that lead to a root.
    fn certificates(&self) -> &[Vec<u8>];

    /// How it signs.
    fn algorithm(&self) -> SigningAlgorithm;

    /// The signature of a message, which is not yet its digest: for ECDSA in DER.
    ///
    /// # Errors
    ///
    /// When the key cannot be used at the moment.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError>;
}

/// A key of this process.
pub struct LocalSigner {
    key: Key,
    certificates: Vec<Vec<u8>>,
}

enum Key {
    Rsa(Box<rsa::KeyPair>),
    P256(Box<EcdsaKeyPair>),
}

impl fmt::Debug for LocalSigner {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("LocalSigner").finish_non_exhaustive()
    }
}

impl LocalSigner {
    /// Takes a key (`PRIVATE KEY` or `RSA PRIVATE KEY`) and its certificates from PEM files.
    ///
    /// # Errors
    ///
    /// When one of them cannot be read, and when they do not belong together.
    pub fn from_pem(key: &[u8], certificates: &[u8]) -> Result<Self, SignerError> {
        let key = Key::read(key)?;
        let chain = Certificate::load_pem_chain(certificates).map_err(|_unreadable| SignerError::Certificates)?;
        let own = chain.first().ok_or(SignerError::Certificates)?;
        if own.tbs_certificate.subject_public_key_info.subject_public_key.as_bytes() != Some(key.public()) {
            return Err(SignerError::Mismatch);
        }
        let certificates = chain.iter().map(|one| one.to_der().map_err(|_too_long| SignerError::Certificates));
        Ok(Self { key, certificates: certificates.collect::<Result<_, _>>()? })
    }
}

impl Key {
    fn read(text: &[u8]) -> Result<Self, SignerError> {
        let (label, key) = pem::decode_vec(text.trim_ascii_start()).map_err(|_unreadable| SignerError::Key)?;
        let key = Zeroizing::new(key);
        let rsa = match label {
            "RSA PRIVATE KEY" => rsa::KeyPair::from_der(&key),
            _ => rsa::KeyPair::from_pkcs8(&key),
        };
        if let Ok(rsa) = rsa {
            return Ok(Self::Rsa(Box::new(rsa)));
        }
        let p256 = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &key, &SystemRandom::new());
        p256.map(|key| Self::P256(Box::new(key))).map_err(|_another_kind| SignerError::Key)
    }

    fn public(&self) -> &[u8] {
        match self {
            Self::Rsa(key) => key.public_key().as_ref(),
            Self::P256(key) => key.public_key().as_ref(),
        }
    }
}

impl Signer for LocalSigner {
    fn certificates(&self) -> &[Vec<u8>] {
        &self.certificates
    }

    fn algorithm(&self) -> SigningAlgorithm {
        match &self.key {
            Key::Rsa(_) => SigningAlgorithm::RsaSha512,
            Key::P256(_) => SigningAlgorithm::EcdsaP256Sha256,
        }
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError> {
        let random = SystemRandom::new();
        match &self.key {
            Key::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                let signed = key.sign(&signature::RSA_PKCS1_SHA512, &random, message, &mut signature);
                signed.map(|()| signature).map_err(|_unspecified| SignerError::Signing)
            }
            Key::P256(key) => {
                let signed = key.sign(&random, message).map_err(|_unspecified| SignerError::Signing)?;
                Ok(signed.as_ref().to_vec())
            }
        }
    }
}
