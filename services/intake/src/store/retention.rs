//! Asks the database to erase what is kept no longer. Intake cannot say what or when: the functions are the database
//! owner's.

use jiff_sqlx::Date;
use sqlx::PgExecutor;

/// The documents of an erased ticket.
pub(crate) struct ErasedObject {
    day: Date,
    number: String,
    /// The object's key in the store.
    pub(crate) key: String,
}

/// Erases up to `most` tickets whose period is over. Returns how many; fewer than `most`: no more are due.
pub(crate) async fn expire_tickets(on: impl PgExecutor<'_>, most: i32) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT retention.expire_tickets($1) AS "erased!""#, most).fetch_one(on).await
}

/// Deletes banners and closures that are over for longer than their period. Returns how many.
pub(crate) async fn forget_notices(on: impl PgExecutor<'_>) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT retention.forget_notices() AS "forgotten!""#).fetch_one(on).await
}

/// Up to `most` objects that erased tickets left behind.
pub(crate) async fn objects_to_delete(on: impl PgExecutor<'_>, most: i32) -> Result<Vec<ErasedObject>, sqlx::Error> {
    sqlx::query_as!(
        ErasedObject,
        r#"SELECT submitted_on AS "day!", number AS "number!", object_key AS "key!"
           FROM retention.objects_to_delete($1)"#,
        most,
    )
    .fetch_all(on)
    .await
}

/// Notes that an object is deleted.
pub(crate) async fn object_deleted(on: impl PgExecutor<'_>, object: &ErasedObject) -> Result<(), sqlx::Error> {
    sqlx::query!("SELECT retention.object_deleted($1, $2)", object.day, object.number).execute(on).await.map(drop)
}
