//! No bytes make the check panic or take long.

use std::time::{Duration, Instant};

use documents::{Checked, MediaType, check};
use proptest::prelude::*;

use crate::jpeg_file::{exif, file, image};
use crate::pdf_file::Pdf;

/// Small files are judged much faster; this is for slow machines.
const LONGEST: Duration = Duration::from_secs(2);

fn judged_in_time(bytes: &[u8]) -> Result<(), TestCaseError> {
    let start = Instant::now();
    if let Ok(Checked { media_type, bytes: kept }) = check(bytes) {
        // The check accepts its own output again, and does not change a photograph twice.
        let again = check(&kept);
        prop_assert_eq!(again, Ok(Checked { media_type, bytes: kept.clone() }));
        prop_assert!(kept.len() <= bytes.len() + 36 || media_type == MediaType::Pdf);
    }
    prop_assert!(start.elapsed() < LONGEST);
    Ok(())
}

fn sound_pdf() -> Vec<u8> {
    Pdf::new()
        .catalog("/OpenAction [3 0 R /Fit] /Names << /Dests << >> >>")
        .page("/Contents 4 0 R /AA << /O << /S /GoTo >> >>")
        .stream("", b"BT (halo) Tj ET")
        .object_stream(&["<< /A (teks) /B <68656c6c6f> >>", "[1 2 0 R /Nama]"])
        .bytes()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_are_judged(start in prop::sample::select(vec![&b""[..], b"%PDF-1.4\n", b"\xff\xd8\xff"]), rest: Vec<u8>) {
        judged_in_time(&[start, &rest].concat())?;
    }

    #[test]
    fn damaged_photos_are_judged(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = file(&[&exif(6), &image(640, 480)]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        judged_in_time(&bytes)?;
    }

    #[test]
    fn damaged_documents_are_judged(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = sound_pdf();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        judged_in_time(&bytes)?;
        judged_in_time(&bytes[..cut.index(bytes.len())])?;
    }

    #[test]
    fn pdf_syntax_in_any_order_is_judged(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..200)) {
        judged_in_time(format!("%PDF-1.4\n{}", pieces.join(" ")).as_bytes())?;
    }
}

/// Pieces of PDF syntax.
const PIECES: [&str; 28] = [
    "1 0 obj",
    "2 0 obj",
    "endobj",
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "%",
    "\n",
    "stream\n",
    "endstream",
    "/N 3",
    "/First 4",
    "/Filter /FlateDecode",
    "/Kids",
    "/Pages",
    "/Root 1 0 R",
    "trailer",
    "startxref",
    "1 0 R",
    "/AA",
    "/OpenAction",
    "\\",
    "9999999999999999999",
];
