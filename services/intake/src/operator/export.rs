//! `helpdesk export`: opens a ticket with all that was filed.

use documents::StoredDocument;
use domain::TicketNumber;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use serde_json::Value;
use sqlx::PgExecutor;
use sqlx::types::Json;
use uuid::Uuid;
use vault::{DataKey, Sealed, Vault};

/// A ticket as it was filed, in the clear. It does not print.
pub struct Opened {
    /// Binds everything sealed to this ticket.
    pub id: Uuid,
    /// Opens everything else of the ticket.
    pub key: DataKey,
    /// The form's code.
    pub form: String,
    /// When it was accepted.
    pub submitted_at: Timestamp,
    /// Until when the answer was promised.
    pub answer_due_at: Timestamp,
    /// The fields.
    pub content: Value,
    /// Where the person wants to be told of the answer.
    pub notice_address: Option<String>,
    /// Where each document lies within the object.
    pub documents: Vec<StoredDocument>,
    /// The object with all documents.
    pub object_key: Option<String>,
}

/// Why a ticket was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database is away or refused, or the ticket is not there or erased.
    #[error("the ticket could not be read")]
    Database(#[from] sqlx::Error),
    /// Its key or its content does not open here.
    #[error("the ticket could not be opened")]
    Sealed(#[from] vault::VaultError),
    /// Its content is not what this version writes.
    #[error("the ticket's content is not JSON")]
    Content(#[from] serde_json::Error),
}

/// Opens the ticket.
///
/// # Errors
/// [`OpenError`].
pub async fn open(on: impl PgExecutor<'_>, vault: &Vault, number: TicketNumber) -> Result<Opened, OpenError> {
    let row = sqlx::query!(
        r#"SELECT t.id, t.form, t.submitted_at, t.answer_due_at, k.data_key, t.content AS "content!",
                  t.documents AS "documents: Json<Vec<StoredDocument>>", t.object_key,
                  told.address AS "notice_address?"
             FROM intake.tickets t JOIN keys.tickets k ON k.ticket_id = t.id
             LEFT JOIN intake.notice_addresses told ON told.ticket_number = t.number
            WHERE t.submitted_on = $1 AND t.number = $2 AND t.content IS NOT NULL"#,
        number.day().to_sqlx(),
        number.to_string(),
    )
    .fetch_one(on)
    .await?;
    let key = vault.open_data_key(&row.data_key)?;
    let content = serde_json::from_slice(&key.open(&Sealed::Content.of(row.id), &row.content)?)?;
    let address = row.notice_address.map(|sealed| key.open(&Sealed::NoticeAddress.of(row.id), &sealed)).transpose()?;
    Ok(Opened {
        id: row.id,
        key,
        form: row.form,
        submitted_at: row.submitted_at.to_jiff(),
        answer_due_at: row.answer_due_at.to_jiff(),
        content,
        notice_address: address.map(|plain| String::from_utf8_lossy(&plain).into_owned()),
        documents: row.documents.0,
        object_key: row.object_key,
    })
}
