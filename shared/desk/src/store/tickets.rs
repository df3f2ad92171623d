//! The accepted submission itself, as intake sealed and stored it. The desks only read it.

use documents::StoredDocument;
use domain::TicketNumber;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use sqlx::types::Json;
use uuid::Uuid;

use super::stored::{number_texts, stored};

/// What is needed to open a ticket.
pub struct SealedTicket {
    /// Binds everything sealed to this ticket.
    pub id: Uuid,
    /// The ticket's data key, wrapped.
    pub data_key: Vec<u8>,
    /// The fields, sealed in the context `content`.
    pub content: Vec<u8>,
    /// Triage hints, codes only.
    pub hints: Vec<String>,
    /// Where each document lies within the object.
    pub documents: Vec<StoredDocument>,
    /// The S3 object with all documents.
    pub object_key: Option<String>,
}

/// Where the documents of a ticket are, and the key that opens them.
pub struct Stored {
    /// The ticket's id.
    pub id: Uuid,
    /// The ticket's data key, wrapped.
    pub data_key: Vec<u8>,
    /// What lies in the object.
    pub documents: Vec<StoredDocument>,
    /// The object's name in the bucket.
    pub object_key: String,
}

/// A ticket as stored.
pub enum Found {
    /// It can be opened.
    Sealed(SealedTicket),
    /// Its data key was destroyed: nobody can open it any more.
    Erased,
    /// The operator closed it to officers and agencies while a dispute lasts.
    Restricted,
}

/// The ticket with this number.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn find(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Option<Found>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT t.id, k.data_key AS "data_key?", t.content, t.hints,
           t.documents AS "documents: Json<Vec<StoredDocument>>", t.object_key,
                  t.restricted_at IS NOT NULL AS "restricted!"
             FROM intake.tickets t LEFT JOIN keys.tickets k ON k.ticket_id = t.id
            WHERE t.submitted_on = $1 AND t.number = $2"#,
        number.day().to_sqlx(),
        number.to_string(),
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| match (row.data_key, row.content) {
        (Some(_), Some(_)) if row.restricted => Found::Restricted,
        (Some(data_key), Some(content)) => Found::Sealed(SealedTicket {
            id: row.id,
            data_key,
            content,
            hints: row.hints,
            documents: row.documents.0,
            object_key: row.object_key,
        }),
        _ => Found::Erased,
    }))
}

/// Those of `numbers` that can still be opened, with their keys and contents, in one round trip.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn find_all(
    on: impl PgExecutor<'_>,
    numbers: &[TicketNumber],
) -> Result<Vec<(TicketNumber, SealedTicket)>, sqlx::Error> {
    let days: Vec<_> = numbers.iter().map(|number| number.day().to_sqlx()).collect();
    sqlx::query!(
        r#"SELECT t.number, t.id, k.data_key, t.content AS "content!", t.hints,
                  t.documents AS "documents: Json<Vec<StoredDocument>>", t.object_key
             FROM unnest($1::date[], $2::text[]) AS wanted (submitted_on, number)
             JOIN intake.tickets t USING (submitted_on, number)
             JOIN keys.tickets k ON k.ticket_id = t.id
            WHERE t.content IS NOT NULL AND t.restricted_at IS NULL"#,
        &days as &[jiff_sqlx::Date],
        &number_texts(numbers),
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        let number = stored(&row.number, "intake.tickets", "number", &row.number)?;
        let ticket = SealedTicket {
            id: row.id,
            data_key: row.data_key,
            content: row.content,
            hints: row.hints,
            documents: row.documents.0,
            object_key: row.object_key,
        };
        Ok((number, ticket))
    })
    .collect()
}

/// Up to `most` tickets with documents, from the id `from` on: what is needed to see whether their documents still
/// open.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn with_documents(
    on: impl PgExecutor<'_>,
    from: Uuid,
    days: (Date, Date),
    most: i64,
) -> Result<Vec<Stored>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT t.id, k.data_key, t.documents AS "documents: Json<Vec<StoredDocument>>", t.object_key AS "object_key!"
             FROM intake.tickets t JOIN keys.tickets k ON k.ticket_id = t.id
            WHERE t.id >= $1 AND t.submitted_on BETWEEN $2 AND $3 AND t.object_key IS NOT NULL ORDER BY t.id LIMIT $4"#,
        from,
        days.0.to_sqlx() as jiff_sqlx::Date,
        days.1.to_sqlx() as jiff_sqlx::Date,
        most,
    )
    .fetch_all(on)
    .await?;
    let stored = |id, data_key, documents: Json<Vec<StoredDocument>>, object_key| Stored {
        id,
        data_key,
        documents: documents.0,
        object_key,
    };
    Ok(rows.into_iter().map(|row| stored(row.id, row.data_key, row.documents, row.object_key)).collect())
}

/// The numbers of the newest tickets of a NIK (by its blind index), newest first.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn of_nik(on: impl PgExecutor<'_>, nik_index: &[u8], most: i64) -> Result<Vec<TicketNumber>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT number FROM intake.tickets WHERE nik_index = $1 ORDER BY submitted_on DESC, submitted_at DESC LIMIT $2",
        nik_index,
        most,
    )
    .fetch_all(on)
    .await?
    .iter()
    .map(|number| stored(number, "intake.tickets", "number", number))
    .collect()
}
