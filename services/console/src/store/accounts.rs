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
    pub(crate) period_id: Uuid,
    /// From then on no account of the period is removed.
    pub(crate) closes_at: Timestamp,
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
                  frozen_at IS NOT NULL AS "is_frozen!", period AS "period!", data_key AS "data_key!",
                  period_id AS "period_id!", closes_at AS "closes_at!"
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
        period_id: row.period_id,
        closes_at: row.closes_at.to_jiff(),
        data_key: row.data_key,
    }))
}

/// A complaint that a desk approved (form 02).
pub(crate) struct Complaint {
    /// The ticket.
    pub(crate) ticket: String,
    pub(crate) period_id: Uuid,
    /// `None` when nothing is left of it.
    pub(crate) account: Option<Uuid>,
    pub(crate) frozen_at: Timestamp,
    pub(crate) frozen_by: Uuid,
    /// Who confirmed that the account is removed, and from when on.
    pub(crate) removal: Option<(Uuid, Timestamp)>,
    /// When the account was removed or released; `None`: it is frozen.
    pub(crate) ended_at: Option<Timestamp>,
    /// The account was removed.
    pub(crate) is_removed: bool,
}

/// The complaints about accounts of a NIK, the newest first.
pub(crate) async fn complaints(on: impl PgExecutor<'_>, nik_index: &[u8]) -> Result<Vec<Complaint>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT ticket_number AS "ticket!", period_id AS "period_id!", account_id, frozen_at AS "frozen_at!",
                  frozen_by AS "frozen_by!", confirmed_by, remove_at, ended_at,
                  outcome IS NOT DISTINCT FROM 'removed' AS "is_removed!"
             FROM accounts.complaints_beside_tickets WHERE nik_index = $1 ORDER BY frozen_at DESC"#,
        nik_index,
    )
    .fetch_all(on)
    .await?;
    let complaint = rows.into_iter().map(|row| Complaint {
        ticket: row.ticket,
        period_id: row.period_id,
        account: row.account_id,
        frozen_at: row.frozen_at.to_jiff(),
        frozen_by: row.frozen_by,
        removal: row.confirmed_by.zip(row.remove_at.map(jiff_sqlx::Timestamp::to_jiff)),
        ended_at: row.ended_at.map(jiff_sqlx::Timestamp::to_jiff),
        is_removed: row.is_removed,
    });
    Ok(complaint.collect())
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
