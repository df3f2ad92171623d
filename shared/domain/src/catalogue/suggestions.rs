//! The reference lists from which a form suggests values while a person types.

use crate::naming::by_name;

/// A reference list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Suggestions {
    /// Countries of the world.
    Countries,
    /// Cities outside Indonesia.
    Cities,
    /// Universities.
    Universities,
    /// Study programmes.
    Programmes,
    /// Agencies of the state, of provinces and of regencies and cities.
    Agencies,
}

impl Suggestions {
    /// Every list.
    pub const ALL: [Self; 5] = [Self::Countries, Self::Cities, Self::Universities, Self::Programmes, Self::Agencies];

    /// Name in addresses, in JSON and in the database, such as `universities`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Countries => "countries",
            Self::Cities => "cities",
            Self::Universities => "universities",
            Self::Programmes => "programmes",
            Self::Agencies => "agencies",
        }
    }
}

by_name!(Suggestions, "reference list");
