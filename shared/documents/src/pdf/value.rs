//! The values of PDF, as far as the rules need them.

use super::word::Word;

/// One value.
#[derive(Debug)]
pub(super) enum Value {
    /// The null object.
    Null,
    /// A whole number.
    Integer(i64),
    /// A name.
    Name(Word),
    /// A string, and whether it is an address that runs a script.
    Text {
        /// Starts with `javascript:`.
        script: bool,
    },
    /// An array.
    Array(Vec<Value>),
    /// A dictionary, be it of a stream or not.
    Dictionary(Dictionary),
    /// A reference to the object of this number.
    Reference(u32),
    /// Anything that no rule asks for.
    Other,
}

/// A dictionary's entries in the order of the file, doubled keys included: every rule looks at all of them.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    /// Keys and values.
    pub(super) entries: Vec<(Word, Value)>,
    /// First byte of the data in the file, when this is a stream's dictionary.
    pub(super) data: Option<usize>,
}

impl Dictionary {
    /// The last value of a key, unless it is null.
    pub(super) fn get(&self, key: Word) -> Option<&Value> {
        self.entries.iter().rev().find(|(word, _)| *word == key).map(|(_, value)| value).filter(|value| !matches!(value, Value::Null))
    }

    /// Whether a key is there with a value that is not null.
    pub(super) fn has(&self, key: Word) -> bool {
        self.get(key).is_some()
    }
}

impl Value {
    pub(super) fn as_dictionary(&self) -> Option<&Dictionary> {
        if let Self::Dictionary(dictionary) = self { Some(dictionary) } else { None }
    }

    pub(super) fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(values) = self { Some(values) } else { None }
    }

    pub(super) fn as_name(&self) -> Option<Word> {
        if let Self::Name(word) = self { Some(*word) } else { None }
    }

    pub(super) fn as_integer(&self) -> Option<i64> {
        if let Self::Integer(number) = self { Some(*number) } else { None }
    }
}
