//! An import: the file goes into a table of this transaction, which is compared with the list, told, and only then
//! brought in.

use std::path::Path;

use anyhow::{Context, Result};
use audit::Action;
use database::{Connection, Pool};
use domain::Suggestions;
use sqlx::{AssertSqlSafe, Row as _};

use super::rows::{Batch, Rows};
use super::statements::{COUNT_SUGGESTIONS, PATIENCE, RENEW_SUGGESTIONS, Statements};
use crate::operator::{Operator, say};

/// Brings the file into the list, or only shows what would change.
pub(super) async fn run(
    pool: &Pool,
    list: Suggestions,
    file: &Path,
    dry_run: bool,
    remove_missing: bool,
    operator: &Operator,
) -> Result<()> {
    let sql = Statements::of(list);
    let mut transaction = pool.begin().await?;
    transaction.allow(PATIENCE).await?;
    execute(&mut transaction, &sql.lock()).await?;
    execute(&mut transaction, &sql.staging()).await?;
    let (read, taken) =
        take_in(&mut transaction, &sql, list, file).await.with_context(|| format!("reading {}", file.display()))?;
    say(format!("{read} rows read, {} of them repeated", read - taken));
    tell(&mut transaction, "added", &sql.added()).await?;
    tell(&mut transaction, "changed", &sql.changed()).await?;
    tell(&mut transaction, if remove_missing { "removed" } else { "not in the file, kept" }, &sql.missing()).await?;
    execute(&mut transaction, &sql.bring_in()).await.context("bringing the rows in; a city needs its country first")?;
    if remove_missing {
        execute(&mut transaction, &sql.remove())
            .await
            .context("removing rows; a country stays as long as it has cities")?;
    }
    if dry_run {
        transaction.rollback().await?;
        say("dry run: nothing was changed");
        return Ok(());
    }
    execute(&mut transaction, RENEW_SUGGESTIONS).await.context("making the suggestions anew")?;
    execute(&mut transaction, COUNT_SUGGESTIONS).await?;
    let entry = operator.entry(Action::ReferenceImported).detail(format!("{} {taken} rows", list.as_str()));
    audit::record(&mut *transaction, &entry).await?;
    transaction.commit().await?;
    say("done");
    Ok(())
}

/// Rows in the file, and how many of them are not repeated.
async fn take_in(connection: &mut Connection, sql: &Statements, list: Suggestions, file: &Path) -> Result<(u64, u64)> {
    let mut rows = Rows::open(list, file)?;
    let (mut read, mut taken) = (0, 0);
    while let Some(batch) = rows.next()? {
        read += batch.first().map_or(0, Vec::len) as u64;
        taken += take(connection, sql, batch).await?;
    }
    Ok((read, taken))
}

async fn take(connection: &mut Connection, sql: &Statements, batch: Batch) -> Result<u64> {
    let statement = sql.take();
    let mut query = sqlx::query(AssertSqlSafe(statement));
    for values in batch {
        query = query.bind(values);
    }
    Ok(query.execute(connection).await?.rows_affected())
}

/// Says how many rows a query finds, and the first of them.
async fn tell(connection: &mut Connection, what: &str, found: &str) -> Result<()> {
    let row = sqlx::query(AssertSqlSafe(found.to_owned())).fetch_one(connection).await?;
    let (count, first): (i64, Vec<String>) = (row.try_get("count")?, row.try_get("first")?);
    say(format!("{count} {what}"));
    for line in &first {
        say(format!("  {line}"));
    }
    if usize::try_from(count).is_ok_and(|count| count > first.len()) {
        say("  …");
    }
    Ok(())
}

async fn execute(connection: &mut Connection, statement: &str) -> Result<()> {
    sqlx::query(AssertSqlSafe(statement.to_owned())).execute(connection).await?;
    Ok(())
}
