//! The tables of the FAQ. Intake reads what is published; the console writes versions and publishes them; the operator
//! seeds them from the files.

mod publishing;
mod reading;
mod seeding;
mod writing;

use database::Inconsistent;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Audience, Entry, Topic};

pub use publishing::{decline, publish, withdraw};
pub use reading::{Published, edition, find, list, published, version, versions};
pub use seeding::{Seed, seed};
pub use writing::{add_version, create};

/// Most entries.
pub const MOST: i64 = 1000;

/// Most versions of one entry that are listed, the newest.
pub const MOST_VERSIONS: i64 = 50;

/// Where an entry stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its id.
    pub id: Uuid,
    /// The newest version.
    pub version: i32,
    /// The version that everybody reads.
    pub published: Option<i32>,
    /// Since when everybody reads it.
    pub published_at: Option<Timestamp>,
    /// Up to this version a supervisor has decided.
    pub reviewed: i32,
}

/// One version of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// From 1 on.
    pub version: i32,
    /// What it says.
    pub entry: Entry,
    /// The officer; `None`: it comes from a file.
    pub written_by: Option<Uuid>,
    /// When.
    pub written_at: Timestamp,
}

impl Standing {
    /// Whether the newest version waits for a supervisor.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.version > self.reviewed
    }
}

/// The entry of a row.
fn entry(
    (audience, topic): (&str, &str),
    question: String,
    asked: String,
    answer: String,
) -> Result<Entry, Inconsistent> {
    let inconsistent = |column| Inconsistent::new("faq.versions", column, &question);
    Ok(Entry {
        audience: Audience::named(audience).ok_or_else(|| inconsistent("audience"))?,
        topic: Topic::by_slug(topic).ok_or_else(|| inconsistent("topic"))?,
        question,
        asked,
        answer,
    })
}
