//! The check of PDF files.

use documents::{Refusal, check};

use super::Target;

pub(super) const TARGET: Target = Target { name: "pdf", words: &WORDS, most: 204_800, run };

const WORDS: [&[u8]; 36] = [
    b"1 0 obj",
    b"endobj",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"<",
    b">",
    b"%",
    b"\nstream\n",
    b"\nendstream",
    b"/N 3",
    b"/First 4",
    b"/Type /ObjStm",
    b"/Filter /FlateDecode",
    b"/Filter [/Fl /LZW /A85 /AHx /RL]",
    b"/DecodeParms << /Predictor 12 /Columns 4 >>",
    b"/Kids",
    b"/Pages",
    b"/Root 1 0 R",
    b"trailer",
    b"startxref",
    b"1 0 R",
    b"/AA",
    b"/OpenAction",
    b"/Encrypt 1 0 R",
    b"/Length 10",
    b"/Subtype /Image /Width 9 /Height 9",
    b"/Filter /JBIG2Decode",
    b"/Resources << /XObject << /X 1 0 R >> >>",
    b"/X Do ",
    b"BI /W 1 /H 1 ID ",
    b"%PDF-1.7\n",
    b"%%EOF\n",
];

fn run(input: &[u8]) -> bool {
    match check(input) {
        Ok(checked) => {
            assert!(
                check(&checked.bytes).is_ok_and(|again| again == checked),
                "what was accepted once is accepted again, unchanged"
            );
            true
        }
        Err(refusal) => !matches!(refusal, Refusal::UnknownType | Refusal::Empty | Refusal::TooLarge),
    }
}
