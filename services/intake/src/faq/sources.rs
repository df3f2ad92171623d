//! Lists the files of the FAQ, which are part of the program: they seed the database, and are shown while it has
//! nothing yet.

use faq::{Audience, Entry, Kind, Topic};
use jiff::civil::{Date, date};

/// One file.
pub(super) struct Source {
    pub(super) audience: Audience,
    pub(super) topic: Topic,
    /// Folder and name, without the ending.
    pub(super) name: &'static str,
    /// The day on which somebody last changed it.
    pub(super) changed_on: Date,
    pub(super) markdown: &'static str,
}

const GURU: Audience = Audience::Only(Kind::PppkGuru);
const CPNS: Audience = Audience::Only(Kind::Cpns);
const NON_GURU: Audience = Audience::Only(Kind::PppkNonGuru);
const PPPK: Audience = Audience::Pppk;
const ALL: Audience = Audience::Everyone;

macro_rules! files {
    ($($audience:expr, $topic:ident: $name:literal, $day:expr;)*) => {
        &[$(Source {
            audience: $audience,
            topic: Topic::$topic,
            name: $name,
            changed_on: $day,
            markdown: include_str!(concat!("../../faq/", $name, ".md")),
        }),*]
    };
}

/// When most files were last changed.
const LATELY: Date = date(2026, 11, 29);

pub(super) const SOURCES: &[Source] = files! {
    GURU, Account: "pppk-guru/pendaftaran-akun", LATELY;
    GURU, Requirements: "pppk-guru/syarat-daftar", LATELY;
    GURU, Corrections: "pppk-guru/perbaikan-data", LATELY;
    GURU, Documents: "pppk-guru/dokumen", LATELY;
    GURU, Objections: "pppk-guru/masa-sanggah", LATELY;
    GURU, Cases: "pppk-guru/contoh-kasus", LATELY;
    CPNS, Account: "cpns/pendaftaran-akun", LATELY;
    CPNS, Requirements: "cpns/syarat-daftar", LATELY;
    CPNS, Corrections: "cpns/perbaikan-data", LATELY;
    CPNS, Documents: "cpns/dokumen", LATELY;
    CPNS, Objections: "cpns/masa-sanggah", LATELY;
    CPNS, Cases: "cpns/contoh-kasus", LATELY;
    NON_GURU, Account: "pppk-non-guru/pendaftaran-akun", LATELY;
    NON_GURU, Requirements: "pppk-non-guru/syarat-daftar", LATELY;
    NON_GURU, Objections: "pppk-non-guru/masa-sanggah", LATELY;
    PPPK, Requirements: "pppk/syarat-daftar", LATELY;
    PPPK, Corrections: "pppk/perbaikan-data", LATELY;
    PPPK, Documents: "pppk/dokumen", LATELY;
    PPPK, Cases: "pppk/contoh-kasus", LATELY;
    ALL, Account: "bersama/pendaftaran-akun", LATELY;
    ALL, Requirements: "bersama/syarat-daftar", LATELY;
    ALL, Corrections: "bersama/perbaikan-data", LATELY;
    ALL, Cards: "bersama/pencetakan-kartu", LATELY;
    ALL, Documents: "bersama/dokumen", LATELY;
    ALL, Login: "bersama/login", LATELY;
    ALL, Objections: "bersama/masa-sanggah", LATELY;
    ALL, Cases: "bersama/contoh-kasus", date(2026, 11, 30);
};

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// The file does not start with its topic's heading.
    #[error("does not start with the heading of its topic")]
    Title,
    /// Something stands before the first question, or nothing is asked.
    #[error("has no question, or text before its first one")]
    NoQuestion,
    /// An entry would be refused in the console.
    #[error("has a question that the console would refuse: {0}")]
    Entry(String),
}

impl Source {
    /// The entries of the file: `# topic`, then each as `## question`, `> what else people type`, and the answer.
    pub(super) fn entries(&self) -> Result<Vec<Entry>, Fault> {
        let rest = self.markdown.strip_prefix(&format!("# {}\n", self.topic.title())).ok_or(Fault::Title)?;
        let mut sections = rest.trim_start().split("## ");
        if sections.next() != Some("") {
            return Err(Fault::NoQuestion);
        }
        let entries = sections.map(|section| self.entry(section)).collect::<Result<Vec<_>, _>>()?;
        if entries.is_empty() { Err(Fault::NoQuestion) } else { Ok(entries) }
    }

    fn entry(&self, section: &str) -> Result<Entry, Fault> {
        let (question, rest) = section.split_once('\n').unwrap_or((section, ""));
        let (asked, answer): (Vec<_>, Vec<_>) = rest.lines().partition(|line| line.starts_with("> "));
        let asked = asked.into_iter().filter_map(|line| line.strip_prefix("> ")).collect::<Vec<_>>().join(" ");
        let answer = answer.join("\n").trim().to_owned();
        let entry = Entry { audience: self.audience, topic: self.topic, question: question.to_owned(), asked, answer };
        entry.checked().map_err(|faults| Fault::Entry(format!("{question}: {faults:?}")))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn read(markdown: &'static str) -> Result<Vec<Entry>, Fault> {
        Source { audience: ALL, topic: Topic::Login, name: "bersama/login", changed_on: LATELY, markdown }.entries()
    }

    #[test]
    fn a_file_is_a_topic_with_questions_and_answers() {
        let entries = read("# Login\n\n## Apa \"itu\"?\n\n> kampus tdk ada,\n> univ hilang\n\nSatu\ndua.\n\n- tiga\n\n## Lalu?\n\nLima.\n")
            .unwrap();
        let [first, second] = entries.as_slice() else { panic!("two entries") };
        assert_eq!((first.question.as_str(), first.asked.as_str()), ("Apa \"itu\"?", "kampus tdk ada, univ hilang"));
        assert_eq!(first.answer, "Satu\ndua.\n\n- tiga");
        assert_eq!((second.question.as_str(), second.answer.as_str()), ("Lalu?", "Lima."));
    }

    #[test]
    fn a_file_that_lacks_something_is_refused() {
        assert_eq!(read("").unwrap_err(), Fault::Title);
        assert_eq!(read("## Q?\n\nA.\n").unwrap_err(), Fault::Title);
        assert_eq!(read("# Login\n").unwrap_err(), Fault::NoQuestion);
        assert_eq!(read("# Login\n\nA.\n\n## Q?\n\nA.\n").unwrap_err(), Fault::NoQuestion);
        for refused in ["# Login\n\n## Q?\n\n## R?\n\nA.\n", "# Login\n\n## \n\nA.\n", "# Login\n\n## Q?\n\n<b>A</b>\n"]
        {
            assert!(matches!(read(refused), Err(Fault::Entry(_))), "{refused}");
        }
    }

    #[test]
    fn every_file_of_the_faq_is_in_the_program() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("faq");
        let mut files = BTreeSet::new();
        for kind in folder.read_dir().unwrap().map(Result::unwrap) {
            for file in kind.path().read_dir().unwrap().map(Result::unwrap) {
                files.insert(file.path().strip_prefix(&folder).unwrap().to_str().unwrap().to_owned());
            }
        }
        assert_eq!(files, SOURCES.iter().map(|source| format!("{}.md", source.name)).collect());
    }

    #[test]
    fn a_file_is_named_after_its_topic_and_its_folder_after_whom_it_is_for() {
        for source in SOURCES {
            assert_eq!(source.name, format!("{}/{}", source.audience.as_str(), source.topic.slug()));
        }
    }
}
