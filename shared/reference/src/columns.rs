//! Each list has columns in its files, and each column says what a value may be.

use domain::{Field, Suggestions};

/// Most characters of a value: no field of a form takes more.
const LONGEST: usize = 200;

/// A column of a list, of the same name in the file and in the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// Part of what makes a row the same row.
    pub(super) key: bool,
}

/// What a value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 1 to 200 characters.
    Text,
    /// At most 200 characters; the file may lack the column.
    Optional,
    /// A whole number from 0.
    Number,
    /// Two capital letters.
    Alpha2,
    /// An education level as the forms name it.
    Level,
}

const fn key(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, key: true }
}

const fn more(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, key: false }
}

/// The columns of a list. Names of cities repeat within a country, so a city is another one when it has other people.
pub(super) const fn columns(list: Suggestions) -> &'static [Column] {
    match list {
        Suggestions::Countries => {
            const { &[key("alpha2", Kind::Alpha2), more("name_id", Kind::Text), more("name_en", Kind::Text)] }
        }
        Suggestions::Cities => {
            const { &[key("country", Kind::Alpha2), key("name", Kind::Text), key("population", Kind::Number)] }
        }
        Suggestions::Universities => const { &[key("name", Kind::Text), more("province", Kind::Optional)] },
        Suggestions::Programmes => {
            const { &[key("level", Kind::Level), key("name", Kind::Text), key("university", Kind::Optional)] }
        }
        Suggestions::Agencies => const { &[key("name", Kind::Text), more("area", Kind::Optional)] },
    }
}

impl Kind {
    /// What is wrong with the value, if anything is.
    pub(super) fn fault(self, value: &str) -> Option<&'static str> {
        let length = value.chars().count();
        match self {
            _ if length > LONGEST => Some("has more than 200 characters"),
            Self::Text if length == 0 => Some("is empty"),
            Self::Number if value.parse::<u32>().is_ok_and(|number| i32::try_from(number).is_ok()) => None,
            Self::Number => Some("is not a whole number"),
            Self::Alpha2 if length == 2 && value.bytes().all(|letter| letter.is_ascii_uppercase()) => None,
            Self::Alpha2 => Some("is not a country of two capital letters"),
            Self::Level if Field::EducationLevel.rule().options().iter().any(|choice| choice.value == value) => None,
            Self::Level => Some("is not an education level of the forms"),
            Self::Text | Self::Optional => None,
        }
    }

    /// Its type in PostgreSQL.
    pub(super) const fn sql_type(self) -> &'static str {
        match self {
            Self::Number => "integer",
            Self::Text | Self::Optional | Self::Alpha2 | Self::Level => "text",
        }
    }
}
