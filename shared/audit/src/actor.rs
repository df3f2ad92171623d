//! Those who act.

use uuid::Uuid;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// An officer of the console.
    Officer(Uuid),
    /// An applicant, on the own account; by the id of that account, for the log names no applicant.
    Applicant(Uuid),
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
            Self::Applicant(_) => "applicant",
            Self::Agency(_) => "agency",
            Self::Operator => "operator",
            Self::Nobody => "nobody",
        }
    }

    /// Officer, applicant's account or token.
    #[must_use]
    pub const fn id(self) -> Option<Uuid> {
        match self {
            Self::Officer(id) | Self::Applicant(id) | Self::Agency(id) => Some(id),
            Self::Operator | Self::Nobody => None,
        }
    }
}
