//! All objects of a file. It finds them by their keyword, not by the cross-reference table.

use std::collections::HashMap;

use super::budget::Budget;
use super::bytes::{is_numeric, is_space};
use super::parser::{Decipher, Next, Parser};
use super::value::{Dictionary, Value};
use super::word::Word;
use crate::Refusal;

/// How many comments between an object's number and its keyword we skip.
const MAX_COMMENTS: usize = 8;

/// Longest line that we search for the start of a comment.
const MAX_LINE: usize = 1_024;

/// Number and generation of an object.
pub(super) type Id = (u32, u16);

/// Every value behind an `obj` or a `trailer`, anywhere in the bytes, and the values in object streams.
pub(super) struct Objects {
    all: Vec<Object>,
    by_number: HashMap<u32, Vec<usize>>,
    /// Where each revision of the file ends.
    ends: Vec<usize>,
    last: usize,
}

/// One object, in one of its revisions.
#[expect(clippy::struct_excessive_bools, reason = "each is found at another place, and none excludes another")]
pub(super) struct Object {
    /// Its number and generation; a trailer has none.
    pub(super) id: Option<Id>,
    /// Where it, or the object stream that holds it, stands in the file.
    pub(super) at: usize,
    /// First and last byte of its text.
    pub(super) text: (usize, usize),
    /// Its value; more than one when the file is malformed.
    pub(super) values: Vec<Value>,
    /// Where its data starts, when it is a stream.
    pub(super) data: Option<Data>,
    /// Whether it comes from an object stream.
    pub(super) packed: bool,
    /// Whether it is a trailer.
    pub(super) is_trailer: bool,
    /// Whether readers could read it in two ways.
    pub(super) odd: bool,
    /// Whether its number stands in a comment, as when a tool noted what it packed where.
    pub(super) noted: bool,
}

/// The start of a stream's data.
#[derive(Clone, Copy)]
pub(super) struct Data {
    pub(super) start: usize,
    /// Whether anything but blanks follows `stream` on its line.
    pub(super) crowded: bool,
}

impl Object {
    pub(super) fn value(&self) -> &Value {
        self.values.first().unwrap_or(&Value::Null)
    }

    pub(super) fn dictionary(&self) -> Option<&Dictionary> {
        self.value().as_dictionary()
    }
}

/// Decrypts the strings and data of an object that is encrypted with an empty password.
type Cipher<'a> = &'a dyn Fn(Id, &[u8]) -> Vec<u8>;

impl Objects {
    /// Finds and parses all objects that are not in object streams.
    pub(super) fn read(bytes: &[u8], budget: &mut Budget, cipher: Option<Cipher<'_>>) -> Result<Self, Refusal> {
        let ends = positions(bytes, b"startxref").collect();
        let mut objects = Self { all: Vec::new(), by_number: HashMap::new(), ends, last: 0 };
        for at in positions(bytes, b"obj") {
            let before = bytes.get(..at).unwrap_or_default();
            if before.ends_with(b"end") {
                continue;
            }
            let header = Header::before(before);
            let (id, odd, start) = match header {
                // No reader takes this for an object: it is text, or a stream's data.
                Header::None => continue,
                Header::Odd => (None, true, at),
                Header::Of(id, start) => (Some(id), false, start),
            };
            objects.last = at;
            let decipher = |text: &[u8]| cipher.zip(id).map_or_else(|| text.to_vec(), |(cipher, id)| cipher(id, text));
            let object =
                object(bytes, at, b"obj".len(), budget, cipher.is_some().then_some(&decipher as Decipher<'_>))?;
            objects.add(Object { id, odd: odd || object.odd, noted: is_in_comment(bytes, start), ..object });
        }
        for at in positions(bytes, b"trailer") {
            let object = object(bytes, at, b"trailer".len(), budget, None)?;
            objects.add(Object { is_trailer: true, ..object });
        }
        Ok(objects)
    }

    /// Adds an object from an object stream.
    pub(super) fn add(&mut self, object: Object) {
        if let Some((number, _)) = object.id {
            self.by_number.entry(number).or_default().push(self.all.len());
        }
        self.all.push(object);
    }

    /// All objects, in every revision.
    pub(super) fn all(&self) -> &[Object] {
        &self.all
    }

    /// The places of all revisions of a number.
    pub(super) fn places(&self, number: u32) -> &[usize] {
        self.by_number.get(&number).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every revision of the object with a number.
    pub(super) fn revisions(&self, number: u32) -> impl Iterator<Item = &Object> {
        self.places(number).iter().filter_map(|index| self.all.get(*index))
    }

    /// Follows a reference to every revision, or returns the value itself.
    pub(super) fn resolve_all<'a>(&'a self, value: &'a Value) -> impl Iterator<Item = &'a Value> {
        let (itself, number) = match value {
            Value::Reference(number) => (None, Some(*number)),
            _ => (Some(value), None),
        };
        itself.into_iter().chain(number.into_iter().flat_map(|number| self.revisions(number)).map(Object::value))
    }

    /// Follows a reference to the last revision, or returns the value itself.
    pub(super) fn resolve<'a>(&'a self, value: &'a Value) -> Option<&'a Value> {
        let Value::Reference(number) = value else { return Some(value) };
        self.revisions(*number).max_by_key(|object| object.at).map(Object::value)
    }

    /// The dictionaries that lead to a catalog: trailers, and the cross-reference streams that replace them.
    pub(super) fn trailers(&self) -> impl Iterator<Item = &Object> {
        self.all.iter().filter(|object| object.dictionary().is_some_and(|dictionary| dictionary.has(Word::Root)))
    }

    /// Whether readers could understand the file's objects in two ways: one of them is written so, or two of one
    /// revision have the same number.
    pub(super) fn are_odd(&self) -> bool {
        let mut seen: HashMap<(u32, usize), &[Value]> = HashMap::new();
        // Texts contain the word, too. A trailer is what leads to a catalog.
        let is_odd_trailer = |object: &Object| {
            object.is_trailer && object.odd && object.dictionary().is_some_and(|trailer| trailer.has(Word::Root))
        };
        let objects = self.all.iter().filter(|object| !object.packed && !object.is_trailer);
        self.all.iter().any(is_odd_trailer)
            || objects.into_iter().any(|object| {
                let twice = object.id.filter(|_| !object.noted).is_some_and(|(number, _)| {
                    let other = seen.insert((number, self.revision(object.at)), &object.values);
                    other.is_some_and(|other| other != object.values.as_slice())
                });
                twice || object.odd || (object.values.len() > 1 && !object.noted)
            })
    }

    /// Whether the file continues to its proper end behind the last object. Every writer leaves the way to its
    /// cross-reference there; without it the file is cut off.
    pub(super) fn ends_properly(&self) -> bool {
        self.ends.last().is_some_and(|end| *end > self.last)
    }

    /// The revision to which a place in the file belongs.
    fn revision(&self, at: usize) -> usize {
        self.ends.partition_point(|end| *end < at)
    }
}

/// The object whose keyword stands at a place.
fn object(
    bytes: &[u8],
    at: usize,
    keyword: usize,
    budget: &mut Budget,
    decipher: Option<Decipher<'_>>,
) -> Result<Object, Refusal> {
    let start = at + keyword;
    let mut parser = Parser::new(bytes, start, budget).with_cipher(decipher);
    let (values, next) = parser.values()?;
    let data = match next {
        Next::Stream { data, crowded } => Some(Data { start: data, crowded }),
        Next::EndObject | Next::Elsewhere | Next::EndStream => None,
    };
    let (end, odd) = (parser.at(), parser.odd);
    Ok(Object { id: None, at, text: (start, end), values, data, packed: false, is_trailer: false, odd, noted: false })
}

/// Whether a comment starts before a place on its line. Binary data has no lines; a tool's note is short.
fn is_in_comment(bytes: &[u8], at: usize) -> bool {
    let near = bytes.get(at.saturating_sub(64)..at).unwrap_or_default();
    near.rsplit(|byte| matches!(byte, b'\n' | b'\r')).next().is_some_and(|line| line.contains(&b'%'))
}

/// Where a keyword stands in the bytes.
pub(super) fn positions(bytes: &[u8], keyword: &'static [u8]) -> impl DoubleEndedIterator<Item = usize> {
    let windows = bytes.windows(keyword.len()).enumerate();
    windows.filter(move |(_, window)| *window == keyword).map(|(at, _)| at)
}

/// What precedes `obj`.
#[derive(Debug, PartialEq, Eq)]
enum Header {
    /// No two numbers.
    None,
    /// Two numbers that only some readers take for an object's.
    Odd,
    /// `12 0`, and where it starts.
    Of(Id, usize),
}

impl Header {
    fn before(bytes: &[u8]) -> Self {
        let Some((generation, rest)) = word_before(bytes) else { return Self::None };
        // A blank must separate the two numbers.
        if !rest.last().is_some_and(|byte| is_space(*byte) || is_other_space(*byte)) {
            return Self::None;
        }
        let Some((number, rest)) = word_before(rest) else { return Self::None };
        let id = plain(number)
            .and_then(|number| number.parse().ok())
            .zip(plain(generation).and_then(|generation| generation.parse().ok()));
        let between = bytes.get(rest.len()..).unwrap_or_default();
        match id {
            Some(id) if !between.iter().any(|byte| is_other_space(*byte)) => Self::Of(id, rest.len()),
            _ => Self::Odd,
        }
    }
}

/// The text of a word that has only digits.
fn plain(word: &[u8]) -> Option<&str> {
    str::from_utf8(word).ok().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// White space that only `PDFium` knows.
fn is_other_space(byte: u8) -> bool {
    matches!(byte, 0x80 | 0xff)
}

/// Reads the number at the end, before white space and comments. Also returns what precedes it.
fn word_before(mut bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    for _ in 0..=MAX_COMMENTS {
        let end = bytes.iter().rposition(|byte| !is_space(*byte) && !is_other_space(*byte))? + 1;
        let (kept, blank) = bytes.split_at_checked(end)?;
        // A comment ends with its line.
        let is_line = blank.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
        let near = kept.get(kept.len().saturating_sub(MAX_LINE)..)?;
        let line = near.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |last| last + 1);
        let comment = near.get(line..)?.iter().position(|byte| *byte == b'%').filter(|_| is_line);
        if let Some(comment) = comment {
            bytes = kept.get(..kept.len() - near.len() + line + comment)?;
            continue;
        }
        let start = kept.iter().rposition(|byte| !is_numeric(*byte)).map_or(0, |last| last + 1);
        let (rest, word) = kept.split_at_checked(start)?;
        return (!word.is_empty()).then_some((word, rest));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_objects_number_is_found_before_its_keyword() {
        for header in ["12 0 ", "endobj12 0 ", "x\n12\r\n0\t", "12 0", "12 % dua belas\n0 % nol\n", "12 0\n%\n%\n"] {
            assert!(matches!(Header::before(header.as_bytes()), Header::Of((12, 0), _)), "{header:?}");
        }
        for header in ["", "12", "12 ", " objek ", "12 x ", "(12 0) ", "120"] {
            assert_eq!(Header::before(header.as_bytes()), Header::None, "{header:?}");
        }
        for header in [&b"12. 0 "[..], b"+12 0 ", b"12 0. ", b"12\xff0 ", b"12 0\x80", b"99999999999 0 ", b"1.2 -0 "] {
            assert_eq!(Header::before(header), Header::Odd, "{header:?}");
        }
    }
}
