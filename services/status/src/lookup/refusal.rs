//! The reasons why a lookup is not answered. Their texts hold no NIK and nothing of the ticket's content.

use std::sync::Arc;

use database::Inconsistent;
use domain::FieldError;
use vault::VaultError;

/// Why a lookup is not answered.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    /// No ticket has this number, it was erased, or the text is no ticket number at all.
    #[error("no ticket has this number")]
    UnknownTicket,
    /// The ticket is another person's.
    #[error("the ticket is another person's")]
    WrongNik,
    /// The text is no NIK; it is not counted as a guess.
    #[error("the text is no NIK")]
    NotANik(FieldError),
    /// The check digit does not go with the number: somebody mistyped. Nothing was looked up, nothing is counted.
    #[error("the ticket number is mistyped")]
    Mistyped,
    /// Too much was tried that was wrong; whether the number exists is not told.
    #[error("too many wrong lookups")]
    TooManyTries {
        /// Until the next try.
        seconds: u32,
    },
    /// The query failed. It may have asked for others' tickets, too.
    #[error("querying the database")]
    Database(#[source] Arc<sqlx::Error>),
    /// The ticket's row holds a value that this version does not know.
    #[error("reading the ticket's row")]
    Inconsistent(#[from] Inconsistent),
    /// What was sealed cannot be opened.
    #[error("opening what was sealed")]
    Sealed(#[from] VaultError),
    /// What was sealed opens, but is not what was written: the name of the part.
    #[error("the opened {0} cannot be read")]
    Unreadable(&'static str),
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(Arc::new(error))
    }
}

impl Refusal {
    /// Whether the same lookup may succeed a little later.
    pub(crate) fn is_outage(&self) -> bool {
        matches!(self, Self::Database(error) if database::is_unavailable(error))
    }

    /// The outcome in metrics.
    pub(crate) fn outcome(&self) -> &'static str {
        match self {
            Self::UnknownTicket => "unknown_ticket",
            Self::WrongNik => "wrong_nik",
            Self::NotANik(_) => "invalid_fields",
            Self::Mistyped => "mistyped",
            Self::TooManyTries { .. } => "too_many_tries",
            Self::Database(_) if self.is_outage() => "unavailable",
            Self::Database(_) | Self::Inconsistent(_) | Self::Sealed(_) | Self::Unreadable(_) => "failed",
        }
    }
}
