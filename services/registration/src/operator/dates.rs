//! `helpdesk formation dates`: when registrations are taken.

use database::{Pool, constraint};
use jiff::Timestamp;
use runtime::Clock;

use crate::Selection;
use crate::store::dates::{self, Listed, New};

/// Why dates were not set.
#[derive(Debug, thiserror::Error)]
pub enum NotSet {
    /// No period has the name.
    #[error("there is no period of this name: `helpdesk period list` shows them")]
    UnknownPeriod,
    /// No formation is of this agency.
    #[error("there is no agency with this instansi_id")]
    UnknownAgency,
    /// They would end before they begin.
    #[error("registrations close after they open")]
    Order,
    /// An agency's dates lie within those of all agencies.
    #[error("an agency's dates lie within those of all agencies")]
    Beyond,
    /// The dates of all agencies would leave out those of some, which are named, ten at most.
    #[error("agencies have dates outside of these; set theirs first: {}", .0.join(", "))]
    LeavesOut(Vec<String>),
    /// The database is away or refused.
    #[error("the dates could not be written")]
    Database(#[source] sqlx::Error),
}

impl From<sqlx::Error> for NotSet {
    fn from(error: sqlx::Error) -> Self {
        match constraint(&error) {
            Some("dates_close_after_they_open") => Self::Order,
            Some("dates_agency_id_fkey") => Self::UnknownAgency,
            _ => Self::Database(error),
        }
    }
}

/// All dates, the newest period first.
///
/// # Errors
/// When the database is away or refuses.
pub async fn list(pool: &Pool) -> Result<Vec<Listed>, sqlx::Error> {
    dates::all(pool).await
}

/// Sets when registrations of a period's selection are taken: by one agency, or by all that have no dates of their own.
///
/// # Errors
/// [`NotSet`].
pub async fn set(
    pool: &Pool,
    period: &str,
    selection: Selection,
    agency_id: Option<&str>,
    (opens_at, closes_at): (Timestamp, Timestamp),
) -> Result<(), NotSet> {
    let mut transaction = pool.begin().await?;
    let period = dates::period(&mut *transaction, period).await?.ok_or(NotSet::UnknownPeriod)?;
    let new = New { id: Clock::system().new_id(), period, selection, agency_id, opens_at, closes_at };
    dates::lock(&mut *transaction).await?;
    if agency_id.is_some() {
        if !dates::fit(&mut *transaction, &new).await? {
            return Err(NotSet::Beyond);
        }
    } else if closes_at > opens_at {
        let left_out = dates::left_out(&mut *transaction, &new).await?;
        if !left_out.is_empty() {
            return Err(NotSet::LeavesOut(left_out));
        }
    }
    dates::set(&mut *transaction, &new).await?;
    Ok(transaction.commit().await?)
}
