//! An authority of certificates that lives as long as this process, and the stamper's certificate (RFC 5280).

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use signatures::LocalSigner;
use signatures::asn1::{bits, element, sequence, set};

/// ecdsa-with-SHA256.
const SIGNED_WITH: [u8; 8] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];
/// A public key on a curve, and the curve P-256.
const CURVE_KEY: [u8; 7] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
const P256: [u8; 8] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
/// A common name, and what limits a certificate.
const COMMON_NAME: [u8; 3] = [0x55, 4, 3];
const BASIC_CONSTRAINTS: [u8; 3] = [0x55, 0x1d, 19];
const KEY_USAGE: [u8; 3] = [0x55, 0x1d, 15];
/// Usages: signing certificates; signing and not denying it. The first byte tells how many bits are left out.
const ISSUES: [u8; 2] = [2, 0b0000_0100];
const SIGNS: [u8; 2] = [6, 0b1100_0000];

const TRUE: [u8; 3] = [1, 1, 0xff];
const VERSION_3: [u8; 5] = [0xa0, 3, 2, 1, 2];

/// Words in the names of both certificates. Trust is told which words a stamp's issuer has.
const AUTHORITY: &str = "CONTOH Otoritas, BUKAN METERAI";
const STAMPER: &str = "CONTOH e-Meterai, BUKAN METERAI";

/// How long certificates are valid, and how much earlier they begin than their process.
const VALID: SignedDuration = SignedDuration::from_hours(24 * 365);
const EARLIER: SignedDuration = SignedDuration::from_hours(24);

/// The authority with the stamper's key.
pub struct Authority {
    certificate: String,
    stamper: LocalSigner,
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Authority").finish_non_exhaustive()
    }
}

/// Whom a certificate is for.
struct Subject<'a> {
    number: u8,
    name: &'a str,
    key: &'a EcdsaKeyPair,
    extensions: Vec<Vec<u8>>,
}

impl Authority {
    /// Makes two keys and their certificates.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn new(now: Timestamp) -> anyhow::Result<Self> {
        let (own_document, own) = new_key()?;
        drop(own_document);
        let (stamper_document, stamper) = new_key()?;
        let issues =
            vec![extension(&BASIC_CONSTRAINTS, &sequence(&[&TRUE])), extension(&KEY_USAGE, &element(3, &ISSUES))];
        let authority = Subject { number: 1, name: AUTHORITY, key: &own, extensions: issues };
        let signs = vec![extension(&KEY_USAGE, &element(3, &SIGNS))];
        let stamping = Subject { number: 2, name: STAMPER, key: &stamper, extensions: signs };
        let certificate = pem("CERTIFICATE", &issue(&authority, &own, now)?);
        let stampers = pem("CERTIFICATE", &issue(&stamping, &own, now)?);
        let key = pem("PRIVATE KEY", &stamper_document);
        let stamper = LocalSigner::from_pem(key.as_bytes(), stampers.as_bytes()).context("the stamper's key")?;
        Ok(Self { certificate, stamper })
    }

    /// The certificate of the authority, as PEM: who trusts it takes the stamps for genuine.
    #[must_use]
    pub fn certificate(&self) -> &str {
        &self.certificate
    }

    pub(crate) fn stamper(&self) -> &LocalSigner {
        &self.stamper
    }
}

fn new_key() -> anyhow::Result<(Vec<u8>, EcdsaKeyPair)> {
    let random = SystemRandom::new();
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random)
        .map_err(|_no_randomness| anyhow::anyhow!("making a key"))?;
    let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random)
        .map_err(|_unreadable| anyhow::anyhow!("reading a key of our own"))?;
    Ok((document.as_ref().to_vec(), key))
}

/// The certificate, signed by the authority's key.
fn issue(subject: &Subject<'_>, by: &EcdsaKeyPair, now: Timestamp) -> anyhow::Result<Vec<u8>> {
    let algorithm = sequence(&[&oid(&SIGNED_WITH)]);
    let validity = sequence(&[&time(now, -EARLIER)?, &time(now, VALID)?]);
    let key = sequence(&[&sequence(&[&oid(&CURVE_KEY), &oid(&P256)]), &bits(subject.key.public_key().as_ref())]);
    let extensions: Vec<&[u8]> = subject.extensions.iter().map(Vec::as_slice).collect();
    let body = sequence(&[
        &VERSION_3,
        &element(2, &[subject.number]),
        &algorithm,
        &name(AUTHORITY),
        &validity,
        &name(subject.name),
        &key,
        &element(0xa3, &sequence(&extensions)),
    ]);
    let signature = by.sign(&SystemRandom::new(), &body).map_err(|_unspecified| anyhow::anyhow!("signing"))?;
    Ok(sequence(&[&body, &algorithm, &bits(signature.as_ref())]))
}

fn name(common: &str) -> Vec<u8> {
    sequence(&[&set(&[&sequence(&[&oid(&COMMON_NAME), &element(12, common.as_bytes())])])])
}

/// An extension that nobody may ignore.
fn extension(kind: &[u8], value: &[u8]) -> Vec<u8> {
    sequence(&[&oid(kind), &TRUE, &element(4, value)])
}

/// A time with two digits of the year, as certificates have it until 2049.
fn time(now: Timestamp, by: SignedDuration) -> anyhow::Result<Vec<u8>> {
    let at = now.checked_add(by).context("a time within the calendar")?;
    Ok(element(23, at.strftime("%y%m%d%H%M%SZ").to_string().as_bytes()))
}

/// The name of something, from its encoded numbers.
fn oid(encoded: &[u8]) -> Vec<u8> {
    element(6, encoded)
}

fn pem(label: &str, bytes: &[u8]) -> String {
    let text = STANDARD.encode(bytes);
    let mut out = format!("-----BEGIN {label}-----\n");
    for line in text.as_bytes().chunks(64) {
        out.push_str(&String::from_utf8_lossy(line));
        out.push('\n');
    }
    out + &format!("-----END {label}-----\n")
}
