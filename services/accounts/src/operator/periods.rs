//! `helpdesk period`: when accounts can be made.

use database::{Pool, constraint};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use runtime::Clock;

/// A period as the operator sees it.
#[derive(Debug)]
pub struct Period {
    /// As people read it; no two have the same.
    pub name: String,
    /// From this moment on accounts can be made.
    pub opens_at: Timestamp,
    /// From this moment on they cannot.
    pub closes_at: Timestamp,
}

/// Why a period was not written.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// The name is empty, has more than 60 characters, or begins or ends with a blank.
    #[error("a period's name has 1 to 60 characters")]
    Name,
    /// Another period has the name.
    #[error("there is a period of this name already")]
    Taken,
    /// It would end before it begins.
    #[error("a period closes after it opens")]
    Order,
    /// Accounts of two periods would be made at the same time.
    #[error("another period is open at that time")]
    Overlap,
    /// No period has the name.
    #[error("there is no period of this name")]
    Unknown,
    /// It would close earlier than it was said to.
    #[error("a period can only close later than it was said to")]
    Earlier,
    /// The database is away or refused.
    #[error("the period could not be written")]
    Database(#[source] sqlx::Error),
}

impl From<sqlx::Error> for NotWritten {
    fn from(error: sqlx::Error) -> Self {
        match constraint(&error) {
            Some("periods_name_check") => Self::Name,
            Some("periods_name_key") => Self::Taken,
            Some("periods_close_after_they_open") => Self::Order,
            Some("periods_one_at_a_time") => Self::Overlap,
            _ => Self::Database(error),
        }
    }
}

/// All periods, the newest first.
///
/// # Errors
/// When the database is away or refuses.
pub async fn list(pool: &Pool) -> Result<Vec<Period>, sqlx::Error> {
    let periods = crate::store::periods::all(pool).await?.into_iter();
    let shown = periods.map(|of| Period { name: of.name, opens_at: of.opens_at, closes_at: of.closes_at });
    Ok(shown.collect())
}

/// Adds a period.
///
/// # Errors
/// [`NotWritten`].
pub async fn add(pool: &Pool, name: &str, opens_at: Timestamp, closes_at: Timestamp) -> Result<(), NotWritten> {
    sqlx::query!(
        "INSERT INTO accounts.periods (id, name, opens_at, closes_at) VALUES ($1, $2, $3, $4)",
        Clock::system().new_id(),
        name,
        opens_at.to_sqlx(),
        closes_at.to_sqlx(),
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Has a period close later. Returns when it would have closed.
///
/// # Errors
/// [`NotWritten`].
pub async fn extend(pool: &Pool, name: &str, until: Timestamp) -> Result<Timestamp, NotWritten> {
    let mut transaction = pool.begin().await?;
    let row = sqlx::query!("SELECT id, closes_at FROM accounts.periods WHERE name = $1 FOR UPDATE", name)
        .fetch_optional(&mut *transaction)
        .await?
        .ok_or(NotWritten::Unknown)?;
    let before = row.closes_at.to_jiff();
    if until <= before {
        return Err(NotWritten::Earlier);
    }
    sqlx::query!("UPDATE accounts.periods SET closes_at = $2 WHERE id = $1", row.id, until.to_sqlx())
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(before)
}

#[cfg(test)]
mod tests {
    use testing::Database;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[tokio::test]
    async fn two_periods_are_never_open_at_the_same_time() {
        let database = Database::create().await.unwrap();
        let pool = database.owner();
        let (august, october) = (at("2026-08-20T00:00:00Z"), at("2026-10-01T00:00:00Z"));
        add(pool, "CASN 2026", august, october).await.unwrap();
        let (september, november) = (at("2026-09-01T00:00:00Z"), at("2026-11-01T00:00:00Z"));
        assert!(matches!(add(pool, "CASN 2027", september, november).await, Err(NotWritten::Overlap)));
        assert!(matches!(add(pool, "CASN 2026", october, november).await, Err(NotWritten::Taken)));
        assert!(matches!(
            add(pool, "CASN 2027", november, october).await,
            Err(NotWritten::Order | NotWritten::Database(_))
        ));
        assert!(matches!(add(pool, " ", october, november).await, Err(NotWritten::Name)));
        add(pool, "CASN 2027", october, november).await.unwrap();
        let names: Vec<String> = list(pool).await.unwrap().into_iter().map(|period| period.name).collect();
        assert_eq!(names, ["CASN 2027", "CASN 2026"]);
    }

    #[tokio::test]
    async fn a_period_closes_later_and_never_earlier() {
        let database = Database::create().await.unwrap();
        let pool = database.owner();
        let (opens, closes) = (at("2026-08-20T00:00:00Z"), at("2026-09-06T17:00:00Z"));
        add(pool, "CASN 2026", opens, closes).await.unwrap();
        let later = at("2026-09-10T17:00:00Z");
        assert_eq!(extend(pool, "CASN 2026", later).await.unwrap(), closes);
        assert!(matches!(extend(pool, "CASN 2026", closes).await, Err(NotWritten::Earlier)));
        assert!(matches!(extend(pool, "CASN 2030", later).await, Err(NotWritten::Unknown)));
        assert_eq!(list(pool).await.unwrap()[0].closes_at, later);
    }
}
