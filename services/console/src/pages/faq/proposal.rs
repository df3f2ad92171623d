//! What somebody writes in the form of an entry.

use domain::{TicketNumber, text_fault};
use faq::ledger::Version;
use faq::{Audience, Entry, EntryFault, MarkdownFault, Topic};
use serde::Deserialize;
use uuid::Uuid;

use crate::problems::{Error, unknown_choice};
use crate::texts;
use crate::work::{FaqFault, FaqWriting};

/// The form as it was sent, or as it is shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct Proposal {
    pub(super) pertanyaan: String,
    pub(super) kata: String,
    pub(super) jawaban: String,
    pub(super) untuk: String,
    pub(super) topik: String,
    /// The newest version that the author saw; 0 for a new entry.
    pub(super) versi: i32,
    /// The ticket whose answer it was.
    pub(super) tiket: String,
    /// `ya`: nobody is named in it.
    pub(super) umum: String,
    /// What to do with it.
    pub(super) aksi: String,
}

/// What is wrong with the form, by field.
#[derive(Clone, Debug, Default)]
pub(super) struct Faults {
    pub(super) question: String,
    pub(super) asked: String,
    pub(super) answer: String,
    pub(super) audience: String,
    pub(super) topic: String,
    /// What looks as if it were about somebody; the author is asked.
    pub(super) personal: String,
}

impl Proposal {
    /// The form of a version.
    pub(super) fn of(version: &Version) -> Self {
        let entry = &version.entry;
        Self {
            pertanyaan: entry.question.clone(),
            kata: entry.asked.clone(),
            jawaban: entry.answer.clone(),
            untuk: entry.audience.as_str().to_owned(),
            topik: entry.topic.slug().to_owned(),
            versi: version.version,
            ..Self::default()
        }
    }

    pub(super) fn is_previewed(&self) -> bool {
        self.aksi == "pratinjau"
    }

    /// What it asks for; `None` where who it is for or its topic is not chosen yet.
    pub(super) fn writing(&self, of: Option<Uuid>, publish: bool) -> Result<Option<FaqWriting>, Error> {
        let audience = chosen(&self.untuk, Audience::named)?;
        let topic = chosen(&self.topik, Topic::by_slug)?;
        let ticket = match self.tiket.as_str() {
            "" => None,
            number => Some(number.parse::<TicketNumber>().map_err(|_unknown| unknown_choice())?),
        };
        let Some((audience, topic)) = audience.zip(topic) else { return Ok(None) };
        Ok(Some(FaqWriting {
            of: of.map(|id| (id, self.versi)),
            entry: Entry {
                audience,
                topic,
                question: self.pertanyaan.clone(),
                asked: self.kata.clone(),
                answer: self.jawaban.clone(),
            },
            ticket,
            is_impersonal: self.umum == "ya",
            publish,
        }))
    }
}

/// What was chosen; `None` for nothing.
fn chosen<T>(name: &str, named: fn(&str) -> Option<T>) -> Result<Option<T>, Error> {
    if name.is_empty() { Ok(None) } else { named(name).map(Some).ok_or_else(unknown_choice) }
}

impl Faults {
    /// What is missing where nothing was chosen.
    pub(super) fn unchosen(proposal: &Proposal) -> Self {
        let missing = |value: &str, text: &str| if value.is_empty() { text.to_owned() } else { String::new() };
        Self {
            audience: missing(&proposal.untuk, texts::FAQ_AUDIENCE_MISSING),
            topic: missing(&proposal.topik, texts::FAQ_TOPIC_MISSING),
            ..Self::default()
        }
    }

    pub(super) fn of(faults: &[FaqFault]) -> Self {
        let mut told = Self::default();
        for fault in faults {
            let (place, text) = match fault {
                FaqFault::Entry(EntryFault::Question(fault)) => (&mut told.question, text_fault(*fault)),
                FaqFault::Entry(EntryFault::Asked(fault)) => (&mut told.asked, text_fault(*fault)),
                FaqFault::Entry(EntryFault::Answer(fault)) => (&mut told.answer, text_fault(*fault)),
                FaqFault::Entry(EntryFault::Markdown(MarkdownFault::Empty)) => {
                    (&mut told.answer, texts::FAQ_ANSWER_EMPTY.to_owned())
                }
                FaqFault::Entry(EntryFault::Markdown(MarkdownFault::Link { line })) => {
                    (&mut told.answer, texts::faq_link(*line))
                }
                FaqFault::Entry(EntryFault::Markdown(MarkdownFault::NotPlain { line })) => {
                    (&mut told.answer, texts::faq_not_plain(*line))
                }
                FaqFault::Entry(EntryFault::QuestionDigits) => (&mut told.question, texts::FAQ_DIGITS.to_owned()),
                FaqFault::Entry(EntryFault::AnswerDigits) => (&mut told.answer, texts::FAQ_DIGITS.to_owned()),
                FaqFault::MergeField(name) => (&mut told.answer, texts::faq_merge_field(name)),
                FaqFault::Personal(signs) => (&mut told.personal, texts::faq_personal(signs)),
                FaqFault::TooMany => (&mut told.question, texts::FAQ_FULL.to_owned()),
            };
            if !place.is_empty() {
                place.push(' ');
            }
            place.push_str(&text);
        }
        told
    }

    /// Each fault with the field that it is about.
    pub(super) fn list(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("pertanyaan", &self.question),
            ("untuk", &self.audience),
            ("topik", &self.topic),
            ("jawaban", &self.answer),
            ("kata", &self.asked),
            ("umum", &self.personal),
        ];
        all.into_iter().filter(|(_, text)| !text.is_empty()).map(|(field, text)| (field, text.as_str())).collect()
    }
}
