//! The FAQ: what the manuals say, as questions and answers. People write it as Markdown in `faq/`. The service reads it
//! once at its start, and shows and searches it without any other server: the FAQ is there when nothing else is.

mod anchor;
mod audience;
mod kind;
mod markdown;
mod search;
mod sources;
mod topic;

use domain::Form;
use domain::catalogue::FORMS;

use self::anchor::anchor;
use self::markdown::{Fault, Written};
use self::search::{Field, Index};
use self::sources::{SOURCES, Source};

pub(crate) use self::audience::Audience;
pub(crate) use self::kind::Kind;
pub(crate) use self::search::Piece;
pub(crate) use self::topic::Topic;

/// Characters of a query that are looked at.
pub(crate) const LONGEST_QUERY: usize = 100;

/// Most questions and forms that a search finds.
pub(crate) const MOST_FOUND: usize = 20;

/// All questions.
#[derive(Debug)]
pub(crate) struct Faq {
    questions: Vec<Question>,
    /// Over the questions, then over the forms.
    index: Index,
}

/// What a search found, with the passage that has most of what was looked for.
#[derive(Debug)]
pub(crate) enum Found<'a> {
    Question(&'a Question, Vec<Piece>),
    Form(&'static Form, Vec<Piece>),
}

impl<'a> Found<'a> {
    /// The question, or the form's title.
    pub(crate) fn title(&self) -> &'a str {
        match self {
            Self::Question(question, _) => &question.title,
            Self::Form(form, _) => form.title,
        }
    }
}

/// One question with its answer.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) audience: Audience,
    pub(crate) topic: Topic,
    /// Its name within the page; unique there.
    pub(crate) id: String,
    /// Plain text.
    pub(crate) title: String,
    /// Safe HTML.
    pub(crate) answer: String,
    /// The answer as plain text.
    text: String,
    /// What else people type when they ask this.
    asked: String,
}

/// A file that cannot be shown.
#[derive(Debug, thiserror::Error)]
#[error("reading faq/{name}.md")]
pub(crate) struct InvalidFile {
    name: &'static str,
    source: Fault,
}

impl Faq {
    /// Reads the files that are part of the program.
    pub(crate) fn read() -> Result<Self, InvalidFile> {
        let mut questions: Vec<Question> = Vec::new();
        for source in SOURCES {
            let faulty = |fault| InvalidFile { name: source.name, source: fault };
            let article = markdown::read(source.markdown).map_err(faulty)?;
            if article.title != source.topic.title() {
                return Err(faulty(Fault::Title));
            }
            for written in article.questions {
                let question = Question::new(source, &written);
                if questions.iter().any(|other| other.collides_with(&question)) {
                    return Err(faulty(Fault::Repeated));
                }
                questions.push(question);
            }
        }
        let index =
            Index::new(questions.iter().map(Question::texts).chain(FORMS.iter().map(|form| texts_of_form(form))));
        Ok(Self { questions, index })
    }

    /// The questions of one page.
    pub(crate) fn page(&self, kind: Kind, topic: Topic) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(move |question| question.topic == topic && question.audience.includes(kind))
    }

    /// At most [`MOST_FOUND`] questions and forms, best first. Only the first [`LONGEST_QUERY`] characters are looked
    /// at.
    pub(crate) fn search(&self, query: &str) -> Vec<Found<'_>> {
        let query: String = query.chars().take(LONGEST_QUERY).collect();
        let found = self.index.search(&query);
        let entry = |at: &usize| {
            if let Some(question) = self.questions.get(*at) {
                return Some(Found::Question(question, found.passage(&question.text)));
            }
            let form = FORMS.get(at.checked_sub(self.questions.len())?)?;
            Some(Found::Form(form, found.passage(form.explanation)))
        };
        found.entries.iter().take(MOST_FOUND).filter_map(entry).collect()
    }
}

impl Question {
    fn new(source: &Source, written: &Written) -> Self {
        Self {
            audience: source.audience,
            topic: source.topic,
            id: anchor(&written.title),
            title: written.title.clone(),
            answer: written.html.clone(),
            text: written.text.clone(),
            asked: written.asked.clone(),
        }
    }

    /// What it is found by.
    fn texts(&self) -> Vec<(Field, &str)> {
        vec![
            (Field::Title, &self.title),
            (Field::Asked, &self.asked),
            (Field::Topic, self.topic.title()),
            (Field::Body, &self.text),
        ]
    }

    /// Whether both are on one page under one name.
    fn collides_with(&self, other: &Self) -> bool {
        self.topic == other.topic
            && self.id == other.id
            && Kind::ALL.into_iter().any(|kind| self.audience.includes(kind) && other.audience.includes(kind))
    }
}

/// What a form is found by.
fn texts_of_form(form: &Form) -> Vec<(Field, &str)> {
    vec![(Field::Title, form.title), (Field::Topic, form.group), (Field::Body, form.explanation)]
}

#[cfg(test)]
mod tests;
