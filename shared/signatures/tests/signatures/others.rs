//! Files that other programs signed.

use signatures::{Conclusion, Integrity, Issuer, Trust, examine};

use crate::support::{file, finding, pdfsig, report, trust};

const SIGNED: [&str; 8] =
    ["rsa.pdf", "adobe.pdf", "pss.pdf", "p256.pdf", "p384.pdf", "stream.pdf", "linear.pdf", "certified.pdf"];

#[test]
fn every_kind_of_signature_by_another_program_holds() {
    for name in SIGNED {
        let bytes = file(name);
        let finding = finding(&bytes);
        assert_eq!(finding.integrity, Integrity::Intact, "{name}");
        assert_eq!(finding.issuer, Issuer::Trusted, "{name}");
        assert!(finding.covers_all, "{name}");
        assert_eq!(report(&bytes).conclusion, Conclusion::SignatureOnly, "{name}: no page shows it");
        assert!(pdfsig(&bytes).contains("Signature is Valid"), "{name}");
    }
}

#[test]
fn names_and_the_time_are_those_of_the_certificate_and_the_signature() {
    let finding = finding(&file("rsa.pdf"));
    assert_eq!(finding.signer_name.as_deref(), Some("Uji e-Meterai"));
    assert_eq!(finding.issuer_name.as_deref(), Some("Uji Sub e-Meterai"));
    let day = finding.signed_at.unwrap().to_zoned(jiff::tz::TimeZone::UTC).date();
    assert_eq!(day.to_string(), "2026-11-30");
}

#[test]
fn a_signature_of_a_program_that_we_do_not_know_holds_without_a_root_of_its_own() {
    let finding = finding(&file("pypdf.pdf"));
    assert_eq!(finding.integrity, Integrity::Intact);
    assert_eq!(finding.issuer, Issuer::Unknown);
    assert!(finding.covers_all);
}

#[test]
fn a_salt_of_another_length_than_the_digest_is_not_verified() {
    assert_eq!(finding(&file("pss-long.pdf")).integrity, Integrity::Unverifiable);
    assert_eq!(report(&file("pss-long.pdf")).conclusion, Conclusion::Unverifiable);
}

#[test]
fn two_signatures_are_both_told() {
    let report = report(&file("two.pdf"));
    let [first, second] = report.signatures.as_slice() else { panic!("two signatures") };
    assert_eq!((first.integrity, first.covers_all), (Integrity::Intact, false));
    assert_eq!((second.integrity, second.covers_all), (Integrity::Intact, true));
    assert!(first.covers < second.covers);
    assert!(second.marks.square && !first.marks.square);
}

#[test]
fn evidence_may_follow_a_signature() {
    let finding = finding(&file("evidence.pdf"));
    assert_eq!((finding.integrity, finding.covers_all), (Integrity::Intact, false));
}

#[test]
fn a_file_without_a_signature_has_none() {
    for name in ["plain.pdf", "plain-stream.pdf", "plain-linear.pdf"] {
        let report = report(&file(name));
        assert_eq!((report.signatures.len(), report.conclusion), (0, Conclusion::None), "{name}");
    }
}

#[test]
fn without_roots_nobody_checks_the_issuer() {
    let report = examine(&file("rsa.pdf"), &Trust::nobody()).unwrap();
    assert_eq!(report.signatures[0].issuer, Issuer::Unchecked);
    assert_eq!(report.signatures[0].integrity, Integrity::Intact);
}

#[test]
fn neither_names_nor_contents_are_printed() {
    let told = format!("{:?}", examine(&file("rsa.pdf"), &trust()).unwrap());
    assert!(!told.contains("Uji"), "{told}");
}
