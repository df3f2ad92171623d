//! Sessions between the two steps are those of `desk.sessions` in the stage `password`. They keep some columns that no
//! other session has.

use credentials::Drift;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;
use vault::SecretHash;

/// A session between the two steps, and the account that it is about.
pub(crate) struct Pending {
    pub(crate) session_id: Uuid,
    pub(crate) officer_id: Uuid,
    pub(crate) data_key: Vec<u8>,
    pub(crate) nip: Vec<u8>,
    pub(crate) totp_secret: Option<Vec<u8>>,
    pub(crate) offered_secret: Option<Vec<u8>>,
    pub(crate) totp_skew: i16,
    pub(crate) drift_step: Option<i64>,
    pub(crate) drift_by: Option<i16>,
    pub(crate) wrong_codes: i32,
}

/// The session between the two steps that has this secret.
pub(crate) async fn find(
    on: impl PgExecutor<'_>,
    secret: &SecretHash,
    now: Timestamp,
) -> Result<Option<Pending>, sqlx::Error> {
    sqlx::query_as!(
        Pending,
        "SELECT s.id AS session_id, s.officer_id, o.data_key, o.nip, o.totp_secret, s.offered_secret, o.totp_skew,
                s.drift_step, s.drift_by, s.wrong_codes
           FROM desk.sessions s JOIN desk.officers o ON o.id = s.officer_id
          WHERE s.secret_hash = $1 AND s.stage = 'password' AND s.revoked_at IS NULL AND s.expires_at > $2
            AND o.disabled_at IS NULL",
        secret.as_slice(),
        now.to_sqlx(),
    )
    .fetch_optional(on)
    .await
}

/// Keeps what the last code tells about the phone's clock.
pub(crate) async fn note_drift(
    on: impl PgExecutor<'_>,
    session: Uuid,
    drift: Option<Drift>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.sessions SET drift_step = $2, drift_by = $3 WHERE id = $1",
        session,
        drift.map(|drift| drift.step),
        drift.map(|drift| drift.by),
    )
    .execute(on)
    .await
    .map(drop)
}

/// Counts a wrong code. Returns how many there are; `None` when the session is gone.
pub(crate) async fn count_wrong_code(on: impl PgExecutor<'_>, session: Uuid) -> Result<Option<i32>, sqlx::Error> {
    sqlx::query_scalar!(
        "UPDATE desk.sessions SET wrong_codes = wrong_codes + 1 WHERE id = $1 RETURNING wrong_codes",
        session
    )
    .fetch_optional(on)
    .await
}

/// Offers a sealed secret to the session, unless one is offered already: of two pages that are opened at once the first
/// one's counts. Returns the one that is offered.
pub(crate) async fn offer(on: impl PgExecutor<'_>, session: Uuid, sealed: &[u8]) -> Result<Vec<u8>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"UPDATE desk.sessions SET offered_secret = coalesce(offered_secret, $2) WHERE id = $1
           RETURNING offered_secret AS "kept!""#,
        session,
        sealed,
    )
    .fetch_one(on)
    .await
}
