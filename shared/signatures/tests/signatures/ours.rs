//! Files that we sign.

use jiff::Timestamp;
use signatures::{
    Appearance, Conclusion, Integrity, Issuer, LocalSigner, Picture, SignError, SignerError, Trust, examine,
    sign_incremental,
};

use crate::support::{SERIAL, code, file, finding, moment, pdfsig, report, signed, signer, stamped, trust};

const KINDS: [&str; 4] = ["plain.pdf", "plain-stream.pdf", "plain-linear.pdf", "p256.pdf"];

#[test]
fn another_reader_finds_our_signatures_valid_and_over_the_whole_file() {
    for kind in KINDS {
        for by in ["rsa", "ec"] {
            let told = pdfsig(&signed(&file(kind), by));
            let ours = told.rsplit("Signature #").next().unwrap();
            assert!(ours.contains("Signature is Valid."), "{kind}, {by}: {told}");
            assert!(ours.contains("Total document signed"), "{kind}, {by}: {told}");
            assert!(ours.contains("ETSI.CAdES.detached"), "{kind}, {by}: {told}");
            assert!(ours.contains("Dec 01 2026"), "{kind}, {by}: {told}");
        }
    }
}

#[test]
fn we_find_our_signatures_intact() {
    for kind in KINDS {
        for by in ["rsa", "ec"] {
            let file = signed(&file(kind), by);
            for finding in report(&file).signatures {
                assert_eq!((finding.integrity, finding.issuer), (Integrity::Intact, Issuer::Trusted), "{kind}, {by}");
            }
        }
    }
}

#[test]
fn no_byte_before_the_signature_changes() {
    for kind in KINDS {
        let before = file(kind);
        assert!(signed(&before, "ec").starts_with(&before), "{kind}");
    }
}

#[test]
fn a_signed_file_is_accepted_as_a_document_byte_for_byte() {
    for name in ["rsa.pdf", "two.pdf", "stream.pdf", "linear.pdf", "certified.pdf", "pypdf.pdf"] {
        let bytes = file(name);
        assert_eq!(documents::check(&bytes).unwrap().bytes, bytes, "{name}");
    }
    for kind in KINDS {
        let bytes = stamped(&file(kind), "rsa");
        assert_eq!(documents::check(&bytes).unwrap().bytes, bytes, "{kind}");
    }
}

#[test]
fn a_stamp_with_a_trusted_certificate_is_genuine_and_tells_its_number() {
    for kind in KINDS {
        let report = report(&stamped(&file(kind), "rsa"));
        assert_eq!(report.conclusion, Conclusion::Genuine, "{kind}");
        assert_eq!(report.serial.as_deref(), Some(SERIAL), "{kind}");
        assert_eq!(report.signatures.last().unwrap().signed_at, Some(moment()), "{kind}");
    }
}

#[test]
fn a_stamp_of_an_issuer_whom_nobody_trusts_is_only_like_one() {
    let file = stamped(&file("plain.pdf"), "rsa");
    let nobody = Trust::nobody().with_stamp_words(["e-meterai"]);
    let strangers = Trust::from_pem(&crate::support::file("ec.pem")).unwrap();
    assert_eq!(examine(&file, &nobody).unwrap().conclusion, Conclusion::StampLike);
    let of_strangers = examine(&file, &strangers).unwrap();
    assert_eq!(of_strangers.conclusion, Conclusion::StampLike, "the number in its picture is a mark");
}

#[test]
fn a_stamp_over_a_signature_leaves_it_valid_and_may_be_followed_by_one() {
    let file = signed(&stamped(&signed(&file("plain.pdf"), "ec"), "rsa"), "ec");
    let report = report(&file);
    assert_eq!(report.signatures.len(), 3);
    assert!(report.signatures.iter().all(|finding| finding.integrity == Integrity::Intact));
    assert_eq!(report.conclusion, Conclusion::Genuine);
    assert_eq!(pdfsig(&file).matches("Signature is Valid.").count(), 3);
}

#[test]
fn a_certificate_that_was_not_valid_is_told() {
    let early: Timestamp = "2020-01-01T00:00:00Z".parse().unwrap();
    let appearance = Appearance { at: early, ..Appearance::default() };
    let file = sign_incremental(&file("plain.pdf"), &appearance, &signer("ec")).unwrap();
    assert_eq!(finding(&file).issuer, Issuer::OutOfTime);
    assert_eq!(finding(&file).integrity, Integrity::Intact);
}

#[test]
fn rsa_signs_the_same_file_alike() {
    let plain = file("plain.pdf");
    assert_eq!(stamped(&plain, "rsa"), stamped(&plain, "rsa"));
}

#[test]
fn a_picture_or_page_that_is_none_is_refused() {
    let (side, pixels) = code(SERIAL);
    let picture = Picture { page: 0, place: [0.0, 0.0, 100.0, 100.0], width: side, height: side, pixels: &pixels };
    let sign = |picture| {
        let appearance = Appearance { picture: Some(picture), ..Appearance::default() };
        sign_incremental(&file("plain.pdf"), &appearance, &signer("ec")).map(drop)
    };
    assert_eq!(sign(picture.clone()), Ok(()));
    assert_eq!(sign(Picture { page: 1, ..picture.clone() }), Err(SignError::Page));
    assert_eq!(sign(Picture { width: side + 1, ..picture.clone() }), Err(SignError::Picture));
    assert_eq!(sign(Picture { place: [9.0, 0.0, 9.0, 1.0], ..picture.clone() }), Err(SignError::Picture));
    assert_eq!(sign(Picture { place: [f32::NAN, 0.0, 9.0, 1.0], ..picture }), Err(SignError::Picture));
}

#[test]
fn a_signer_needs_a_key_that_fits_its_certificate() {
    let made = |key: &[u8], certificates: &[u8]| LocalSigner::from_pem(key, certificates).map(drop);
    assert_eq!(made(&file("ec.key"), &file("rsa.pem")), Err(SignerError::Mismatch));
    assert_eq!(made(b"none", &file("rsa.pem")), Err(SignerError::Key));
    assert_eq!(made(&file("root.pem"), &file("rsa.pem")), Err(SignerError::Key));
    assert_eq!(made(&file("ec.key"), b"none"), Err(SignerError::Certificates));
    assert!(Trust::from_pem(b"none").is_err());
    assert!(examine(&signed(&file("plain.pdf"), "ec"), &trust()).is_ok());
}
