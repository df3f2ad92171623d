//! What officers see of an applicant's account beside a ticket, by two views: whose it is, and its pictures.

use database::Inconsistent;
use documents::MediaType;
use jiff::Timestamp;
use sqlx::PgExecutor;
use uuid::Uuid;

/// An account with the NIK of a ticket.
pub(crate) struct Account {
    pub(crate) id: Uuid,
    /// Of the five values that the register compares.
    pub(crate) identity_index: Vec<u8>,
    /// What the register said: `verified`, `pending` or `refused`.
    pub(crate) identity: String,
    pub(crate) made_at: Timestamp,
    pub(crate) is_frozen: bool,
    pub(crate) period: String,
    /// Wrapped.
    pub(crate) data_key: Vec<u8>,
}

/// One of its pictures, which lies sealed in the bucket.
pub(crate) struct AccountFile {
    pub(crate) id: Uuid,
    /// `ktp` or `selfie`.
    pub(crate) kind: String,
    pub(crate) media_type: MediaType,
    /// In bytes, opened.
    pub(crate) size: u64,
}

/// The account of a NIK in the newest period that has one: the one that its owner signs in to.
pub(crate) async fn of_nik(on: impl PgExecutor<'_>, nik_index: &[u8]) -> Result<Option<Account>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT id AS "id!", identity_index AS "identity_index!", identity AS "identity!", made_at AS "made_at!",
                  frozen_at IS NOT NULL AS "is_frozen!", period AS "period!", data_key AS "data_key!"
             FROM accounts.beside_tickets WHERE nik_index = $1 ORDER BY opens_at DESC LIMIT 1"#,
        nik_index,
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| Account {
        id: row.id,
        identity_index: row.identity_index,
        identity: row.identity,
        made_at: row.made_at.to_jiff(),
        is_frozen: row.is_frozen,
        period: row.period,
        data_key: row.data_key,
    }))
}

/// Its pictures, the KTP first.
pub(crate) async fn files(on: impl PgExecutor<'_>, account: Uuid) -> Result<Vec<AccountFile>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id!", kind AS "kind!", media_type AS "media_type!", size AS "size!"
             FROM accounts.files_beside_tickets WHERE account_id = $1 ORDER BY kind"#,
        account,
    )
    .fetch_all(on)
    .await?;
    let read = |name: &str, id: Uuid| {
        let known = [MediaType::Jpeg, MediaType::Pdf].into_iter().find(|known| known.as_str() == name);
        known.ok_or_else(|| Inconsistent::new("accounts.files", "media_type", &id))
    };
    let file = |id, kind, media: &str, size: i64| {
        Ok(AccountFile { id, kind, media_type: read(media, id)?, size: size.unsigned_abs() })
    };
    Ok(rows
        .into_iter()
        .map(|row| file(row.id, row.kind, &row.media_type, row.size))
        .collect::<Result<_, Inconsistent>>()?)
}
