//! An import puts the file into a table of its transaction, compares that table with the list, and reports what
//! differs. Only then it brings the rows in.

use std::path::Path;

use anyhow::{Context, Result};
use database::{Connection, Transaction};
use domain::Suggestions;
use sqlx::{AssertSqlSafe, Row as _};

use super::rows::{Batch, Rows};
use super::statements::{COUNT_SUGGESTIONS, PATIENCE, RENEW_SUGGESTIONS, Statements};

/// An import into one list. Without the transaction's commit nothing of it happened.
pub struct Import {
    list: Suggestions,
    sql: Statements,
}

/// What came out of the file.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// Rows in the file.
    pub read: u64,
    /// Rows that repeat none before them.
    pub taken: u64,
}

/// Rows that differ between the file and the list.
#[derive(Clone, Debug)]
pub struct Change {
    /// How many.
    pub count: i64,
    /// The first of them, as lines.
    pub first: Vec<String>,
}

impl Import {
    /// An import into this list.
    #[must_use]
    pub fn into_list(list: Suggestions) -> Self {
        Self { list, sql: Statements::of(list) }
    }

    /// Takes the file in, beside the list. Nobody else writes the list until the end of the transaction.
    ///
    /// # Errors
    /// When a row is wrong, the file cannot be read, or the database is away.
    pub async fn take(&self, transaction: &mut Transaction, file: &Path) -> Result<Taken> {
        transaction.allow(PATIENCE).await?;
        execute(transaction, &self.sql.lock()).await?;
        execute(transaction, &self.sql.staging()).await?;
        self.take_rows(transaction, file).await.with_context(|| format!("reading {}", file.display()))
    }

    async fn take_rows(&self, on: &mut Connection, file: &Path) -> Result<Taken> {
        let mut rows = Rows::open(self.list, file)?;
        let mut all = Taken { read: 0, taken: 0 };
        while let Some(batch) = rows.next()? {
            all.read += batch.first().map_or(0, Vec::len) as u64;
            all.taken += self.take_batch(on, batch).await?;
        }
        Ok(all)
    }

    async fn take_batch(&self, on: &mut Connection, batch: Batch) -> Result<u64> {
        let mut query = sqlx::query(AssertSqlSafe(self.sql.take()));
        for values in batch {
            query = query.bind(values);
        }
        Ok(query.execute(on).await?.rows_affected())
    }

    /// Rows that only the file has.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn added(&self, on: &mut Connection) -> Result<Change> {
        find(on, self.sql.added()).await
    }

    /// Rows that the file has otherwise.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn changed(&self, on: &mut Connection) -> Result<Change> {
        find(on, self.sql.changed()).await
    }

    /// Rows that the file lacks.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn missing(&self, on: &mut Connection) -> Result<Change> {
        find(on, self.sql.missing()).await
    }

    /// Adds and changes rows, and removes those that the file lacks where that is wanted.
    ///
    /// # Errors
    /// When a row needs another one that is not there, or the database is away.
    pub async fn bring_in(&self, on: &mut Connection, remove_missing: bool) -> Result<()> {
        execute(on, &self.sql.bring_in()).await.context("bringing the rows in; a city needs its country first")?;
        if remove_missing {
            execute(on, &self.sql.remove()).await.context("removing rows; a country stays as long as it has cities")?;
        }
        Ok(())
    }

    /// Makes the suggestions anew from all lists.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn renew_suggestions(on: &mut Connection) -> Result<()> {
        execute(on, RENEW_SUGGESTIONS).await.context("making the suggestions anew")?;
        execute(on, COUNT_SUGGESTIONS).await
    }
}

async fn find(on: &mut Connection, found: String) -> Result<Change> {
    let row = sqlx::query(AssertSqlSafe(found)).fetch_one(on).await?;
    Ok(Change { count: row.try_get("count")?, first: row.try_get("first")? })
}

async fn execute(on: &mut Connection, statement: &str) -> Result<()> {
    sqlx::query(AssertSqlSafe(statement.to_owned())).execute(on).await?;
    Ok(())
}
