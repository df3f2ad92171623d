//! The operator goes back to an older version: its `helpdesk migrate` meets a database that a later one has migrated.

use std::process::{Command, Output};

use anyhow::{Result, ensure};
use testing::{Database, program};

#[tokio::test]
async fn migrate_leaves_a_newer_database_as_it_is_warns_and_ends_well() -> Result<()> {
    let database = Database::create().await?;
    database
        .execute(
            "CREATE TABLE intake.of_a_later_version (id integer);
             INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9001, 'of a later version', true, '', 0)",
        )
        .await?;
    let before = state(&database).await?;

    let output = migrate(&database)?;

    let said = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "a roll-back would hang: {output:?}");
    ensure!(said.contains("warning: a later version has migrated this database; nothing was done"), "{said}");
    ensure!(state(&database).await? == before, "something was done");
    Ok(())
}

#[tokio::test]
async fn migrate_fails_on_a_database_that_is_newer_and_lacks_one_of_its_own_migrations() -> Result<()> {
    let database = Database::create().await?;
    database
        .execute(
            "UPDATE _sqlx_migrations SET version = 9001 WHERE version = (SELECT max(version) FROM _sqlx_migrations);
             INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9002, 'of a later version', true, '', 0)",
        )
        .await?;

    let output = migrate(&database)?;

    ensure!(!output.status.success(), "nobody knows what this database is: {output:?}");
    let told = String::from_utf8_lossy(&output.stderr);
    ensure!(told.contains("migrating the database"), "{told}");
    Ok(())
}

/// Runs the program as the operator or a chart's job does.
fn migrate(database: &Database) -> Result<Output> {
    let mut command = Command::new(program("helpdesk")?);
    command.arg("migrate").env_clear().env("DATABASE_URL", database.url()?);
    Ok(command.output()?)
}

/// What a run could change: migrations, tables, entries of the FAQ and of the audit log.
async fn state(database: &Database) -> Result<(i64, i64, i64, i64)> {
    Ok(sqlx::query_as(
        "SELECT (SELECT count(*) FROM _sqlx_migrations), (SELECT count(*) FROM pg_class),
                (SELECT count(*) FROM faq.entries), (SELECT count(*) FROM audit.entries)",
    )
    .fetch_one(database.owner())
    .await?)
}
