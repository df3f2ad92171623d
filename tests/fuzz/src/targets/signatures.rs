//! The examination of signatures in PDF files, and signatures of our own over whatever can be read.

use std::sync::LazyLock;

use signatures::{Appearance, Integrity, LocalSigner, Trust, examine, sign_incremental};

use super::{NOW, Target};

pub(super) const TARGET: Target = Target { name: "signatures", words: &WORDS, most: 204_800, run };

const WORDS: [&[u8]; 36] = [
    b"1 0 obj",
    b"endobj",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"\nstream\n",
    b"\nendstream",
    b"xref\n",
    b"0 1\n0000000000 65535 f \n",
    b"trailer",
    b"startxref\n",
    b"%%EOF\n",
    b"/Prev 9",
    b"/XRefStm 9",
    b"/Type /XRef",
    b"/W [1 2 1]",
    b"/Index [0 4]",
    b"/Type /ObjStm /N 3 /First 4",
    b"/Filter /FlateDecode",
    b"/DecodeParms << /Predictor 12 /Columns 4 >>",
    b"/Root 1 0 R",
    b"/AcroForm",
    b"/Fields [5 0 R]",
    b"/Kids [5 0 R]",
    b"/Annots [5 0 R]",
    b"/FT /Sig",
    b"/V 5 0 R",
    b"/ByteRange [0 9 99 9]",
    b"/Contents <3080",
    b"/SubFilter /adbe.pkcs7.detached",
    b"/AP << /N 5 0 R >>",
    b"/Subtype /Image /Width 9 /Height 9",
    b"3080",
];

/// The signer and the root of the tests of `shared/signatures`.
static SIGNER: LazyLock<Option<LocalSigner>> = LazyLock::new(|| {
    let key = include_bytes!("../../../../shared/signatures/tests/signatures/files/ec.key");
    let certificates = include_bytes!("../../../../shared/signatures/tests/signatures/files/ec.pem");
    LocalSigner::from_pem(key, certificates).ok()
});
static TRUST: LazyLock<Trust> = LazyLock::new(|| {
    let root = include_bytes!("../../../../shared/signatures/tests/signatures/files/root.pem");
    Trust::from_pem(root).unwrap_or_default().with_stamp_words(["e-meterai"])
});

fn run(input: &[u8]) -> bool {
    let Ok(report) = examine(input, &TRUST) else { return false };
    for finding in &report.signatures {
        assert!(finding.covers <= input.len(), "a signature covers no more than the file");
        assert!(finding.integrity != Integrity::Intact || finding.covers > 0, "whatever holds covers something");
    }
    let Some(signer) = SIGNER.as_ref() else { unreachable!("the key of the tests can be read") };
    if let Ok(signed) = sign_incremental(input, &Appearance { at: NOW, ..Appearance::default() }, signer) {
        assert!(signed.starts_with(input), "a signature changes nothing before it");
    }
    !report.signatures.is_empty()
}
