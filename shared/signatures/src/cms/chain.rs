//! From a signer's certificate to a root (RFC 5280, section 6, as far as people's signatures need it).
//!
//! The web's library for chains is made for the certificates of servers and refuses others, so this is our own. It
//! knows no constraints on names: a certificate with a critical extension that it does not know leads nowhere.

use std::cell::Cell;

use der::Encode as _;
use der::asn1::ObjectIdentifier as Oid;
use jiff::Timestamp;
use x509_cert::Certificate;
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage};

use super::algorithm::made;
use crate::report::Issuer;
use crate::trust::Trust;

/// Longest way to a root, in certificates.
const MAX_LENGTH: u8 = 8;

/// Most signatures that the search for one way verifies.
const MAX_VERIFIED: usize = 60;

/// Extensions that may be critical: those that this file judges, and those that limit what a certificate is for without
/// a meaning for a signature on paper (policies, alternative names, extended key usage of a signer).
const KNOWN: [Oid; 5] = [
    Oid::new_unwrap("2.5.29.15"),
    Oid::new_unwrap("2.5.29.17"),
    Oid::new_unwrap("2.5.29.19"),
    Oid::new_unwrap("2.5.29.32"),
    Oid::new_unwrap("2.5.29.37"),
];

/// Where a certificate leads, over the certificates that came with it. `at` is when it was used.
pub(crate) fn follow(signer: &Certificate, others: &[Certificate], trust: &Trust, at: Option<Timestamp>) -> Issuer {
    if trust.roots.is_empty() {
        return Issuer::Unchecked;
    }
    let search = |at| Search { others, trust, at, left: Cell::new(MAX_VERIFIED) };
    if !may_sign(signer) {
        Issuer::Unknown
    } else if at.is_some_and(|at| search(Some(at)).leads_to_root(signer, 0)) {
        Issuer::Trusted
    } else if search(None).leads_to_root(signer, 0) {
        Issuer::OutOfTime
    } else {
        Issuer::Unknown
    }
}

struct Search<'a> {
    others: &'a [Certificate],
    trust: &'a Trust,
    /// When every certificate must be valid; whenever, when it is missing.
    at: Option<Timestamp>,
    left: Cell<usize>,
}

impl Search<'_> {
    /// `below` is how many certificates of authorities stand between the signer's and this one.
    fn leads_to_root(&self, certificate: &Certificate, below: u8) -> bool {
        if below > MAX_LENGTH || !self.is_valid(certificate) || has_unknown_rules(certificate) {
            return false;
        }
        if self.trust.roots.contains(certificate) {
            return true;
        }
        let is_issuer = |issuer: &&Certificate| {
            issuer.tbs_certificate.subject == certificate.tbs_certificate.issuer
                && *issuer != certificate
                && may_issue(issuer, below)
                && self.issued(issuer, certificate)
        };
        let mut roots = self.trust.roots.iter().filter(is_issuer);
        roots.any(|root| self.is_valid(root) && !has_unknown_rules(root))
            || self.others.iter().filter(is_issuer).any(|issuer| self.leads_to_root(issuer, below + 1))
    }

    fn is_valid(&self, certificate: &Certificate) -> bool {
        let validity = &certificate.tbs_certificate.validity;
        let seconds = |time: &x509_cert::time::Time| time.to_unix_duration().as_secs();
        self.at.is_none_or(|at| {
            u64::try_from(at.as_second())
                .is_ok_and(|at| (seconds(&validity.not_before)..=seconds(&validity.not_after)).contains(&at))
        })
    }

    fn issued(&self, issuer: &Certificate, certificate: &Certificate) -> bool {
        let Some(left) = self.left.get().checked_sub(1) else { return false };
        self.left.set(left);
        let Ok(message) = certificate.tbs_certificate.to_der() else { return false };
        certificate.tbs_certificate.signature == certificate.signature_algorithm
            && certificate.signature.as_bytes().is_some_and(|signature| {
                let key = &issuer.tbs_certificate.subject_public_key_info;
                made(key, &certificate.signature_algorithm, None, &message, signature) == Some(true)
            })
    }
}

fn may_sign(certificate: &Certificate) -> bool {
    match certificate.tbs_certificate.get::<KeyUsage>() {
        Ok(usage) => usage.is_none_or(|(_, usage)| usage.digital_signature() || usage.non_repudiation()),
        Err(_) => false,
    }
}

fn may_issue(certificate: &Certificate, below: u8) -> bool {
    let Ok(Some((_, constraints))) = certificate.tbs_certificate.get::<BasicConstraints>() else { return false };
    let usage = certificate.tbs_certificate.get::<KeyUsage>();
    constraints.ca
        && constraints.path_len_constraint.is_none_or(|most| below <= most)
        && usage.is_ok_and(|usage| usage.is_none_or(|(_, usage)| usage.key_cert_sign()))
}

fn has_unknown_rules(certificate: &Certificate) -> bool {
    let mut extensions = certificate.tbs_certificate.extensions.iter().flatten();
    extensions.any(|extension| extension.critical && !KNOWN.contains(&extension.extn_id))
}
