//! An act may concern an account. The log names that account by kind and id.

use uuid::Uuid;

/// Whose account an act was about, the actor's own included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An officer of the console.
    Officer(Uuid),
    /// An applicant, by the id of the account: the log is kept for good and names no applicant.
    Applicant(Uuid),
}

impl Subject {
    pub(crate) const OFFICER: &'static str = "officer";
    pub(crate) const APPLICANT: &'static str = "applicant";

    /// The stored kind.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Officer(_) => Self::OFFICER,
            Self::Applicant(_) => Self::APPLICANT,
        }
    }

    /// The account.
    #[must_use]
    pub const fn id(self) -> Uuid {
        match self {
            Self::Officer(id) | Self::Applicant(id) => id,
        }
    }
}
