//! What people have told while they make an account, and the data keys of it.

use database::{Connection, Inconsistent, Transaction};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;
use vault::SecretHash;

use applicants::Marks;

/// A draft lasts so long after its last step.
pub(crate) const RESTS: SignedDuration = SignedDuration::from_mins(60);
/// And so long after its first one.
pub(crate) const LASTS: SignedDuration = SignedDuration::from_hours(24);

/// Whether the register said that the identity is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Identity {
    Verified,
    /// It could not be asked; it is asked later.
    Pending,
}

impl Identity {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Pending => "pending",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Verified, Self::Pending].into_iter().find(|identity| identity.as_str() == name)
    }
}

/// A draft as it lies.
pub(crate) struct Row {
    pub(crate) id: Uuid,
    pub(crate) period_id: Uuid,
    pub(crate) identity: Identity,
    pub(crate) content: Vec<u8>,
    /// Which questions it has answers to; `None` before the second step.
    pub(crate) questions: Option<[i16; 2]>,
    /// Wrapped.
    pub(crate) data_key: Vec<u8>,
}

/// What the first step writes.
pub(crate) struct Written<'a> {
    pub(crate) id: Uuid,
    pub(crate) marks: &'a Marks,
    pub(crate) identity: Identity,
    pub(crate) content: &'a [u8],
    pub(crate) now: Timestamp,
}

/// What lets the person in later, hashed.
pub(crate) struct Secrets {
    pub(crate) password: String,
    /// Number of a question, and the answer to it.
    pub(crate) answers: [(i16, String); 2],
}

/// The draft of the browser that keeps this secret, unless it is over.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn find(
    on: impl PgExecutor<'_>,
    secret: &SecretHash,
    now: Timestamp,
) -> Result<Option<Row>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT d.id, d.period_id, d.identity, d.content, d.question_1, d.question_2, k.data_key
           FROM accounts.drafts d JOIN keys.accounts k ON k.account_id = d.id
          WHERE d.secret_hash = $1 AND d.used_at > $2 AND d.made_at > $3",
        secret.as_slice(),
        before(now, RESTS).to_sqlx(),
        before(now, LASTS).to_sqlx(),
    )
    .fetch_optional(on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let inconsistent = || Inconsistent::new("accounts.drafts", "identity", &row.id);
    let identity = Identity::named(&row.identity).ok_or_else(inconsistent)?;
    let questions = row.question_1.zip(row.question_2).map(|(first, second)| [first, second]);
    let (id, period_id) = (row.id, row.period_id);
    Ok(Some(Row { id, period_id, identity, content: row.content, questions, data_key: row.data_key }))
}

/// Writes a new draft with its data key. `false`, and nothing is written, when the period is not open at this moment.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn insert(
    on: &mut Transaction,
    period_id: Uuid,
    secret: &SecretHash,
    data_key: &[u8],
    written: &Written<'_>,
) -> Result<bool, sqlx::Error> {
    let inserted = sqlx::query!(
        "INSERT INTO accounts.drafts
             (id, period_id, secret_hash, nik_index, identity_index, identity, content, made_at, used_at)
         SELECT $1, p.id, $3, $4, $5, $6, $7, $8, $8 FROM accounts.periods p
          WHERE p.id = $2 AND p.opens_at <= $8 AND p.closes_at > $8",
        written.id,
        period_id,
        secret.as_slice(),
        written.marks.nik,
        written.marks.identity,
        written.identity.as_str(),
        written.content,
        written.now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(&mut **on)
    .await?;
    if inserted.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!("INSERT INTO keys.accounts (account_id, data_key) VALUES ($1, $2)", written.id, data_key)
        .execute(&mut **on)
        .await?;
    Ok(true)
}

/// Writes the first step anew. The password and the answers were judged beside what it told before: they are asked for
/// again. `false` when the draft is gone, or the period is not open at this moment.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn change(on: &mut Connection, written: &Written<'_>) -> Result<bool, sqlx::Error> {
    let changed = sqlx::query!(
        "UPDATE accounts.drafts d SET nik_index = $2, identity_index = $3, identity = $4, content = $5, used_at = $6,
             password_hash = NULL, question_1 = NULL, answer_1_hash = NULL, question_2 = NULL, answer_2_hash = NULL
           FROM accounts.periods p
          WHERE d.id = $1 AND p.id = d.period_id AND p.opens_at <= $6 AND p.closes_at > $6",
        written.id,
        written.marks.nik,
        written.marks.identity,
        written.identity.as_str(),
        written.content,
        written.now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(on)
    .await?;
    Ok(changed.rows_affected() > 0)
}

/// Writes the second step: all of it, and the secrets if they are new. `false` when the draft is gone, the period is
/// not open at this moment, or the first step was told anew meanwhile.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn complete(
    on: &mut Connection,
    (id, before): (Uuid, &[u8]),
    content: &[u8],
    secrets: Option<&Secrets>,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let [first, second] = secrets.map_or([None, None], |secrets| secrets.answers.each_ref().map(Some));
    let completed = sqlx::query!(
        "UPDATE accounts.drafts d SET content = $3, used_at = $4,
             password_hash = coalesce($5, d.password_hash),
             question_1 = coalesce($6, d.question_1), answer_1_hash = coalesce($7, d.answer_1_hash),
             question_2 = coalesce($8, d.question_2), answer_2_hash = coalesce($9, d.answer_2_hash)
           FROM accounts.periods p
          WHERE d.id = $1 AND d.content = $2 AND p.id = d.period_id AND p.opens_at <= $4 AND p.closes_at > $4",
        id,
        before,
        content,
        now.to_sqlx() as jiff_sqlx::Timestamp,
        secrets.map(|secrets| secrets.password.as_str()),
        first.map(|(question, _)| *question),
        first.map(|(_, answer)| answer.as_str()),
        second.map(|(question, _)| *question),
        second.map(|(_, answer)| answer.as_str()),
    )
    .execute(on)
    .await?;
    Ok(completed.rows_affected() > 0)
}

/// Says that the draft was used just now: uploads are steps, too.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn touch(on: impl PgExecutor<'_>, id: Uuid, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE accounts.drafts SET used_at = $2 WHERE id = $1", id, now.to_sqlx()).execute(on).await?;
    Ok(())
}

/// Locks the draft of the browser with this secret until the transaction ends, if an account can be made of it: nothing
/// is left to be told, and its period is open at this moment. Files are not looked at.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn take(
    on: &mut Connection,
    secret: &SecretHash,
    now: Timestamp,
) -> Result<Option<(Uuid, Identity)>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT d.id, d.identity FROM accounts.drafts d JOIN accounts.periods p ON p.id = d.period_id
          WHERE d.secret_hash = $1 AND d.used_at > $2 AND d.made_at > $3 AND d.password_hash IS NOT NULL
            AND p.opens_at <= $4 AND p.closes_at > $4
            FOR UPDATE OF d",
        secret.as_slice(),
        before(now, RESTS).to_sqlx(),
        before(now, LASTS).to_sqlx(),
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .fetch_optional(on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let unknown = || Inconsistent::new("accounts.drafts", "identity", &row.id);
    Ok(Some((row.id, Identity::named(&row.identity).ok_or_else(unknown)?)))
}

/// Forgets at most `limit` drafts that are over, with their data keys. Their files are left to the sweep. Returns how
/// many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "WITH over AS (
             SELECT id FROM accounts.drafts WHERE used_at <= $1 OR made_at <= $2
              ORDER BY used_at LIMIT $3 FOR UPDATE SKIP LOCKED
         ), keyless AS (
             DELETE FROM keys.accounts k USING over WHERE k.account_id = over.id
         ), fileless AS (
             UPDATE accounts.files f SET doomed_at = $4 FROM over WHERE f.account_id = over.id AND f.doomed_at IS NULL
         )
         DELETE FROM accounts.drafts d USING over WHERE d.id = over.id",
        before(now, RESTS).to_sqlx(),
        before(now, LASTS).to_sqlx(),
        limit,
        now.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}

fn before(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.saturating_sub(by).unwrap_or(Timestamp::MIN)
}
