//! Each role connects and does to every table, column by column, what the page says it may and may not do. Every
//! transaction is rolled back, and none finds a row.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use database::Pool;
use sqlx::AssertSqlSafe;
use testing::Database;

use crate::page::{DataModel, RIGHTS, ROLES};

/// Table, column, and whether a statement may give it a value.
const COLUMNS: &str = "
    SELECT n.nspname || '.' || c.relname, a.attname::text,
           a.attidentity <> 'a' AND a.attgenerated = '' AND c.relkind IN ('r', 'p')
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
       AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

/// PostgreSQL's code for a right that is missing.
const REFUSED: &str = "42501";

#[tokio::test]
async fn every_role_can_do_to_every_table_what_the_page_says_and_nothing_else() -> Result<()> {
    let (database, page) = (Database::create().await?, DataModel::read()?);
    let rows: Vec<(String, String, bool)> = sqlx::query_as(COLUMNS).fetch_all(database.owner()).await?;
    let mut tables: BTreeMap<String, Vec<(String, bool)>> = BTreeMap::new();
    for (table, column, writable) in rows {
        tables.entry(table).or_default().push((column, writable));
    }
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for role in ROLES {
        let pool = Pool::connect(&database.service_url(&role.to_uppercase())?).await?;
        for (table, columns) in &tables {
            for (_, right) in RIGHTS {
                let granted = page.grants.get(&(role.to_owned(), table.clone(), right.to_owned()));
                for (column, statement) in statements(right, table, columns) {
                    let expected = match (granted, &column) {
                        (None, _) => false,
                        (Some(Some(some)), Some(column)) => some.contains(column),
                        (Some(None), _) | (Some(Some(_)), None) => true,
                    };
                    let may = may(&pool, &statement).await.with_context(|| format!("{role}: {statement}"))?;
                    tried += 1;
                    if may != expected {
                        wrong.push(format!("{role} {} {statement}", if may { "may" } else { "may not" }));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "other than the page says:\n{}", wrong.join("\n"));
    let roles: BTreeSet<_> = page.grants.keys().map(|(role, ..)| role.as_str()).collect();
    assert_eq!(roles.len(), ROLES.len(), "every role was tried with something that it may do");
    assert!(tried > ROLES.len() * RIGHTS.len() * page.tables.len(), "only {tried} statements were tried");
    Ok(())
}

/// One statement for each column where the right can be given by column, else one for the table. None of them finds a
/// row, and none of them needs another right than this one.
fn statements(right: &str, table: &str, columns: &[(String, bool)]) -> Vec<(Option<String>, String)> {
    let each = |writing: bool, statement: &dyn Fn(&str) -> String| {
        let fit = columns.iter().filter(|(_, writable)| *writable || !writing);
        fit.map(|(column, _)| (Some(column.clone()), statement(column))).collect()
    };
    match right {
        "SELECT" => each(false, &|column| format!("SELECT \"{column}\" FROM {table} WHERE false")),
        "INSERT" => each(true, &|column| format!("INSERT INTO {table} (\"{column}\") SELECT NULL WHERE false")),
        "UPDATE" => each(true, &|column| format!("UPDATE {table} SET \"{column}\" = NULL WHERE false")),
        // Nobody can delete from a view, with or without a right.
        _ if columns.iter().all(|(_, writable)| !writable) => Vec::new(),
        _ => vec![(None, format!("DELETE FROM {table} WHERE false"))],
    }
}

/// Whether the statement is carried out; what is wrong with it for another reason is an error of this test.
async fn may(pool: &Pool, statement: &str) -> Result<bool> {
    let mut transaction = pool.begin().await?;
    let done = sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut *transaction).await;
    transaction.rollback().await?;
    match done {
        Ok(_) => Ok(true),
        Err(sqlx::Error::Database(refused)) if refused.code().as_deref() == Some(REFUSED) => Ok(false),
        Err(other) => Err(other.into()),
    }
}
