//! A signature as its message says it: one signer, his certificate, and what he signed.

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{Any, ObjectIdentifier as Oid, OctetString};
use der::{Decode as _, Encode as _, Sequence};
use jiff::Timestamp;
use ring::digest;
use x509_cert::Certificate;
use x509_cert::ext::pkix::SubjectKeyIdentifier;
use x509_cert::spki::AlgorithmIdentifierOwned as Identifier;
use x509_cert::time::Time;

use super::{algorithm, ber};
use crate::report::Integrity;

const SIGNED_DATA: Oid = Oid::new_unwrap("1.2.840.113549.1.7.2");
const DATA: Oid = Oid::new_unwrap("1.2.840.113549.1.7.1");
const CONTENT_TYPE: Oid = Oid::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: Oid = Oid::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_TIME: Oid = Oid::new_unwrap("1.2.840.113549.1.9.5");
const SIGNING_CERTIFICATE_V2: Oid = Oid::new_unwrap("1.2.840.113549.1.9.16.2.47");

/// Most certificates of a message.
const MAX_CERTIFICATES: usize = 30;

/// A message with one signer whose certificate is in it.
pub(crate) struct Signed {
    info: SignerInfo,
    pub(crate) signer: Certificate,
    /// All certificates of the message.
    pub(crate) certificates: Vec<Certificate>,
}

/// Which certificates a signer meant (RFC 5035).
#[derive(Sequence)]
struct SigningCertificateV2 {
    certificates: Vec<CertificateId>,
    #[asn1(optional = "true")]
    policies: Option<Any>,
}

#[derive(Sequence)]
struct CertificateId {
    #[asn1(optional = "true")]
    hash: Option<Identifier>,
    digest: OctetString,
    #[asn1(optional = "true")]
    issuer: Option<Any>,
}

impl Signed {
    /// Reads a detached message. None when it cannot be read, or has not exactly one signer with a certificate.
    pub(crate) fn read(contents: &[u8]) -> Option<Self> {
        let message = ContentInfo::from_der(&ber::first_element(contents)?).ok()?;
        if message.content_type != SIGNED_DATA {
            return None;
        }
        let data: SignedData = message.content.decode_as().ok()?;
        if data.encap_content_info.econtent_type != DATA || data.encap_content_info.econtent.is_some() {
            return None;
        }
        let choices = data.certificates?.0;
        if choices.len() > MAX_CERTIFICATES || data.signer_infos.0.len() != 1 {
            return None;
        }
        let certificates: Vec<Certificate> = choices
            .iter()
            .filter_map(|choice| match choice {
                CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
                CertificateChoices::Other(_) => None,
            })
            .collect();
        let info = data.signer_infos.0.get(0)?.clone();
        let signer = certificates.iter().find(|certificate| is_meant(&info.sid, certificate))?.clone();
        Some(Self { info, signer, certificates })
    }

    /// Whether the signer signed these bytes, which are the parts of a file.
    pub(crate) fn verify(&self, parts: [&[u8]; 2]) -> Integrity {
        let Some(digest) = algorithm::digest(&self.info.digest_alg) else { return Integrity::Unverifiable };
        let message = if let Some(attributes) = &self.info.signed_attrs {
            let mut context = digest::Context::new(digest);
            for part in parts {
                context.update(part);
            }
            let said: Option<OctetString> = self.attribute(MESSAGE_DIGEST).and_then(|value| value.decode_as().ok());
            let kind: Option<Oid> = self.attribute(CONTENT_TYPE).and_then(|value| value.decode_as().ok());
            let (Some(said), Some(DATA)) = (said, kind) else { return Integrity::Unverifiable };
            if said.as_bytes() != context.finish().as_ref() {
                return Integrity::Changed;
            }
            match attributes.to_der() {
                Ok(message) => message,
                Err(_) => return Integrity::Unverifiable,
            }
        } else {
            parts.concat()
        };
        let key = &self.signer.tbs_certificate.subject_public_key_info;
        let info = &self.info;
        let made = algorithm::made(
            key,
            &info.signature_algorithm,
            Some(&info.digest_alg),
            &message,
            info.signature.as_bytes(),
        );
        match made {
            // Without attributes, changed bytes and another's key look the same.
            Some(false) if self.info.signed_attrs.is_none() => Integrity::Changed,
            Some(true) if self.means_another_certificate() => Integrity::Forged,
            Some(true) => Integrity::Intact,
            Some(false) => Integrity::Forged,
            None => Integrity::Unverifiable,
        }
    }

    /// When it was signed, when the message says it.
    pub(crate) fn signed_at(&self) -> Option<Timestamp> {
        let time = Time::from_der(&self.attribute(SIGNING_TIME)?.to_der().ok()?).ok()?;
        Timestamp::from_second(i64::try_from(time.to_unix_duration().as_secs()).ok()?).ok()
    }

    /// Whether the attribute that names the signer's certificate names another one, or cannot be read.
    fn means_another_certificate(&self) -> bool {
        let Some(value) = self.attribute(SIGNING_CERTIFICATE_V2) else { return false };
        let meant = value.decode_as::<SigningCertificateV2>().ok().and_then(|meant| {
            let first = meant.certificates.into_iter().next()?;
            let algorithm = first.hash.as_ref().map_or(Some(&digest::SHA256), algorithm::digest)?;
            let certificate = self.signer.to_der().ok()?;
            Some(digest::digest(algorithm, &certificate).as_ref() == first.digest.as_bytes())
        });
        meant != Some(true)
    }

    /// The value of a signed attribute that is there once, with one value.
    fn attribute(&self, kind: Oid) -> Option<&Any> {
        let mut attributes = self.info.signed_attrs.iter().flat_map(|set| set.iter()).filter(|one| one.oid == kind);
        let (one, more) = (attributes.next()?, attributes.next());
        (more.is_none() && one.values.len() == 1).then(|| one.values.get(0)).flatten()
    }
}

fn is_meant(id: &SignerIdentifier, certificate: &Certificate) -> bool {
    let certificate = &certificate.tbs_certificate;
    match id {
        SignerIdentifier::IssuerAndSerialNumber(id) => {
            id.issuer == certificate.issuer && id.serial_number == certificate.serial_number
        }
        SignerIdentifier::SubjectKeyIdentifier(id) => {
            certificate.get::<SubjectKeyIdentifier>().is_ok_and(|known| known.is_some_and(|(_, known)| known == *id))
        }
    }
}
