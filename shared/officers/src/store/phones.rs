//! The authenticator of an account, and the one that an open session offers in its place.

use credentials::Drift;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// The authenticator of an account.
pub(crate) struct Enrolled {
    pub(crate) data_key: Vec<u8>,
    /// The secret, sealed; `None`: nothing is enrolled.
    pub(crate) totp_secret: Option<Vec<u8>>,
    /// By how many steps its clock is known to differ.
    pub(crate) totp_skew: i16,
}

/// What an open session offers, with what is needed to open it.
pub(crate) struct Offered {
    pub(crate) secret: Vec<u8>,
    pub(crate) proof: String,
    pub(crate) data_key: Vec<u8>,
    pub(crate) nip: Vec<u8>,
}

pub(crate) async fn enrolled(on: impl PgExecutor<'_>, id: Uuid) -> Result<Enrolled, sqlx::Error> {
    sqlx::query_as!(Enrolled, "SELECT data_key, totp_secret, totp_skew FROM desk.officers WHERE id = $1", id)
        .fetch_one(on)
        .await
}

pub(crate) async fn skew(on: impl PgExecutor<'_>, id: Uuid) -> Result<i16, sqlx::Error> {
    sqlx::query_scalar!("SELECT totp_skew FROM desk.officers WHERE id = $1", id).fetch_one(on).await
}

/// Enrols the first authenticator. Returns whether the account had none.
pub(crate) async fn enrol(on: impl PgExecutor<'_>, id: Uuid, sealed: &[u8], first: Drift) -> Result<bool, sqlx::Error> {
    let enrolled = sqlx::query!(
        "UPDATE desk.officers SET totp_secret = $2, totp_last_step = $3, totp_skew = $4
          WHERE id = $1 AND totp_secret IS NULL",
        id,
        sealed,
        first.step,
        first.by,
    );
    Ok(enrolled.execute(on).await?.rows_affected() > 0)
}

/// Puts another authenticator in the place of the account's own. Returns whether there was one: after a reset there is
/// none to change.
pub(crate) async fn exchange(
    on: impl PgExecutor<'_>,
    id: Uuid,
    sealed: &[u8],
    first: Drift,
) -> Result<bool, sqlx::Error> {
    let changed = sqlx::query!(
        "UPDATE desk.officers SET totp_secret = $2, totp_last_step = $3, totp_skew = $4
          WHERE id = $1 AND totp_secret IS NOT NULL AND disabled_at IS NULL",
        id,
        sealed,
        first.step,
        first.by,
    );
    Ok(changed.execute(on).await?.rows_affected() > 0)
}

/// Takes the authenticator from an account.
pub(crate) async fn forget(on: impl PgExecutor<'_>, id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE desk.officers SET totp_secret = NULL, totp_last_step = NULL, totp_skew = 0 WHERE id = $1", id)
        .execute(on)
        .await
        .map(drop)
}

/// Uses the code of a step, with the difference of the phone's clock when it was just measured. Returns whether neither
/// it nor a later one was used before: the row decides, also between two at once.
pub(crate) async fn spend_step(
    on: impl PgExecutor<'_>,
    id: Uuid,
    step: i64,
    measured: Option<i16>,
) -> Result<bool, sqlx::Error> {
    let spent = sqlx::query!(
        "UPDATE desk.officers SET totp_last_step = $2, totp_skew = coalesce($3, totp_skew)
          WHERE id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)",
        id,
        step,
        measured,
    );
    Ok(spent.execute(on).await?.rows_affected() > 0)
}

/// Offers a sealed secret to an open session until `until`; `proof` is what stood for the old phone.
pub(crate) async fn offer(
    on: impl PgExecutor<'_>,
    session: Uuid,
    sealed: &[u8],
    until: Timestamp,
    proof: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.sessions SET offered_secret = $2, offered_until = $3, offered_for = $4 WHERE id = $1",
        session,
        sealed,
        until.to_sqlx(),
        proof,
    )
    .execute(on)
    .await
    .map(drop)
}

/// What an open session offers, until its time is over.
pub(crate) async fn offered(
    on: impl PgExecutor<'_>,
    session: Uuid,
    now: Timestamp,
) -> Result<Option<Offered>, sqlx::Error> {
    sqlx::query_as!(
        Offered,
        r#"SELECT s.offered_secret AS "secret!", s.offered_for AS "proof!", o.data_key, o.nip
             FROM desk.sessions s JOIN desk.officers o ON o.id = s.officer_id
            WHERE s.id = $1 AND s.offered_secret IS NOT NULL AND s.offered_for IS NOT NULL AND s.offered_until > $2"#,
        session,
        now.to_sqlx(),
    )
    .fetch_optional(on)
    .await
}

/// Takes the offer back, for it was used. Returns whether the session still made it.
pub(crate) async fn take_offer(on: impl PgExecutor<'_>, session: Uuid, sealed: &[u8]) -> Result<bool, sqlx::Error> {
    let taken = sqlx::query!(
        "UPDATE desk.sessions SET offered_secret = NULL, offered_until = NULL, offered_for = NULL
          WHERE id = $1 AND offered_secret = $2 AND revoked_at IS NULL",
        session,
        sealed,
    );
    Ok(taken.execute(on).await?.rows_affected() > 0)
}
