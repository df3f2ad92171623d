//! `desk.recovery_codes`: a recovery code stands for the phone, once.

use database::Connection;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;
use vault::BlindIndex;

/// Uses a code. Returns whether it was not used before.
pub(crate) async fn spend(
    on: impl PgExecutor<'_>,
    officer: Uuid,
    code: &BlindIndex,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let spent = sqlx::query!(
        "UPDATE desk.recovery_codes SET spent_at = $3
          WHERE officer_id = $1 AND code_hash = $2 AND spent_at IS NULL",
        officer,
        code.as_bytes().as_slice(),
        now.to_sqlx(),
    );
    Ok(spent.execute(on).await?.rows_affected() > 0)
}

/// Puts new codes in the place of all earlier ones.
pub(crate) async fn replace(on: &mut Connection, officer: Uuid, codes: &[Vec<u8>]) -> Result<(), sqlx::Error> {
    forget(&mut *on, officer).await?;
    sqlx::query!(
        "INSERT INTO desk.recovery_codes (officer_id, code_hash) SELECT $1, unnest($2::bytea[])",
        officer,
        codes
    )
    .execute(on)
    .await
    .map(drop)
}

/// Forgets all codes of an account.
pub(crate) async fn forget(on: impl PgExecutor<'_>, officer: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM desk.recovery_codes WHERE officer_id = $1", officer).execute(on).await.map(drop)
}

/// How many codes are left.
pub(crate) async fn left(on: impl PgExecutor<'_>, officer: Uuid) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "left!" FROM desk.recovery_codes WHERE officer_id = $1 AND spent_at IS NULL"#,
        officer,
    )
    .fetch_one(on)
    .await
}
