//! What the population register said.

use database::Inconsistent;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

use applicants::Marks;

/// A verdict as it is stored: which values differ is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stored {
    Match,
    NotFound,
    Differs,
}

/// What is known about an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// The register's word.
    Verdict(Stored),
    /// Another request asks for it at this moment.
    Asked,
    /// Nothing: the caller asks for it now, and nobody else does.
    ToAsk,
}

impl Stored {
    const ALL: [Self; 3] = [Self::Match, Self::NotFound, Self::Differs];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::NotFound => "not_found",
            Self::Differs => "differs",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stored| stored.as_str() == name)
    }
}

/// What is known at `now`. When nothing is, the identity is the caller's to ask about until `asking`.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn take(
    on: impl PgExecutor<'_>,
    marks: &Marks,
    now: Timestamp,
    asking: Timestamp,
) -> Result<Known, sqlx::Error> {
    let row = sqlx::query!(
        r#"WITH taken AS (
               INSERT INTO accounts.verdicts AS v (identity_index, nik_index, kept_until) VALUES ($1, $2, $4)
               ON CONFLICT (identity_index) DO UPDATE SET verdict = NULL, kept_until = $4 WHERE v.kept_until <= $3
               RETURNING 1
           )
           SELECT EXISTS (SELECT FROM taken) AS "to_ask!",
                  (SELECT verdict FROM accounts.verdicts WHERE identity_index = $1 AND kept_until > $3) AS verdict"#,
        marks.identity.as_slice(),
        marks.nik.as_slice(),
        now.to_sqlx(),
        asking.to_sqlx(),
    )
    .fetch_one(on)
    .await?;
    match row.verdict {
        _ if row.to_ask => Ok(Known::ToAsk),
        None => Ok(Known::Asked),
        Some(name) => {
            let inconsistent = || Inconsistent::new("accounts.verdicts", "verdict", &"one");
            Ok(Known::Verdict(Stored::named(&name).ok_or_else(inconsistent)?))
        }
    }
}

/// Keeps the register's word until `kept_until`.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn keep(
    on: impl PgExecutor<'_>,
    marks: &Marks,
    stored: Stored,
    kept_until: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE accounts.verdicts SET verdict = $2, kept_until = $3 WHERE identity_index = $1",
        marks.identity.as_slice(),
        stored.as_str(),
        kept_until.to_sqlx(),
    )
    .execute(on)
    .await
    .map(drop)
}

/// The register said nothing: whoever comes next asks again.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn give_up(on: impl PgExecutor<'_>, marks: &Marks) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM accounts.verdicts WHERE identity_index = $1 AND verdict IS NULL",
        marks.identity.as_slice()
    )
    .execute(on)
    .await
    .map(drop)
}

/// Forgets at most `limit` verdicts that do not count any more. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM accounts.verdicts WHERE kept_until <= $1 AND identity_index IN (
             SELECT identity_index FROM accounts.verdicts WHERE kept_until <= $1 ORDER BY kept_until LIMIT $2)",
        now.to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
