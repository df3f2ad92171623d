//! All objects of a file, found by their keyword and not by the cross-reference table.

use std::collections::HashMap;

use super::budget::Budget;
use super::lexer::is_space;
use super::parser::Parser;
use super::value::{Dictionary, Value};
use super::word::Word;
use crate::Refusal;

/// Every value that stands behind an `obj` or a `trailer`, wherever in the bytes.
pub(super) struct Objects {
    values: Vec<Object>,
    by_number: HashMap<u32, Vec<usize>>,
    newest: HashMap<u32, usize>,
    ends_properly: bool,
}

/// One object, in one of its revisions.
struct Object {
    value: Value,
    /// Where it, or the object stream that holds it, stands in the file.
    at: usize,
    is_trailer: bool,
}

impl Objects {
    /// Finds and parses all objects that are not in object streams.
    pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Self, Refusal> {
        let mut objects = Self { values: Vec::new(), by_number: HashMap::new(), newest: HashMap::new(), ends_properly: false };
        let mut last = 0;
        for at in positions(bytes, b"obj") {
            let before = bytes.get(..at).unwrap_or_default();
            if before.ends_with(b"end") {
                continue;
            }
            // Text that only looks like the keyword is parsed as well: it costs little and hides nothing.
            if let Some(value) = Parser::new(bytes, at + b"obj".len(), budget).value()? {
                let number = number_before(before);
                if number.is_some() {
                    last = at;
                }
                objects.add(number.as_slice(), value, at, false);
            }
        }
        for at in positions(bytes, b"trailer") {
            if let Some(value) = Parser::new(bytes, at + b"trailer".len(), budget).value()? {
                objects.add(&[], value, at, true);
            }
        }
        // Behind the last object every writer leaves the way to its cross-reference; where it is missing the file was cut off.
        objects.ends_properly = positions(bytes, b"startxref").last().is_some_and(|end| end > last);
        Ok(objects)
    }

    /// Adds an object that an object stream at `at` holds under these numbers.
    pub(super) fn add_packed(&mut self, numbers: &[u32], value: Value, at: usize) {
        self.add(numbers, value, at, false);
    }

    /// All values, one per object and revision.
    pub(super) fn all(&self) -> impl Iterator<Item = &Value> {
        self.values.iter().map(|object| &object.value)
    }

    /// Every revision of the object of a number.
    pub(super) fn revisions(&self, number: u32) -> Vec<&Value> {
        let indexes = self.by_number.get(&number).map(Vec::as_slice).unwrap_or_default();
        indexes.iter().filter_map(|index| self.values.get(*index)).map(|object| &object.value).collect()
    }

    /// What a value refers to in the last revision, or the value itself.
    pub(super) fn resolve<'a>(&'a self, value: &'a Value) -> Option<&'a Value> {
        let Value::Reference(number) = value else { return Some(value) };
        self.values.get(*self.newest.get(number)?).map(|object| &object.value)
    }

    /// The dictionaries of streams, each with the place of its object.
    pub(super) fn streams(&self) -> impl Iterator<Item = (usize, &Dictionary)> {
        let dictionaries = self.values.iter().filter_map(|object| Some((object.at, object.value.as_dictionary()?)));
        dictionaries.filter(|(_, dictionary)| dictionary.data.is_some())
    }

    /// The dictionaries that describe the file: trailers, and cross-reference streams, which stand in for them. The last in the file comes first.
    pub(super) fn trailers(&self) -> Vec<&Dictionary> {
        let mut trailers: Vec<_> = self
            .values
            .iter()
            .filter_map(|object| Some((object, object.value.as_dictionary()?)))
            .filter(|(object, dictionary)| object.is_trailer || dictionary.has(Word::Root))
            .collect();
        trailers.sort_by_key(|(object, _)| std::cmp::Reverse(object.at));
        trailers.into_iter().map(|(_, dictionary)| dictionary).collect()
    }

    /// Whether any revision of the file is encrypted.
    pub(super) fn is_encrypted(&self) -> bool {
        self.trailers().iter().any(|trailer| trailer.has(Word::Encrypt))
    }

    /// Whether the file goes on to its proper end behind the last object.
    pub(super) fn ends_properly(&self) -> bool {
        self.ends_properly
    }

    fn add(&mut self, numbers: &[u32], value: Value, at: usize, is_trailer: bool) {
        let index = self.values.len();
        for number in numbers {
            self.by_number.entry(*number).or_default().push(index);
            let newest = self.newest.entry(*number).or_insert(index);
            if self.values.get(*newest).is_some_and(|object| object.at <= at) {
                *newest = index;
            }
        }
        self.values.push(Object { value, at, is_trailer });
    }
}

/// Where a keyword stands in the bytes.
fn positions(bytes: &[u8], keyword: &'static [u8]) -> impl Iterator<Item = usize> {
    bytes.windows(keyword.len()).enumerate().filter(move |(_, window)| *window == keyword).map(|(at, _)| at)
}

/// The object number of `12 0 ` before the keyword.
fn number_before(before: &[u8]) -> Option<u32> {
    let (_generation, before) = digits_before(before)?;
    let (number, _before) = digits_before(before)?;
    str::from_utf8(number).ok()?.parse().ok()
}

/// The digits at the end, white space behind them left out, and what stands before them.
fn digits_before(before: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = before.iter().rposition(|byte| !is_space(*byte))? + 1;
    let before = before.get(..end)?;
    let start = before.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |last| last + 1);
    let (rest, digits) = before.split_at_checked(start)?;
    (!digits.is_empty()).then_some((digits, rest))
}
