//! Those who act.

use uuid::Uuid;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// An officer of the console.
    Officer(Uuid),
    /// A partner agency or a tool, by its token.
    Agency(Uuid),
    /// Whoever runs the operator's commands.
    Operator,
    /// Somebody who did not get in.
    Nobody,
}

impl Actor {
    /// The stored kind.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Officer(_) => "officer",
            Self::Agency(_) => "agency",
            Self::Operator => "operator",
            Self::Nobody => "nobody",
        }
    }

    /// Officer or token.
    #[must_use]
    pub const fn id(self) -> Option<Uuid> {
        match self {
            Self::Officer(id) | Self::Agency(id) => Some(id),
            Self::Operator | Self::Nobody => None,
        }
    }
}
