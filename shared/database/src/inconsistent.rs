//! A row may hold a value that this version does not know. Whoever reads it says where it lies and stops there.

/// A stored value that this version does not know, and where it lies.
#[derive(Debug, thiserror::Error)]
#[error("{table}.{column} of {row} holds a value that this version does not know")]
pub struct Inconsistent {
    /// The table, with its schema.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// Which row, by its public key.
    pub row: String,
}

impl Inconsistent {
    /// The value in `column` of the row with this public key.
    #[must_use]
    pub fn new(table: &'static str, column: &'static str, row: &(impl ToString + ?Sized)) -> Self {
        Self { table, column, row: row.to_string() }
    }
}

/// What a query answers that read it.
impl From<Inconsistent> for sqlx::Error {
    fn from(inconsistent: Inconsistent) -> Self {
        Self::Decode(inconsistent.into())
    }
}
