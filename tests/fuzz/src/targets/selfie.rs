//! The picture of a card.

use cards::{AccountCard, AsWritten, CardError, MAX_CARD_BYTES, MAX_SELFIE_BYTES};

use super::{NOW, TODAY, Target, jpeg};

pub(super) const TARGET: Target = Target { name: "selfie", words: &jpeg::WORDS, most: MAX_SELFIE_BYTES, run };

fn run(input: &[u8]) -> bool {
    let written = AsWritten { name: "A", birth_place: "B", birth_date: TODAY };
    let card = AccountCard {
        period: "C",
        selfie: Some(input),
        nik: "D",
        ktp: written,
        diploma: written,
        gender: "E",
        email: "F",
        phone: "G",
        made_at: NOW,
        number: "H",
        check: Some("https://example.test"),
        help: "I",
    };
    match card.draw() {
        Ok(file) => {
            assert!(file.len() <= MAX_CARD_BYTES, "a card is small whatever its picture is");
            true
        }
        Err(CardError::SelfieUnreadable | CardError::SelfieTooLarge) => false,
        Err(other) => unreachable!("a picture is no reason for: {other}"),
    }
}
