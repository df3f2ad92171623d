//! Signed documents that were issued, and the registrations that they are of.

use database::Inconsistent;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// The only kind of document so far.
const CARD: &str = "registration_card";

/// A registration that was filed, with what its card needs.
pub(crate) struct Filed {
    pub(crate) registration: Uuid,
    /// As it was filed, sealed.
    pub(crate) frozen: Vec<u8>,
    /// SHA-256 of the same before it was sealed.
    pub(crate) frozen_hash: Vec<u8>,
    /// The account's, wrapped.
    pub(crate) data_key: Vec<u8>,
    /// The card that was made of exactly this.
    pub(crate) card: Option<Card>,
}

/// A signed card in the bucket.
pub(crate) struct Card {
    pub(crate) id: Uuid,
    pub(crate) sha256: Vec<u8>,
    /// In bytes.
    pub(crate) size: i64,
}

/// The final registration of an account; `None` without one.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn filed(on: impl PgExecutor<'_>, account: Uuid) -> Result<Option<Filed>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT r.id, r.frozen AS "frozen!", r.frozen_hash AS "frozen_hash!", k.data_key,
                  i.id AS "card?", i.sha256 AS "sha256?", i.size AS "size?"
             FROM registration.registrations r
             JOIN keys.accounts k ON k.account_id = r.account_id
             LEFT JOIN registration.issued i ON i.registration_id = r.id AND i.kind = $2 AND i.replaced_at IS NULL
                                            AND i.frozen_hash = r.frozen_hash
            WHERE r.account_id = $1 AND r.state = 'final'"#,
        account,
        CARD,
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| Filed {
        registration: row.id,
        frozen: row.frozen,
        frozen_hash: row.frozen_hash,
        data_key: row.data_key,
        card: row.card.zip(row.sha256).zip(row.size).map(|((id, sha256), size)| Card { id, sha256, size }),
    }))
}

/// Keeps the final registration of an account as it is until the end of the transaction; whoever else wants the same
/// waits.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn lock(on: impl PgExecutor<'_>, account: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("SELECT FROM registration.registrations WHERE account_id = $1 AND state = 'final' FOR UPDATE", account)
        .fetch_optional(on)
        .await
        .map(drop)
}

/// A card that is being issued.
pub(crate) struct New<'a> {
    pub(crate) id: Uuid,
    pub(crate) code: &'a str,
    pub(crate) registration: Uuid,
    pub(crate) frozen_hash: &'a [u8],
    pub(crate) issued_at: Timestamp,
    pub(crate) sha256: &'a [u8],
    /// In bytes.
    pub(crate) size: i64,
}

/// Writes down a card, as the newest one of its registration. The caller has [locked](lock) the registration.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn insert(on: &mut database::Connection, new: &New<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE registration.issued SET replaced_at = $3
          WHERE registration_id = $1 AND kind = $2 AND replaced_at IS NULL",
        new.registration,
        CARD,
        new.issued_at.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(&mut *on)
    .await?;
    sqlx::query!(
        "INSERT INTO registration.issued (id, code, registration_id, kind, version, frozen_hash, issued_at, sha256, size)
         SELECT $1, $2, $3, $4, 1 + (SELECT count(*)::integer FROM registration.issued i
                                      WHERE i.registration_id = $3 AND i.kind = $4), $5, $6, $7, $8",
        new.id,
        new.code,
        new.registration,
        CARD,
        new.frozen_hash,
        new.issued_at.to_sqlx() as jiff_sqlx::Timestamp,
        new.sha256,
        new.size,
    )
    .execute(&mut *on)
    .await
    .map(drop)
}

/// What is recorded of a document.
pub(crate) struct Recorded {
    pub(crate) code: String,
    pub(crate) registration: Uuid,
    pub(crate) account: Uuid,
    /// Its registration was cancelled.
    pub(crate) cancelled: bool,
    /// When a newer version took its place.
    pub(crate) replaced_at: Option<Timestamp>,
    pub(crate) issued_at: Timestamp,
    /// The registration as it was filed, sealed.
    pub(crate) frozen: Vec<u8>,
    /// The account's, wrapped.
    pub(crate) data_key: Vec<u8>,
}

/// The document with one of these codes; the first of them that there is.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn with_code(on: impl PgExecutor<'_>, codes: &[String]) -> Result<Option<Recorded>, sqlx::Error> {
    recorded(on, codes, None).await
}

/// The document of these bytes, by their SHA-256.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn with_bytes(on: impl PgExecutor<'_>, sha256: &[u8]) -> Result<Option<Recorded>, sqlx::Error> {
    recorded(on, &[], Some(sha256)).await
}

async fn recorded(
    on: impl PgExecutor<'_>,
    codes: &[String],
    sha256: Option<&[u8]>,
) -> Result<Option<Recorded>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT i.code, r.id, r.account_id, r.state, i.replaced_at, i.issued_at, r.frozen AS "frozen!", k.data_key
             FROM registration.issued i
             JOIN registration.registrations r ON r.id = i.registration_id
             JOIN keys.accounts k ON k.account_id = r.account_id
            WHERE i.code = ANY($1) OR i.sha256 = $2
            ORDER BY array_position($1, i.code) LIMIT 1"#,
        codes,
        sha256,
    )
    .fetch_optional(on)
    .await?;
    row.map(|row| {
        let cancelled = match row.state.as_str() {
            "final" => false,
            "cancelled" => true,
            _ => return Err(Inconsistent::new("registration.registrations", "state", &row.id).into()),
        };
        Ok(Recorded {
            code: row.code,
            registration: row.id,
            account: row.account_id,
            cancelled,
            replaced_at: row.replaced_at.map(jiff_sqlx::Timestamp::to_jiff),
            issued_at: row.issued_at.to_jiff(),
            frozen: row.frozen,
            data_key: row.data_key,
        })
    })
    .transpose()
}

/// Those of the ids that some document has.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn known(on: impl PgExecutor<'_>, ids: &[Uuid]) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("SELECT id FROM registration.issued WHERE id = ANY($1)", ids).fetch_all(on).await
}
