//! The FAQ as one process knows it: what supervisors publish in the console, or the files in `faq/` while the database
//! has nothing yet or is away. The process shows and searches it without any other server: the FAQ is there when
//! nothing else is.

mod board;
mod missed;
mod search;
mod sources;

use domain::Form;
use domain::catalogue::FORMS;
use domain::time::wib_start;
use faq::ledger::{Published, Seed};
use faq::{Audience, Entry, Kind, MarkdownFault, Topic, anchor, render};
use jiff::Timestamp;
use runtime::Clock;

use self::search::{Field, Index};
use self::sources::{Fault, SOURCES};

pub(crate) use self::board::Board;
pub(crate) use self::missed::MissedSearches;
pub(crate) use self::search::Piece;

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
    /// Since when it reads so.
    pub(crate) updated_at: Timestamp,
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
    pub(crate) fn of_files() -> Result<Self, InvalidFile> {
        let mut entries = Vec::new();
        for source in SOURCES {
            let read = source.entries().map_err(|fault| InvalidFile { name: source.name, source: fault })?;
            entries.extend(read.into_iter().map(|entry| Published { entry, at: wib_start(source.changed_on) }));
        }
        Self::of(entries).map_err(|fault| InvalidFile { name: "*", source: Fault::Entry(fault.to_string()) })
    }

    /// Puts entries in the order of pages, what only some kinds of applicants need to know first.
    ///
    /// # Errors
    /// When an answer cannot be shown. The console has refused it before.
    pub(crate) fn of(mut entries: Vec<Published>) -> Result<Self, MarkdownFault> {
        let place = |audience| Audience::ALL.iter().position(|other| *other == audience);
        entries.sort_by_key(|published| place(published.entry.audience));
        let mut questions: Vec<Question> = Vec::new();
        for published in entries {
            let mut question = Question::new(published)?;
            let beginning = question.id.clone();
            let mut number = 1;
            while questions.iter().any(|other| other.collides_with(&question)) {
                number += 1;
                question.id = format!("{beginning}-{number}");
            }
            questions.push(question);
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

    /// The words of a query that say what it is about, each with whether our own texts use it.
    pub(crate) fn words(&self, query: &str) -> Vec<(String, bool)> {
        self.index.words(&query.chars().take(LONGEST_QUERY).collect::<String>())
    }
}

/// The entries of all files, to be put into a database.
pub(crate) fn seeds(clock: &Clock) -> Result<Vec<Seed>, InvalidFile> {
    let mut seeds = Vec::new();
    for source in SOURCES {
        let entries = source.entries().map_err(|fault| InvalidFile { name: source.name, source: fault })?;
        let seed = |entry: Entry| Seed {
            id: clock.new_id(),
            name: format!("{}#{}", source.name, anchor(&entry.question)),
            at: wib_start(source.changed_on),
            entry,
        };
        seeds.extend(entries.into_iter().map(seed));
    }
    Ok(seeds)
}

impl Question {
    fn new(Published { entry, at }: Published) -> Result<Self, MarkdownFault> {
        let drawn = render(&entry.answer)?;
        Ok(Self {
            audience: entry.audience,
            topic: entry.topic,
            id: anchor(&entry.question),
            title: entry.question,
            answer: drawn.html,
            updated_at: at,
            text: drawn.text,
            asked: entry.asked,
        })
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
