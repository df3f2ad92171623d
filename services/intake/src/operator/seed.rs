//! `helpdesk seed`: writes tickets of people who do not exist as this service would have, some thousands in one
//! transaction.

use domain::{FormCode, TicketNumber};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::store::{number_blocks, partitions};

/// One ticket, sealed.
pub struct NewTicket<'a> {
    /// Its number, which tells its form and day.
    pub number: TicketNumber,
    /// Its id.
    pub id: Uuid,
    /// When it was filed.
    pub submitted_at: Timestamp,
    /// Until when an answer is promised.
    pub answer_due_at: Timestamp,
    /// First six digits of the NIK.
    pub region: &'a str,
    /// Keyed hash of the NIK.
    pub nik_index: Vec<u8>,
    /// The wrapped data key.
    pub data_key: Vec<u8>,
    /// The sealed fields.
    pub content: Vec<u8>,
}

/// Tickets to be written, column by column.
#[derive(Default)]
pub struct Batch {
    days: Vec<jiff_sqlx::Date>,
    numbers: Vec<String>,
    ids: Vec<Uuid>,
    forms: Vec<String>,
    submitted_at: Vec<jiff_sqlx::Timestamp>,
    due_at: Vec<jiff_sqlx::Timestamp>,
    regions: Vec<String>,
    nik_indexes: Vec<Vec<u8>>,
    data_keys: Vec<Vec<u8>>,
    contents: Vec<Vec<u8>>,
}

impl Batch {
    /// Adds one.
    pub fn add(&mut self, ticket: NewTicket<'_>) {
        self.days.push(ticket.number.day().to_sqlx());
        self.numbers.push(ticket.number.to_string());
        self.ids.push(ticket.id);
        self.forms.push(ticket.number.form().to_string());
        self.submitted_at.push(ticket.submitted_at.to_sqlx());
        self.due_at.push(ticket.answer_due_at.to_sqlx());
        self.regions.push(ticket.region.to_owned());
        self.nik_indexes.push(ticket.nik_index);
        self.data_keys.push(ticket.data_key);
        self.contents.push(ticket.content);
    }

    /// Writes all of them with their data keys.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn write(&self, on: impl PgExecutor<'_>) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "WITH data_keys AS (INSERT INTO keys.tickets (ticket_id, data_key) SELECT * FROM unnest($3::uuid[], \
            $9::bytea[]))
             INSERT INTO intake.tickets (submitted_on, number, id, form, channel_id, submitted_at, answer_due_at, region, nik_index, content)
             SELECT day, number, id, form, '00000000-0000-0000-0000-000000000000', submitted_at, due_at, region, nik_index, content
               FROM unnest($1::date[], $2::text[], $3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::bytea[],
                           $10::bytea[]) AS t (day, number, id, form, submitted_at, due_at, region, nik_index, content)",
            &self.days as _,
            &self.numbers,
            &self.ids,
            &self.forms,
            &self.submitted_at as _,
            &self.due_at as _,
            &self.regions,
            &self.nik_indexes,
            &self.data_keys,
            &self.contents,
        )
        .execute(on)
        .await
        .map(drop)
    }
}

/// Whether there is any ticket.
///
/// # Errors
/// When the database is away or refuses.
pub async fn is_any(on: impl PgExecutor<'_>) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT EXISTS (SELECT FROM intake.tickets) AS "others!""#).fetch_one(on).await
}

/// Makes the partitions of the month of `first` and the ones after it, `months` in all.
///
/// # Errors
/// When the database is away or refuses.
pub async fn make_partitions(on: impl PgExecutor<'_>, first: Date, months: i32) -> Result<(), sqlx::Error> {
    partitions::ensure(on, first, months).await.map(drop)
}

/// Leases `count` sequences of a form and day; returns the first. `None` when the day has fewer left.
///
/// # Errors
/// When the database is away or refuses.
pub async fn lease(on: impl PgExecutor<'_>, form: FormCode, day: Date, count: u32) -> Result<Option<u32>, sqlx::Error> {
    number_blocks::lease(on, form, day, count).await
}

/// Lets PostgreSQL know how many tickets there are now.
///
/// # Errors
/// When the database is away or refuses.
pub async fn analyze(on: impl PgExecutor<'_>) -> Result<(), sqlx::Error> {
    sqlx::query("ANALYZE intake.tickets").execute(on).await.map(drop)
}
