//! `helpdesk migrate`: brings the database to this version and makes the coming months' partitions.

use anyhow::{Context, Result};
use runtime::Clock;

use crate::operator::{owners_database, say};

/// Months of partitions made ahead, the current one included.
const MONTHS_AHEAD: i32 = 3;

/// Runs the migrations.
pub(crate) async fn run() -> Result<()> {
    let pool = owners_database()?;
    database::migrate(&pool).await.context("migrating the database")?;
    let today = jiff_sqlx::ToSqlx::to_sqlx(Clock::system().today_wib());
    let made = sqlx::query_scalar!("SELECT intake.ensure_partitions($1, $2)", today as _, MONTHS_AHEAD)
        .fetch_one(&pool)
        .await?;
    say(format!("database at migration {}; {} partitions made", database::known_migrations(), made.unwrap_or(0)));
    Ok(())
}
