//! The tables of notices. Services may only read them. `helpdesk notice` writes them with the owner's rights.

use database::{Inconsistent, Pool};
use domain::FormCode;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;

use crate::{Banner, Closure, Kind, MAX_LENGTH};

/// Banners that are read at most; the newest count.
const MOST: i64 = 50;

/// Why notices could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// Too short or too long for applicants.
    #[error("a text has 1 to {MAX_LENGTH} characters")]
    Length,
    /// It would be over before it began.
    #[error("the end must be in the future and after the beginning")]
    Over,
    /// A stored notice is of another version.
    #[error(transparent)]
    Inconsistent(#[from] Inconsistent),
    /// The database did not answer in time.
    #[error("reading the notices took too long")]
    Late,
    /// The database is away or refused.
    #[error("the notices could not be read or written")]
    Database(#[from] sqlx::Error),
}

/// What is or will be in force.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    /// Banners that have not ended, the newest first; 50 at most.
    pub banners: Vec<Banner>,
    /// Forms that have not reopened, by code.
    pub closures: Vec<Closure>,
}

/// What is in force at `now` or will be, in one round trip each.
///
/// # Errors
/// [`LedgerError::Database`] or [`LedgerError::Inconsistent`].
pub async fn in_force(pool: &Pool, now: Timestamp) -> Result<Notices, LedgerError> {
    let banners = sqlx::query!(
        "SELECT id, kind, body, starts_at, ends_at FROM notices.banners WHERE ends_at IS NULL OR ends_at > $1 ORDER \
        BY id DESC LIMIT $2",
        now.to_sqlx(),
        MOST,
    )
    .fetch_all(pool)
    .await?;
    let banners = banners.into_iter().map(|row| {
        Ok(Banner {
            id: row.id,
            kind: row.kind.parse().map_err(|_unknown| Inconsistent::new("notices.banners", "kind", &row.id))?,
            text: row.body,
            starts_at: row.starts_at.to_jiff(),
            ends_at: row.ends_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
    });
    let closures = sqlx::query!(
        "SELECT form, reason, reopens_at FROM notices.closed_forms WHERE reopens_at IS NULL OR reopens_at > $1 ORDER \
        BY form",
        now.to_sqlx(),
    )
    .fetch_all(pool)
    .await?;
    let closures = closures.into_iter().map(|row| {
        Ok(Closure {
            form: row.form.parse().map_err(|_none| Inconsistent::new("notices.closed_forms", "form", &row.form))?,
            reason: row.reason,
            reopens_at: row.reopens_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
    });
    Ok(Notices {
        banners: banners.collect::<Result<_, LedgerError>>()?,
        closures: closures.collect::<Result<_, LedgerError>>()?,
    })
}

/// Puts up a banner and returns its number.
///
/// # Errors
/// [`LedgerError::Length`], [`LedgerError::Over`] or [`LedgerError::Database`].
pub async fn add(
    pool: &Pool,
    kind: Kind,
    text: &str,
    starts_at: Timestamp,
    ends_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<i32, LedgerError> {
    let text = of_good_length(text)?;
    if ends_at.is_some_and(|end| end <= starts_at.max(now)) {
        return Err(LedgerError::Over);
    }
    let id = sqlx::query_scalar!(
        "INSERT INTO notices.banners (kind, body, starts_at, ends_at) VALUES ($1, $2, $3, $4) RETURNING id",
        kind.as_str(),
        text,
        starts_at.to_sqlx(),
        ends_at.map(ToSqlx::to_sqlx),
    );
    Ok(id.fetch_one(pool).await?)
}

/// Takes a banner down, also one that was not shown yet. `false` when none with that number is or will be shown.
///
/// # Errors
/// [`LedgerError::Database`].
pub async fn close(pool: &Pool, id: i32, now: Timestamp) -> Result<bool, LedgerError> {
    let closed = sqlx::query!(
        "UPDATE notices.banners SET ends_at = $2 WHERE id = $1 AND (ends_at IS NULL OR ends_at > $2)",
        id,
        now.to_sqlx(),
    );
    Ok(closed.execute(pool).await?.rows_affected() == 1)
}

/// Closes a form, or changes why and until when it is closed.
///
/// # Errors
/// [`LedgerError::Length`], [`LedgerError::Over`] or [`LedgerError::Database`].
pub async fn close_form(
    pool: &Pool,
    form: FormCode,
    reason: &str,
    reopens_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), LedgerError> {
    let reason = of_good_length(reason)?;
    if reopens_at.is_some_and(|end| end <= now) {
        return Err(LedgerError::Over);
    }
    sqlx::query!(
        "INSERT INTO notices.closed_forms (form, reason, reopens_at) VALUES ($1, $2, $3)
         ON CONFLICT (form) DO UPDATE SET reason = excluded.reason, reopens_at = excluded.reopens_at,
           closed_at = excluded.closed_at",
        form.to_string(),
        reason,
        reopens_at.map(ToSqlx::to_sqlx),
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Opens a form. `false` when it was not closed.
///
/// # Errors
/// [`LedgerError::Database`].
pub async fn open_form(pool: &Pool, form: FormCode) -> Result<bool, LedgerError> {
    let opened = sqlx::query!("DELETE FROM notices.closed_forms WHERE form = $1", form.to_string());
    Ok(opened.execute(pool).await?.rows_affected() == 1)
}

fn of_good_length(text: &str) -> Result<&str, LedgerError> {
    let text = text.trim();
    if (1..=MAX_LENGTH).contains(&text.chars().count()) { Ok(text) } else { Err(LedgerError::Length) }
}
