//! What was uploaded for drafts and accounts. A row is written before its object, doomed, so that the sweep finds what
//! a process left behind that died in between.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use database::{Connection, Inconsistent};
use documents::MediaType;

use crate::uploaded::{Kind, Source, Uploaded};

/// How long an upload may take before the sweep takes it for one that failed.
const UPLOAD_TAKES: SignedDuration = SignedDuration::from_mins(15);

/// An object that nobody has any use for.
pub(crate) struct Doomed {
    pub(crate) id: Uuid,
    pub(crate) account_id: Uuid,
}

/// Writes that an object is about to come, unless the draft has `most` files already. `false` then, and when the draft
/// is gone.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn announce(
    on: impl PgExecutor<'_>,
    draft: Uuid,
    file: &Uploaded,
    most: i64,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let written = sqlx::query!(
        "INSERT INTO accounts.files (id, account_id, kind, source, media_type, size, uploaded_at, doomed_at)
         SELECT $2, d.id, $3, $4, $5, $6, $7, $8 FROM accounts.drafts d
          WHERE d.id = $1 AND (SELECT count(*) FROM accounts.files f WHERE f.account_id = d.id) < $9",
        draft,
        file.id,
        file.kind.as_str(),
        file.source.as_str(),
        file.media_type.as_str(),
        file.size,
        now.to_sqlx(),
        now.saturating_add(UPLOAD_TAKES).unwrap_or(Timestamp::MAX).to_sqlx(),
        most,
    )
    .execute(on)
    .await?;
    Ok(written.rows_affected() > 0)
}

/// Makes the file the draft's own, in the place of another one of its kind. `false` when the draft is gone, or the
/// sweep took the file.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn keep(
    on: &mut Connection,
    draft: Uuid,
    file: &Uploaded,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    // Nobody makes an account of the draft meanwhile, and two uploads come one after the other.
    let there = sqlx::query_scalar!("SELECT id FROM accounts.drafts WHERE id = $1 FOR UPDATE", draft);
    if there.fetch_optional(&mut *on).await?.is_none() {
        return Ok(false);
    }
    sqlx::query!(
        "UPDATE accounts.files SET doomed_at = $3 WHERE account_id = $1 AND kind = $2 AND doomed_at IS NULL",
        draft,
        file.kind.as_str(),
        now.to_sqlx(),
    )
    .execute(&mut *on)
    .await?;
    let kept = sqlx::query!("UPDATE accounts.files SET doomed_at = NULL WHERE id = $1", file.id).execute(on).await?;
    Ok(kept.rows_affected() > 0)
}

/// The files of a draft or an account.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn of(on: impl PgExecutor<'_>, account: Uuid) -> Result<Vec<Uploaded>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT id, kind, source, media_type, size FROM accounts.files
          WHERE account_id = $1 AND doomed_at IS NULL ORDER BY kind",
        account,
    )
    .fetch_all(on)
    .await?;
    let read = rows.into_iter().map(|row| {
        let unknown = |column| Inconsistent::new("accounts.files", column, &row.id);
        let media_type = [MediaType::Jpeg, MediaType::Pdf].into_iter().find(|one| one.as_str() == row.media_type);
        Ok(Uploaded {
            id: row.id,
            kind: Kind::named(&row.kind).ok_or_else(|| unknown("kind"))?,
            source: Source::named(&row.source).ok_or_else(|| unknown("source"))?,
            media_type: media_type.ok_or_else(|| unknown("media_type"))?,
            size: row.size,
        })
    });
    read.collect()
}

/// At most `limit` objects that are to be deleted, the oldest first.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn doomed(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<Vec<Doomed>, sqlx::Error> {
    sqlx::query_as!(
        Doomed,
        "SELECT id, account_id FROM accounts.files WHERE doomed_at <= $1 ORDER BY doomed_at LIMIT $2",
        now.to_sqlx() as jiff_sqlx::Timestamp,
        limit,
    )
    .fetch_all(on)
    .await
}

/// Forgets rows whose objects are gone.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, ids: &[Uuid]) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM accounts.files WHERE id = ANY($1) AND doomed_at IS NOT NULL", ids).execute(on).await?;
    Ok(())
}
