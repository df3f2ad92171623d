//! The FAQ: what the manuals say, as questions and answers. People write it as Markdown in `faq/`. The service reads it
//! once at its start, and shows and searches it without any other server: the FAQ is there when nothing else is.

mod audience;
mod index;
mod kind;
mod markdown;
mod nearness;
mod sources;
mod topic;
mod words;

use self::index::{IN_ANSWER, IN_QUESTION, IN_TOPIC, Index};
use self::markdown::{Fault, Written};
use self::sources::{SOURCES, Source};

pub(crate) use self::audience::Audience;
pub(crate) use self::kind::Kind;
pub(crate) use self::topic::Topic;

/// Characters of a query that are looked at.
pub(crate) const LONGEST_QUERY: usize = 100;

/// Most questions that a search finds.
pub(crate) const MOST_FOUND: usize = 20;

/// All questions.
#[derive(Debug)]
pub(crate) struct Faq {
    questions: Vec<Question>,
    index: Index,
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
    /// The answer's beginning as plain text.
    pub(crate) excerpt: String,
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
        let mut texts = Vec::new();
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
                texts.push(written.text);
            }
        }
        let index = Index::new(questions.iter().zip(&texts).map(|(question, answer)| {
            [(question.title.as_str(), IN_QUESTION), (question.topic.title(), IN_TOPIC), (answer.as_str(), IN_ANSWER)]
        }));
        Ok(Self { questions, index })
    }

    /// The questions of one page.
    pub(crate) fn page(&self, kind: Kind, topic: Topic) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(move |question| question.topic == topic && question.audience.includes(kind))
    }

    /// At most [`MOST_FOUND`] questions, best first. Only the first [`LONGEST_QUERY`] characters are looked at.
    pub(crate) fn search(&self, query: &str) -> Vec<&Question> {
        let query: String = query.chars().take(LONGEST_QUERY).collect();
        self.index.search(&query).into_iter().filter_map(|entry| self.questions.get(entry)).take(MOST_FOUND).collect()
    }
}

impl Question {
    fn new(source: &Source, written: &Written) -> Self {
        Self {
            audience: source.audience,
            topic: source.topic,
            id: words::anchor(&written.title),
            title: written.title.clone(),
            answer: written.html.clone(),
            excerpt: words::beginning(&written.text),
        }
    }

    /// Whether both are on one page under one name.
    fn collides_with(&self, other: &Self) -> bool {
        self.topic == other.topic
            && self.id == other.id
            && Kind::ALL.into_iter().any(|kind| self.audience.includes(kind) && other.audience.includes(kind))
    }
}

#[cfg(test)]
mod tests;
