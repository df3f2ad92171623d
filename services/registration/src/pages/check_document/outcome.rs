//! What came out of a check, in words.

use domain::time::wib_in_words;
use language::{fill, text};

use crate::cards::{Code, Known, Standing, Verdict};

/// What came out of a check.
pub(super) struct Outcome {
    /// The document is genuine and counts.
    pub(super) is_good: bool,
    pub(super) title: String,
    pub(super) told: &'static str,
    pub(super) facts: Vec<Fact>,
}

/// Something that is known of the document.
pub(super) struct Fact {
    pub(super) label: &'static str,
    pub(super) value: String,
}

impl Outcome {
    /// A document that we issued.
    pub(super) fn known(known: &Known) -> Self {
        let (title, told) = match known.standing {
            Standing::Valid => (text("check-document-valid").to_owned(), text("check-document-valid.about")),
            Standing::Replaced(at) => {
                (fill("check-document-replaced", &[("day", &wib_in_words(at))]), text("check-document-replaced.about"))
            }
            Standing::Cancelled => {
                (text("check-document-cancelled").to_owned(), text("check-document-cancelled.about"))
            }
        };
        Self { is_good: known.standing == Standing::Valid, title, told, facts: facts(known) }
    }

    /// A code that no document has.
    pub(super) fn unknown_code(code: &Code) -> Self {
        let facts = vec![Fact { label: text("check-document-fact"), value: code.spaced() }];
        let told = text("check-document-foreign.code");
        Self { is_good: false, title: text("check-document-foreign").to_owned(), told, facts }
    }

    pub(super) fn of_file(verdict: &Verdict) -> Self {
        let bad = |title: &'static str, told: &'static str, facts| Self {
            is_good: false,
            title: title.to_owned(),
            told,
            facts,
        };
        match verdict {
            Verdict::Genuine(known) => Self::known(known),
            Verdict::Altered(known) => bad(
                text("check-document-altered"),
                text("check-document-altered.about"),
                known.as_ref().map(facts).unwrap_or_default(),
            ),
            Verdict::Unrecorded => {
                bad(text("check-document-cancelled"), text("check-document-cancelled.unrecorded"), Vec::new())
            }
            Verdict::Foreign => bad(text("check-document-foreign"), text("check-document-foreign.file"), Vec::new()),
        }
    }
}

fn facts(known: &Known) -> Vec<Fact> {
    let fact = |label, value: &str| Fact { label: text(label), value: value.to_owned() };
    vec![
        fact("check-document-fact.kind", text("check-document-card")),
        fact("check-document-fact.number", &known.number),
        fact("check-document-fact.name", &known.masked_name),
        fact("check-document-fact.agency", &known.agency),
        fact("check-document-fact.position", &known.position),
        fact("check-document-fact.finalised", &wib_in_words(known.finalised_at)),
        fact("check-document-fact.issued", &wib_in_words(known.issued_at)),
    ]
}
