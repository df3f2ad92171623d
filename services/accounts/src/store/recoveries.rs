//! What getting back into an account reads and writes of it.

use database::Connection;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// The account that a NIK leads to, with one of its two questions.
pub(crate) struct Asked {
    pub(crate) id: Uuid,
    /// It is not frozen.
    pub(crate) is_open: bool,
    pub(crate) identity_index: Vec<u8>,
    /// Number of the account's first question.
    pub(crate) first_question: i16,
    /// Number of the question that was asked for.
    pub(crate) question: i16,
    pub(crate) answer_hash: String,
    /// Hash of an answer that counts once.
    pub(crate) one_time_hash: Option<String>,
}

/// The account of a NIK (by blind index) in the newest period that has one, with its first or second question.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn find(
    on: impl PgExecutor<'_>,
    nik_index: &[u8],
    which: i16,
    now: Timestamp,
) -> Result<Option<Asked>, sqlx::Error> {
    sqlx::query_as!(
        Asked,
        r#"SELECT a.id, a.frozen_at IS NULL AS "is_open!", a.identity_index, a.question_1 AS first_question,
                  CASE $2::smallint WHEN 1 THEN a.question_1 ELSE a.question_2 END AS "question!",
                  CASE $2::smallint WHEN 1 THEN a.answer_1_hash ELSE a.answer_2_hash END AS "answer_hash!",
                  o.answer_hash AS "one_time_hash?"
             FROM accounts.accounts a JOIN accounts.periods p ON p.id = a.period_id
             LEFT JOIN accounts.one_time_answers o ON o.account_id = a.id AND o.question = $2 AND o.until > $3
            WHERE a.nik_index = $1 AND a.state = 'active' ORDER BY p.opens_at DESC LIMIT 1"#,
        nik_index,
        which,
        now.to_sqlx(),
    )
    .fetch_optional(on)
    .await
}

/// Locks the account until the transaction ends. `false` when it ended or was frozen since it was read, or the question
/// has another answer by now.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn lock(on: &mut Connection, asked: &Asked, which: i16) -> Result<bool, sqlx::Error> {
    let found = sqlx::query_scalar!(
        "SELECT id FROM accounts.accounts
          WHERE id = $1 AND CASE $2::smallint WHEN 1 THEN answer_1_hash ELSE answer_2_hash END = $3
            AND state = 'active' AND frozen_at IS NULL
            FOR NO KEY UPDATE",
        asked.id,
        which,
        asked.answer_hash,
    )
    .fetch_optional(on)
    .await?;
    Ok(found.is_some())
}

/// What a new password brings along.
pub(crate) struct Reset<'a> {
    pub(crate) account: Uuid,
    /// The hash of the password that it had.
    pub(crate) before: &'a str,
    pub(crate) hash: &'a str,
    /// Until then contact and questions stay as they are; `None` leaves that as it was.
    pub(crate) cools_until: Option<Timestamp>,
    /// The owner is asked to choose new questions.
    pub(crate) asks_questions: bool,
    pub(crate) now: Timestamp,
}

/// Puts another password in the place of the one before. `false` when the account has another one by now, ended or was
/// frozen.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn reset(on: &mut Connection, reset: &Reset<'_>) -> Result<bool, sqlx::Error> {
    let changed = sqlx::query!(
        "UPDATE accounts.accounts SET password_hash = $3, password_changed_at = $4,
             cools_until = coalesce($5, cools_until), asks_questions = asks_questions OR $6
          WHERE id = $1 AND password_hash = $2 AND state = 'active' AND frozen_at IS NULL",
        reset.account,
        reset.before,
        reset.hash,
        reset.now.to_sqlx() as jiff_sqlx::Timestamp,
        reset.cools_until.map(jiff_sqlx::ToSqlx::to_sqlx) as Option<jiff_sqlx::Timestamp>,
        reset.asks_questions,
    )
    .execute(on)
    .await?;
    Ok(changed.rows_affected() > 0)
}
