//! Files that cannot be read, or that somebody made to break the reader.

use proptest::prelude::*;
use signatures::{Appearance, Integrity, MAX_BYTES, Refusal, examine, sign_incremental};

use crate::support::{file, moment, signer, stamped, trust};

/// Changes of a signed file, each of which makes a different part of it malformed.
const FAULTS: [(&str, &str); 20] = [
    ("startxref", "startyref"),
    ("trailer", "trailor"),
    ("xref\n", "xxef\n"),
    ("/Root 1 0 R", "/Root 0 0 R"),
    ("/Root 1 0 R", "/Roof 1 0 R"),
    ("/Type/Catalog", "/Type(Catalog"),
    ("/Pages 2 0 R", "/Pages 1 0 R"),
    ("/Kids[3 0 R]", "/Kids[2 0 R]"),
    ("/Kids[3 0 R]", "/Kids[9 9 R]"),
    ("1 0 obj", "1 0 obk"),
    ("3 0 obj", "7 0 obj"),
    ("endstream", "endstraem"),
    ("0000000000 65535 f", "0000000000 65535 x"),
    ("/Prev", "/Prew"),
    ("/FT", "/FX"),
    ("/Fields", "/Fjelds"),
    ("/ByteRange [", "/ByteRange <"),
    ("/ByteRange [0", "/ByteRange [1"),
    ("/Contents <3", "/Contents <g"),
    ("/SubFilter", "/SubFjlter"),
];

#[test]
fn no_malformed_file_is_taken_for_a_signed_one() {
    let sound = stamped(&file("plain.pdf"), "rsa");
    for (text, by) in FAULTS {
        let last = sound.windows(text.len()).rposition(|window| window == text.as_bytes());
        let first = sound.windows(text.len()).position(|window| window == text.as_bytes());
        for at in [last, first] {
            let at = at.unwrap_or_else(|| panic!("{text} is in the file"));
            let mut bytes = sound.clone();
            bytes[at..at + by.len()].copy_from_slice(by.as_bytes());
            let holds = examine(&bytes, &trust())
                .is_ok_and(|report| report.signatures.iter().any(|finding| finding.integrity == Integrity::Intact));
            assert!(!holds, "{text} as {by} at {at}");
        }
    }
}

#[test]
fn a_reason_is_given_for_each_file_that_cannot_be_read() {
    let refused = |bytes: &[u8]| examine(bytes, &trust()).unwrap_err();
    assert_eq!(refused(b""), Refusal::NotPdf);
    assert_eq!(refused(b"PK\x03\x04"), Refusal::NotPdf);
    assert_eq!(refused(&vec![b' '; MAX_BYTES + 1]), Refusal::TooLarge);
    assert_eq!(refused(&file("encrypted.pdf")), Refusal::Encrypted);
    assert_eq!(refused(b"%PDF-1.7\n"), Refusal::Damaged);
    assert_eq!(refused(b"%PDF-1.7\nxref\n0 0\ntrailer<</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF"), Refusal::Damaged);
    let deep = [&b"%PDF-1.7\nxref\n0 0\ntrailer "[..], &b"[".repeat(100_000), b"startxref\n9\n%%EOF"].concat();
    assert_eq!(refused(&deep), Refusal::TooComplex);
    let many = b"%PDF-1.7\nxref\n0 4000000000\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF";
    assert_eq!(refused(many), Refusal::Damaged);
    let appearance = Appearance { at: moment(), ..Appearance::default() };
    let signed = sign_incremental(&file("encrypted.pdf"), &appearance, &signer("ec"));
    assert_eq!(signed.unwrap_err(), Refusal::Encrypted.into());
}

#[test]
fn a_file_that_ends_early_never_holds() {
    let sound = stamped(&file("plain.pdf"), "ec");
    let whole = file("plain.pdf").len();
    for length in (whole + 1..sound.len()).step_by(487) {
        let holds = examine(&sound[..length], &trust())
            .is_ok_and(|report| report.signatures.iter().any(|finding| finding.integrity == Integrity::Intact));
        assert!(!holds, "{length}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever changes within the signed bytes is found, and nothing breaks the reader.
    #[test]
    fn no_changed_byte_goes_unseen(at in any::<prop::sample::Index>(), change in 1_u8..) {
        let sound = file("p256.pdf");
        let message = sound.windows(10).rposition(|window| window == b"/Contents ").unwrap() + 10;
        let end = message + sound[message..].iter().position(|byte| *byte == b'>').unwrap();
        let at = at.index(sound.len());
        prop_assume!(!(message..=end).contains(&at));
        let mut bytes = sound;
        bytes[at] ^= change;
        let holds = examine(&bytes, &trust())
            .is_ok_and(|report| report.signatures.iter().any(|finding| finding.integrity == Integrity::Intact));
        prop_assert!(!holds);
    }

    /// A file cut into pieces and put together in another order breaks nothing.
    #[test]
    fn no_shuffled_file_breaks_the_reader(cuts in prop::collection::vec(any::<prop::sample::Index>(), 1..6)) {
        let sound = file("two.pdf");
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(sound.len())).collect();
        cuts.sort_unstable();
        let mut pieces = Vec::new();
        let mut from = 0;
        for cut in cuts {
            pieces.push(&sound[from..cut]);
            from = cut;
        }
        pieces.push(&sound[from..]);
        pieces.reverse();
        let _told = examine(&pieces.concat(), &trust());
    }
}
