//! Which algorithms count: SHA-2 with RSA of 2048 bits or more (PKCS#1 v1.5, PSS) or ECDSA on P-256 and P-384. SHA-1
//! does not count: two documents with one digest are a matter of money.

use der::asn1::{Any, ObjectIdentifier as Oid};
use der::{Decode as _, Encode as _, Sequence};
use ring::digest;
use ring::signature::{self, VerificationAlgorithm};
use x509_cert::spki::{AlgorithmIdentifierOwned as Identifier, SubjectPublicKeyInfoOwned as PublicKey};

const RSA: Oid = Oid::new_unwrap("1.2.840.113549.1.1.1");
const RSA_PSS: Oid = Oid::new_unwrap("1.2.840.113549.1.1.10");
const RSA_SHA256: Oid = Oid::new_unwrap("1.2.840.113549.1.1.11");
const RSA_SHA384: Oid = Oid::new_unwrap("1.2.840.113549.1.1.12");
const RSA_SHA512: Oid = Oid::new_unwrap("1.2.840.113549.1.1.13");
const EC: Oid = Oid::new_unwrap("1.2.840.10045.2.1");
const P256: Oid = Oid::new_unwrap("1.2.840.10045.3.1.7");
const P384: Oid = Oid::new_unwrap("1.3.132.0.34");
const ECDSA_SHA256: Oid = Oid::new_unwrap("1.2.840.10045.4.3.2");
const ECDSA_SHA384: Oid = Oid::new_unwrap("1.2.840.10045.4.3.3");
const SHA256: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA384: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA512: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.2.3");

/// A digest that counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Digest {
    Sha256,
    Sha384,
    Sha512,
}

impl Digest {
    fn of(oid: Oid) -> Option<Self> {
        [(SHA256, Self::Sha256), (SHA384, Self::Sha384), (SHA512, Self::Sha512)]
            .into_iter()
            .find_map(|(known, digest)| (known == oid).then_some(digest))
    }
}

/// The digest of an identifier.
pub(super) fn digest(identifier: &Identifier) -> Option<&'static digest::Algorithm> {
    Some(match Digest::of(identifier.oid)? {
        Digest::Sha256 => &digest::SHA256,
        Digest::Sha384 => &digest::SHA384,
        Digest::Sha512 => &digest::SHA512,
    })
}

/// The parameters of RSA-PSS (RFC 4055). Each is missing when it is the one with SHA-1.
#[derive(Sequence)]
struct Pss {
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    hash: Option<Identifier>,
    #[asn1(context_specific = "1", tag_mode = "EXPLICIT", optional = "true")]
    mask: Option<Identifier>,
    #[asn1(context_specific = "2", tag_mode = "EXPLICIT", optional = "true")]
    salt: Option<u8>,
    #[asn1(context_specific = "3", tag_mode = "EXPLICIT", optional = "true")]
    trailer: Option<u8>,
}

/// How to verify a signature of a key: none when the algorithm does not count or does not fit the key. `digest` is the
/// digest that the message names beside it, which plain `rsaEncryption` needs.
fn verification(
    key: &PublicKey,
    signature: &Identifier,
    digest: Option<&Identifier>,
) -> Option<&'static dyn VerificationAlgorithm> {
    let curve = || key.algorithm.parameters.as_ref().and_then(|curve| curve.decode_as::<Oid>().ok());
    let is_rsa = key.algorithm.oid == RSA || (key.algorithm.oid == RSA_PSS && signature.oid == RSA_PSS);
    let pkcs1 = |digest| -> &'static dyn VerificationAlgorithm {
        match digest {
            Digest::Sha256 => &signature::RSA_PKCS1_2048_8192_SHA256,
            Digest::Sha384 => &signature::RSA_PKCS1_2048_8192_SHA384,
            Digest::Sha512 => &signature::RSA_PKCS1_2048_8192_SHA512,
        }
    };
    match signature.oid {
        RSA if is_rsa => Digest::of(digest?.oid).map(pkcs1),
        RSA_SHA256 if is_rsa => Some(pkcs1(Digest::Sha256)),
        RSA_SHA384 if is_rsa => Some(pkcs1(Digest::Sha384)),
        RSA_SHA512 if is_rsa => Some(pkcs1(Digest::Sha512)),
        RSA_PSS if is_rsa => pss(signature.parameters.as_ref()?),
        ECDSA_SHA256 if key.algorithm.oid == EC => match curve()? {
            P256 => Some(&signature::ECDSA_P256_SHA256_ASN1),
            P384 => Some(&signature::ECDSA_P384_SHA256_ASN1),
            _ => None,
        },
        ECDSA_SHA384 if key.algorithm.oid == EC => match curve()? {
            P256 => Some(&signature::ECDSA_P256_SHA384_ASN1),
            P384 => Some(&signature::ECDSA_P384_SHA384_ASN1),
            _ => None,
        },
        _ => None,
    }
}

fn pss(parameters: &Any) -> Option<&'static dyn VerificationAlgorithm> {
    let parameters: Pss = parameters.decode_as().ok()?;
    let digest = Digest::of(parameters.hash?.oid)?;
    let mask = Identifier::from_der(&parameters.mask?.parameters?.to_der().ok()?).ok()?;
    if Digest::of(mask.oid)? != digest || parameters.trailer.is_some_and(|trailer| trailer != 1) {
        return None;
    }
    // The salt is as long as the digest, as in RFC 8446 and in ring.
    match (digest, parameters.salt?) {
        (Digest::Sha256, 32) => Some(&signature::RSA_PSS_2048_8192_SHA256),
        (Digest::Sha384, 48) => Some(&signature::RSA_PSS_2048_8192_SHA384),
        (Digest::Sha512, 64) => Some(&signature::RSA_PSS_2048_8192_SHA512),
        (Digest::Sha256 | Digest::Sha384 | Digest::Sha512, _) => None,
    }
}

/// Whether a key made a signature; none when the algorithm does not count.
pub(super) fn made(
    key: &PublicKey,
    algorithm: &Identifier,
    digest: Option<&Identifier>,
    message: &[u8],
    signature: &[u8],
) -> Option<bool> {
    let verification = verification(key, algorithm, digest)?;
    let key = signature::UnparsedPublicKey::new(verification, key.subject_public_key.as_bytes()?);
    Some(key.verify(message, signature).is_ok())
}
