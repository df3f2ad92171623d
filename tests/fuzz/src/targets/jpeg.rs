//! The check of photographs.

use documents::{Refusal, check};

use super::Target;

pub(super) const TARGET: Target = Target { name: "jpeg", words: &WORDS, most: 204_800, run };

pub(super) const WORDS: [&[u8]; 16] = [
    b"\xff\xd8",
    b"\xff\xd9",
    b"\xff\xc0\0\x11\x08\0\x08\0\x08\x03\x01\x11\0\x02\x11\0\x03\x11\0",
    b"\xff\xc2",
    b"\xff\xc4\0\x02",
    b"\xff\xdb\0\x02",
    b"\xff\xda\0\x0c\x03\x01\0\x02\0\x03\0\0\x3f\0",
    b"\xff\xdd\0\x04\0\x01",
    b"\xff\xd0",
    b"\xff\0",
    b"\xff\xff",
    b"\xff\xdc\0\x04\0\x08",
    b"\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0",
    b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0",
    b"\xff\xe1\0\x08Exif\0\0",
    b"\xff\xfe\0\x04ab",
];

fn run(input: &[u8]) -> bool {
    match check(input) {
        Ok(checked) => {
            assert!(
                check(&checked.bytes).is_ok_and(|again| again == checked),
                "what was stripped once is not changed again"
            );
            true
        }
        Err(refusal) => !matches!(refusal, Refusal::UnknownType | Refusal::Empty | Refusal::TooLarge),
    }
}
