//! The persons of a CSV file: `nik,kk,full_name,birth_place,birth_date,state`, dates as `dd-mm-yyyy`.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use anyhow::{Context as _, ensure};
use population::wire::{Entry, NOT_THERE, Question, folded};
use serde::{Deserialize, Serialize};

/// How a person stands in the register.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Alive, there once, active.
    #[default]
    Active,
    /// Not alive any more.
    Dead,
    /// There twice.
    Twice,
    /// Not active.
    Inactive,
}

impl State {
    /// The code with which the register answers, unless it compares values.
    fn code(self) -> Option<&'static str> {
        match self {
            Self::Active => None,
            Self::Dead => Some("11"),
            Self::Twice => Some("12"),
            Self::Inactive => Some("14"),
        }
    }
}

#[derive(Clone, Deserialize, Serialize)]
struct Person {
    nik: String,
    kk: String,
    full_name: String,
    birth_place: String,
    birth_date: String,
    #[serde(default)]
    state: State,
}

/// Everybody in the register, by NIK.
#[derive(Clone, Default)]
pub struct Persons(BTreeMap<String, Person>);

impl Persons {
    /// Reads the file.
    ///
    /// # Errors
    /// When a line is no person, or two persons have one NIK.
    pub fn read(file: impl Read) -> anyhow::Result<Self> {
        let mut persons = BTreeMap::new();
        for (at, person) in csv::Reader::from_reader(file).into_deserialize::<Person>().enumerate() {
            let person = person.with_context(|| format!("person {}", at + 1))?;
            let earlier = persons.insert(person.nik.clone(), person);
            ensure!(earlier.is_none(), "person {} has the NIK of another one", at + 1);
        }
        Ok(Self(persons))
    }

    /// Adds these persons; whoever is there already, by NIK, is replaced.
    pub(crate) fn merge(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Writes all of them as they are read.
    pub(crate) fn write(&self, file: impl Write) -> anyhow::Result<()> {
        let mut writer = csv::Writer::from_writer(file);
        for person in self.0.values() {
            writer.serialize(person).context("writing a person")?;
        }
        writer.flush().context("writing persons")
    }

    /// How many there are.
    #[must_use]
    pub fn number(&self) -> usize {
        self.0.len()
    }

    /// What the register says about somebody.
    pub(crate) fn compare(&self, asked: &Question) -> Entry {
        let of_code = |code: &str| Entry { response_code: Some(code.to_owned()), ..Entry::default() };
        let Some(person) = self.0.get(&asked.nik) else { return of_code(NOT_THERE) };
        if let Some(code) = person.state.code() {
            return of_code(code);
        }
        let threshold = asked.threshold.parse().unwrap_or(100.0);
        Entry {
            nik: Some(word(true)),
            no_kk: Some(word(person.kk == asked.no_kk)),
            nama_lgkp: Some(likeness(&person.full_name, &asked.nama_lgkp, threshold)),
            tmpt_lhr: Some(likeness(&person.birth_place, &asked.tmpt_lhr, threshold)),
            tgl_lhr: Some(word(person.birth_date == asked.tgl_lhr)),
            response_code: None,
        }
    }
}

fn word(equal: bool) -> String {
    if equal { "Sesuai" } else { "Tidak Sesuai" }.to_owned()
}

/// The word about a text, with the similarity in percent.
fn likeness(known: &str, asked: &str, threshold: f64) -> String {
    let percent = (strsim::normalized_levenshtein(&folded(known), &folded(asked)) * 100.0).floor();
    format!("{} ({percent})", word(percent >= threshold))
}
