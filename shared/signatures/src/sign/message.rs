//! The message of a signature (RFC 5652), with the attributes that `PAdES` wants: what was signed, its digest, and
//! which certificate the signer means (RFC 5035). The time stands in the PDF, not here (ETSI EN 319 142-1, 6.3).

use der::asn1::ObjectIdentifier as Oid;
use der::{Decode as _, Encode as _};
use ring::digest;
use x509_cert::Certificate;

use super::error::SignerError;
use super::signer::{Signer, SigningAlgorithm};
use crate::asn1::{element, sequence, set, set_as};

const SIGNED_DATA: Oid = Oid::new_unwrap("1.2.840.113549.1.7.2");
const DATA: Oid = Oid::new_unwrap("1.2.840.113549.1.7.1");
const CONTENT_TYPE: Oid = Oid::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: Oid = Oid::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE_V2: Oid = Oid::new_unwrap("1.2.840.113549.1.9.16.2.47");
const SHA256: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA512: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.2.3");
const RSA_SHA512: Oid = Oid::new_unwrap("1.2.840.113549.1.1.13");
const ECDSA_SHA256: Oid = Oid::new_unwrap("1.2.840.10045.4.3.2");

/// The version of a message and of a signer that names issuer and serial number.
const VERSION_1: [u8; 3] = [2, 1, 1];
const NULL: [u8; 2] = [5, 0];

/// A message without its signature.
pub(super) struct Message {
    attributes: Vec<Vec<u8>>,
    signer: Vec<u8>,
    digest: Vec<u8>,
    algorithm: Vec<u8>,
}

impl Message {
    pub(super) fn of(signer: &dyn Signer, file_digest: &[u8]) -> Result<Self, SignerError> {
        let own = signer.certificates().first().ok_or(SignerError::Certificates)?;
        let certificate = Certificate::from_der(own).map_err(|_unreadable| SignerError::Certificates)?.tbs_certificate;
        let encoded = |value: der::Result<Vec<u8>>| value.map_err(|_too_long| SignerError::Certificates);
        let (digest, algorithm) = match signer.algorithm() {
            SigningAlgorithm::RsaSha512 => (SHA512, sequence(&[&oid(RSA_SHA512), &NULL])),
            SigningAlgorithm::EcdsaP256Sha256 => (SHA256, sequence(&[&oid(ECDSA_SHA256)])),
        };
        let own_digest = element(4, digest::digest(&digest::SHA256, own).as_ref());
        let meant = sequence(&[&sequence(&[&sequence(&[&own_digest])])]);
        let attribute = |kind: Oid, value: &[u8]| sequence(&[&oid(kind), &set(&[value])]);
        Ok(Self {
            attributes: vec![
                attribute(CONTENT_TYPE, &oid(DATA)),
                attribute(MESSAGE_DIGEST, &element(4, file_digest)),
                attribute(SIGNING_CERTIFICATE_V2, &meant),
            ],
            signer: sequence(&[&encoded(certificate.issuer.to_der())?, &encoded(certificate.serial_number.to_der())?]),
            digest: sequence(&[&oid(digest)]),
            algorithm,
        })
    }

    /// The whole message, signed.
    pub(super) fn signed(self, signer: &dyn Signer) -> Result<Vec<u8>, SignerError> {
        let attributes: Vec<&[u8]> = self.attributes.iter().map(Vec::as_slice).collect();
        let signature = element(4, &signer.sign(&set(&attributes))?);
        let info = sequence(&[
            &VERSION_1,
            &self.signer,
            &self.digest,
            &set_as(0xa0, &attributes),
            &self.algorithm,
            &signature,
        ]);
        let certificates: Vec<&[u8]> = signer.certificates().iter().map(Vec::as_slice).collect();
        let data = sequence(&[
            &VERSION_1,
            &set(&[&self.digest]),
            &sequence(&[&oid(DATA)]),
            &set_as(0xa0, &certificates),
            &set(&[&info]),
        ]);
        Ok(sequence(&[&oid(SIGNED_DATA), &element(0xa0, &data)]))
    }
}

fn oid(oid: Oid) -> Vec<u8> {
    element(6, oid.as_bytes())
}
