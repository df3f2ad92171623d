//! The files, keys and certificates of the tests, the outside reader, and stamps that nobody takes for real ones.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use fast_qr::QRBuilder;
use jiff::Timestamp;
use signatures::{Appearance, Finding, LocalSigner, Picture, Report, Trust, examine, sign_incremental};

/// The serial number of the stamps.
pub(crate) const SERIAL: &str = "0012345678901234567890";

pub(crate) fn file(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/signatures/files")
}

/// Trusts the root of the tests, whose stamps have "e-Meterai" in their certificates.
pub(crate) fn trust() -> Trust {
    Trust::from_pem(&file("root.pem")).unwrap().with_stamp_words(["e-meterai"])
}

/// `rsa` makes stamps; `ec` is an applicant. The certificates of both name a stamp's issuer.
pub(crate) fn signer(name: &str) -> LocalSigner {
    LocalSigner::from_pem(&file(&format!("{name}.key")), &file(&format!("{name}.pem"))).unwrap()
}

/// A moment at which every certificate is valid.
pub(crate) fn moment() -> Timestamp {
    "2026-12-01T03:04:05Z".parse().unwrap()
}

pub(crate) fn report(bytes: &[u8]) -> Report {
    examine(bytes, &trust()).unwrap()
}

/// The only finding of a file.
pub(crate) fn finding(bytes: &[u8]) -> Finding {
    let mut signatures = report(bytes).signatures;
    assert_eq!(signatures.len(), 1);
    signatures.remove(0)
}

/// A signature that no page shows.
pub(crate) fn signed(bytes: &[u8], by: &str) -> Vec<u8> {
    sign_incremental(bytes, &Appearance { at: moment(), ..Appearance::default() }, &signer(by)).unwrap()
}

/// A stamp: a picture with a code on the first page.
pub(crate) fn stamped(bytes: &[u8], by: &str) -> Vec<u8> {
    let (side, pixels) = code(SERIAL);
    let picture = Picture { page: 0, place: [400.0, 100.0, 500.0, 200.0], width: side, height: side, pixels: &pixels };
    let appearance = Appearance {
        at: moment(),
        reason: Some("CONTOH – bukan meterai"),
        picture: Some(picture),
        ..Appearance::default()
    };
    sign_incremental(bytes, &appearance, &signer(by)).unwrap()
}

/// The pixels of a code, with a margin.
pub(crate) fn code(text: &str) -> (u32, Vec<u8>) {
    const SCALE: usize = 4;
    const MARGIN: usize = 4;
    let code = QRBuilder::new(text).build().unwrap();
    let side = (code.size + 2 * MARGIN) * SCALE;
    let is_dark = |x: usize, y: usize| {
        let inside = |at: usize| (at / SCALE).checked_sub(MARGIN).filter(|at| *at < code.size);
        inside(x).zip(inside(y)).is_some_and(|(x, y)| code[y][x].value())
    };
    let pixels = (0..side * side).flat_map(|at| [if is_dark(at % side, at / side) { 0 } else { 255 }; 3]).collect();
    (u32::try_from(side).unwrap(), pixels)
}

/// What poppler's reader says about a file.
pub(crate) fn pdfsig(bytes: &[u8]) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("signed-{}-{}.pdf", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    let told = Command::new("pdfsig").arg(&path).output();
    std::fs::remove_file(&path).unwrap();
    let told = told.expect("pdfsig is here: install poppler-utils, as `make test-servers` does");
    String::from_utf8_lossy(&told.stdout).into_owned()
}

/// The bytes with the first occurrence of a text replaced by another of the same length.
pub(crate) fn replaced(bytes: &[u8], text: &str, by: &str) -> Vec<u8> {
    assert_eq!(text.len(), by.len());
    let at = bytes.windows(text.len()).position(|window| window == text.as_bytes()).expect("the text is there");
    let mut bytes = bytes.to_vec();
    bytes[at..at + by.len()].copy_from_slice(by.as_bytes());
    bytes
}
