//! Rows of registrations.

use database::Connection;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::registrations::Registration;

/// A row.
pub(crate) struct Row {
    pub(crate) id: Uuid,
    pub(crate) period_id: Uuid,
    pub(crate) state: String,
    pub(crate) step: i16,
    pub(crate) version: i64,
    pub(crate) content: Vec<u8>,
    pub(crate) selection: Option<String>,
    pub(crate) formation_id: Option<Uuid>,
    pub(crate) closes_at: Timestamp,
    pub(crate) saved_at: Timestamp,
    pub(crate) number: Option<String>,
    pub(crate) final_at: Option<Timestamp>,
}

/// A registration that begins.
pub(crate) struct New {
    pub(crate) id: Uuid,
    pub(crate) account: Uuid,
    pub(crate) period: Uuid,
    pub(crate) closes_at: Timestamp,
}

/// The registration of an account.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn find(on: impl PgExecutor<'_>, account: Uuid) -> Result<Option<Row>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT id, period_id, state, step, version, content, selection, formation_id, saved_at, number, final_at,
                coalesce(registration.closes(period_id, selection, formation_id), closes_at) AS \"closes_at!\"
           FROM registration.registrations WHERE account_id = $1",
        account,
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| Row {
        id: row.id,
        period_id: row.period_id,
        state: row.state,
        step: row.step,
        version: row.version,
        content: row.content,
        selection: row.selection,
        formation_id: row.formation_id,
        closes_at: row.closes_at.to_jiff(),
        saved_at: row.saved_at.to_jiff(),
        number: row.number,
        final_at: row.final_at.map(jiff_sqlx::Timestamp::to_jiff),
    }))
}

/// Begins a registration, unless the account has one.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn begin(
    on: impl PgExecutor<'_>,
    new: &New,
    content: &[u8],
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO registration.registrations (id, account_id, period_id, state, content, begun_at, saved_at, closes_at)
         VALUES ($1, $2, $3, 'draft', $4, $5, $5, $6) ON CONFLICT (account_id) DO NOTHING",
        new.id,
        new.account,
        new.period,
        content,
        now.to_sqlx(),
        new.closes_at.to_sqlx(),
    )
    .execute(on)
    .await
    .map(drop)
}

/// Saves a draft that still has the version from which the change was made. Returns whether it did.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn save(
    on: impl PgExecutor<'_>,
    changed: &Registration,
    content: &[u8],
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let saved = sqlx::query!(
        "UPDATE registration.registrations
            SET content = $3, step = $4, selection = $5, formation_id = $6, closes_at = $7, saved_at = $8,
                version = version + 1
          WHERE id = $1 AND version = $2 AND state = 'draft'",
        changed.id,
        changed.version,
        content,
        changed.step.number(),
        changed.selection.map(domain::SelectionKind::as_str),
        changed.formation,
        changed.closes_at.to_sqlx(),
        now.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(saved.rows_affected() > 0)
}

/// A registration that is filed.
pub(crate) struct Filed<'a> {
    pub(crate) number: &'a str,
    pub(crate) frozen: &'a [u8],
    pub(crate) frozen_hash: &'a [u8],
    /// The register has not confirmed the identity yet.
    pub(crate) identity_pending: bool,
}

/// Locks an account until the transaction ends. Whoever locks its registration too locks the account first, as whoever
/// removes it does: else two would wait for each other.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn hold_account(on: &mut Connection, account: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("SELECT registration.hold_account($1)", account).execute(on).await.map(drop)
}

/// Locks a draft of the account that still has this version until the transaction ends, the account first. Returns
/// whether it is there.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn lock(on: &mut Connection, (id, account): (Uuid, Uuid), version: i64) -> Result<bool, sqlx::Error> {
    hold_account(&mut *on, account).await?;
    let found = sqlx::query_scalar!(
        "SELECT id FROM registration.registrations WHERE id = $1 AND version = $2 AND state = 'draft' FOR UPDATE",
        id,
        version,
    )
    .fetch_optional(on)
    .await?;
    Ok(found.is_some())
}

/// Makes a locked draft final.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn file(on: &mut Connection, id: Uuid, filed: &Filed<'_>, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE registration.registrations
            SET state = 'final', number = $2, frozen = $3, frozen_hash = $4, final_at = $5, identity_pending = $6,
                version = version + 1
          WHERE id = $1 AND state = 'draft'",
        id,
        filed.number,
        filed.frozen,
        filed.frozen_hash,
        now.to_sqlx(),
        filed.identity_pending,
    )
    .execute(on)
    .await
    .map(drop)
}

/// Marks at most `limit` drafts whose registration is closed by the dates of this moment. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn expire(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let expired = sqlx::query!(
        "UPDATE registration.registrations SET state = 'expired', ended_at = $1 WHERE id IN (
             SELECT id FROM registration.registrations
              WHERE state = 'draft' AND closes_at <= $1
                AND coalesce(registration.closes(period_id, selection, formation_id), closes_at) <= $1
              ORDER BY closes_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now.to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(expired.rows_affected())
}

/// Marks at most `limit` drafts whose owners are to be reminded now, and returns whose they are: a week, two days and
/// half a day before their registration closes, each time once, and not for a time before the draft was begun.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn take_unreminded(on: &mut Connection, now: Timestamp, limit: i64) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "UPDATE registration.registrations SET reminded_at = $1 WHERE id IN (
             SELECT r.id FROM registration.registrations r,
                    LATERAL (SELECT coalesce(registration.closes(r.period_id, r.selection, r.formation_id), r.closes_at)
                                 AS at) AS closes
              WHERE r.state = 'draft' AND closes.at > $1 AND EXISTS (
                    SELECT FROM unnest(ARRAY[interval '7 days', interval '48 hours', interval '12 hours']) AS before
                     WHERE closes.at - before <= $1 AND r.begun_at < closes.at - before
                       AND (r.reminded_at IS NULL OR r.reminded_at < closes.at - before))
              LIMIT $2 FOR UPDATE OF r SKIP LOCKED)
         RETURNING account_id",
        now.to_sqlx(),
        limit,
    )
    .fetch_all(on)
    .await
}

/// Whether the account has a registration that is neither over nor cancelled.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn is_alive(on: impl PgExecutor<'_>, account: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM registration.registrations
            WHERE account_id = $1 AND state IN ('draft', 'final')) AS "alive!""#,
        account,
    )
    .fetch_one(on)
    .await
}
