//! What people are to be told of their stampings. The row is asked, and no message waited for: that somebody did
//! nothing for an hour is no event, and one letter tells of several files.

use database::{Connection, Inconsistent};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// One or more files have their e-meterai.
    Stamped,
    /// One or more files wait for their owner for long, to sign in or to buy stamps.
    Waits,
    /// One or more files get none: others are needed.
    Rejected,
}

impl News {
    /// Everything that can happen.
    pub const ALL: [Self; 3] = [Self::Stamped, Self::Waits, Self::Rejected];

    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stamped => "stamped",
            Self::Waits => "waits",
            Self::Rejected => "rejected",
        }
    }
}

/// Whom to tell of what, found among `most` stampings at most. They count as told when the caller's transaction
/// commits; another process that asks meanwhile gets others.
///
/// # Errors
/// When the database is away.
pub async fn take_untold(on: &mut Connection, now: Timestamp, most: i64) -> Result<Vec<(Uuid, News)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT account AS "account!", news AS "news!" FROM stamping.take_untold($1, $2)"#,
        now.to_sqlx() as jiff_sqlx::Timestamp,
        most,
    )
    .fetch_all(on)
    .await?;
    let told = rows.into_iter().map(|row| {
        let news = News::ALL.into_iter().find(|news| news.as_str() == row.news);
        Ok((row.account, news.ok_or_else(|| Inconsistent::new("stamping.jobs", "state", &row.account))?))
    });
    Ok(told.collect::<Result<_, Inconsistent>>()?)
}
