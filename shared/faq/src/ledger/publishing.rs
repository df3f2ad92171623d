//! Decides what everybody reads. Each function names the newest version that the supervisor saw, and does nothing when
//! there is a newer one. What it changes shows in every process within a minute.

use database::Connection;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

/// Lets everybody read the version that the supervisor saw as the newest. `false`: there is a newer one.
///
/// # Errors
/// When the database is away.
pub async fn publish(on: &mut Connection, (id, seen): (Uuid, i32), now: Timestamp) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE faq.entries SET published = version, published_at = $3, reviewed = version
          WHERE id = $1 AND version = $2",
        id,
        seen,
        now.to_sqlx(),
    )
    .execute(&mut *on)
    .await?;
    told(on, done.rows_affected()).await
}

/// Takes the entry away from everybody; its versions stay. `false`: there is a newer version, or nobody reads it.
///
/// # Errors
/// When the database is away.
pub async fn withdraw(on: &mut Connection, (id, seen): (Uuid, i32)) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE faq.entries SET published = NULL, published_at = NULL, reviewed = version
          WHERE id = $1 AND version = $2 AND published IS NOT NULL",
        id,
        seen,
    )
    .execute(&mut *on)
    .await?;
    told(on, done.rows_affected()).await
}

/// Notes that the newest version is not wanted. What everybody reads stays. `false`: there is a newer version, or this
/// one was decided about.
///
/// # Errors
/// When the database is away.
pub async fn decline(on: &mut Connection, (id, seen): (Uuid, i32)) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE faq.entries SET reviewed = version WHERE id = $1 AND version = $2 AND reviewed < version",
        id,
        seen,
    )
    .execute(&mut *on)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Tells every process that there is something new to read.
pub(super) async fn told(on: &mut Connection, changed: u64) -> Result<bool, sqlx::Error> {
    if changed == 0 {
        return Ok(false);
    }
    sqlx::query!("UPDATE faq.edition SET number = number + 1").execute(&mut *on).await?;
    Ok(true)
}
