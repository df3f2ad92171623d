//! The values of PDF, as far as the rules need them.

use super::address::Address;
use super::name::Name;
use super::word::Word;

/// One value.
#[derive(Debug, PartialEq)]
pub(super) enum Value {
    /// The null object.
    Null,
    /// A whole number.
    Integer(i64),
    /// Any other number, cut off to a whole one.
    Number(i64),
    /// A name.
    Name(Name),
    /// A string, and where it leads as an address.
    Text(Address),
    /// An array.
    Array(Vec<Value>),
    /// A dictionary, be it of a stream or not.
    Dictionary(Dictionary),
    /// A reference to the object of this number.
    Reference(u32),
    /// Anything that no rule needs.
    Other,
}

/// A dictionary's entries in the order of the file, doubled keys included. Every rule looks at all of them.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Dictionary {
    /// Keys and values.
    pub(super) entries: Vec<(Name, Value)>,
}

impl Dictionary {
    /// The last value of a key, unless it is null.
    pub(super) fn get(&self, key: Word) -> Option<&Value> {
        self.entries
            .iter()
            .rev()
            .find(|(name, _)| name.word == key)
            .map(|(_, value)| value)
            .filter(|value| !matches!(value, Value::Null))
    }

    /// Every value of a key.
    pub(super) fn every(&self, key: Word) -> impl Iterator<Item = &Value> + Clone {
        self.entries.iter().filter(move |(name, _)| name.word == key).map(|(_, value)| value)
    }

    /// Whether the dictionary has a key with a value that is not null.
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
        if let Self::Name(name) = self { Some(name.word) } else { None }
    }

    pub(super) fn as_integer(&self) -> Option<i64> {
        if let Self::Integer(number) = self { Some(*number) } else { None }
    }

    /// Any number, cut off to a whole one.
    pub(super) fn as_number(&self) -> Option<i64> {
        if let Self::Integer(number) | Self::Number(number) = self { Some(*number) } else { None }
    }
}
