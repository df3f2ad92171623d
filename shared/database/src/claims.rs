//! The owner of a table claims each of its columns that holds a data key, something sealed, or a keyed hash. The claim
//! says what becomes of the column when a ticket is erased. `helpdesk erase` asks all claims whether anything is left
//! before it commits, and a test compares all claims with [`suspects`].

use std::fmt;

use crate::{Connection, Pool};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A wrapped data key.
    DataKey,
    /// Something that a data key seals.
    Sealed,
    /// A keyed hash that tells whether two are the same person or text.
    BlindIndex,
    /// A hash of a secret, or of what is counted: nothing of a ticket.
    Hash,
    /// JSON that says where sealed things lie, or carries ids and times.
    Json,
}

/// What becomes of the columns when a ticket is erased.
#[derive(Clone, Copy, Debug)]
pub enum Erased {
    /// They are emptied or go. The query counts rows that still hold something of the ticket with the number `$1`.
    WithTicket(&'static str),
    /// They are no ticket's, or go by themselves; why.
    Not(&'static str),
}

/// The columns of one table.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The table, with its schema.
    pub table: &'static str,
    /// Its columns, and what each holds.
    pub columns: &'static [(&'static str, Holds)],
    /// What becomes of them.
    pub erased: Erased,
}

impl Claim {
    /// A claim to `columns` of `table`.
    #[must_use]
    pub const fn new(table: &'static str, columns: &'static [(&'static str, Holds)], erased: Erased) -> Self {
        Self { table, columns, erased }
    }

    /// Whether one of the columns holds this.
    #[must_use]
    pub fn holds(&self, what: Holds) -> bool {
        self.columns.iter().any(|(_, holds)| *holds == what)
    }

    /// Whether the table still holds something of the ticket with this number, as the connection sees it.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn is_left(&self, on: &mut Connection, ticket_number: &str) -> Result<bool, sqlx::Error> {
        let Erased::WithTicket(count) = self.erased else { return Ok(false) };
        let rows: i64 = sqlx::query_scalar(count).bind(ticket_number).fetch_one(on).await?;
        Ok(rows > 0)
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.columns.iter().map(|(column, _)| *column).collect();
        write!(f, "{} ({})", self.table, names.join(", "))
    }
}

/// Every column of the database that may hold a key, something sealed or an index, as table and column: bytes, JSON and
/// lists of numbers, and whatever is called so. From PostgreSQL's catalogue, so that none can be forgotten.
///
/// # Errors
/// When the database is away or refuses.
pub async fn suspects(pool: &Pool) -> Result<Vec<(String, String)>, sqlx::Error> {
    sqlx::query_as(
        "SELECT n.nspname || '.' || c.relname, a.attname::text
           FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
            AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public')
            AND (a.atttypid IN ('bytea'::regtype, 'bytea[]'::regtype, 'jsonb'::regtype, 'json'::regtype,
              'bigint[]'::regtype)
                 OR a.attname ~ '(_index|_hash|_key|secret|sealed)$' AND a.atttypid <> 'text'::regtype)",
    )
    .fetch_all(pool)
    .await
}
