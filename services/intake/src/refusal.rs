//! The reasons why a submission was not accepted.

use documents::StoreError;
use domain::TicketNumber;
use notices::Closure;
use runtime::telemetry::cause;
use uploads::Fault;
use vault::VaultError;
use web::Problem;

use crate::numbers::NoNumber;

/// Why there is no new ticket. Except for [`Refusal::OutcomeUnknown`], nothing was accepted.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// Fields or documents are wrong: all of them are here.
    Faulty(Vec<Fault>),
    /// The operator closed the form for now.
    Closed(Closure),
    /// The key was used for another submission, which became this ticket.
    OtherContent(TicketNumber),
    /// The same person has an open ticket of this form and did not say that another one is wanted. Holds what names it
    /// without its number.
    AlreadyOpen(String),
    /// Too many tickets from one network, or for one NIK from there.
    TooMany(Problem),
    /// PostgreSQL or the object store is away or too slow.
    Unavailable,
    /// The connection was lost at the commit. A resend with the same key finds out.
    OutcomeUnknown,
    /// A defect of ours.
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl Refusal {
    pub(crate) fn internal(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        if !database::is_unavailable(&error) {
            return Self::internal(error);
        }
        tracing::warn!(error = cause(&error), "the database is away");
        Self::Unavailable
    }
}

impl From<NoNumber> for Refusal {
    fn from(error: NoNumber) -> Self {
        match error {
            NoNumber::Database(error) => error.into(),
            NoNumber::Exhausted => {
                tracing::error!("all ticket numbers of a form and day are given out: it takes no more until midnight");
                Self::Unavailable
            }
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::warn!(error = cause(&error), "the object store did not take the documents");
        Self::Unavailable
    }
}

impl From<VaultError> for Refusal {
    fn from(error: VaultError) -> Self {
        Self::internal(error)
    }
}
