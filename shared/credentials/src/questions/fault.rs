//! Why an answer cannot be chosen.

/// Why an answer cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFault {
    /// Fewer than 3 letters and digits.
    TooShort,
    /// More than 100 characters.
    TooLong,
    /// A name, a number or another value of the person.
    Personal,
    /// A word of the question.
    OfQuestion,
    /// The answer to the other question.
    SameAsOther,
    /// Says nothing, or is what everybody would try.
    Common,
}

impl AnswerFault {
    /// What to do better: a text of `shared/language/texts`, into which nothing is put.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::TooShort => "security-answer-too-short",
            Self::TooLong => "security-answer-too-long",
            Self::Personal => "security-answer-personal",
            Self::OfQuestion => "security-answer-of-question",
            Self::SameAsOther => "security-answer-same-as-other",
            Self::Common => "security-answer-common",
        }
    }
}

#[cfg(test)]
mod tests {
    use language::{speaking, text};

    use super::super::answer::{FEWEST, MOST};
    use super::*;

    #[tokio::test]
    async fn every_fault_has_words_in_both_languages() {
        let ids = [
            AnswerFault::TooShort,
            AnswerFault::TooLong,
            AnswerFault::Personal,
            AnswerFault::OfQuestion,
            AnswerFault::SameAsOther,
            AnswerFault::Common,
        ]
        .map(AnswerFault::text_id);
        for address in ["/", "/en"] {
            let texts = speaking(address, async { ids.map(text) }).await;
            assert!(texts.iter().zip(ids).all(|(text, id)| *text != id), "{texts:?}");
            assert!(texts[0].contains(&FEWEST.to_string()) && texts[1].contains(&MOST.to_string()));
        }
    }
}
