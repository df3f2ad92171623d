//! `helpdesk migrate`: brings the database to this version, creates the coming months' partitions, and takes over what
//! is new in the FAQ's files.

use anyhow::{Context, Result};
use audit::Action;
use runtime::Clock;

use crate::operator::{Operator, owners_database, say};

/// How many months of partitions to create ahead, the current one included.
const MONTHS_AHEAD: i32 = 3;

/// Runs the migrations. A database that a later version has migrated is left as it is: that is no failure, for a
/// roll-back may start this command, and the version before reads what a later one migrated. The migrations create the
/// audit log, so its entry comes afterwards. A run without a change leaves no entry.
pub(crate) async fn run(operator: Operator) -> Result<()> {
    let pool = owners_database()?;
    if database::is_newer(&pool).await.context("looking how far the database is")? {
        say("warning: a later version has migrated this database; nothing was done");
        return Ok(());
    }
    let before = database::applied_migrations(&pool).await.context("looking how far the database is")?;
    database::migrate(&pool).await.context("migrating the database")?;
    let (now, known) = (Clock::system(), database::known_migrations());
    if before < known {
        let entry = operator.entry(Action::Migrated).detail(format!("{before} to {known} migrations"));
        audit::record(&pool, &entry).await.context("the database is migrated, but the audit log does not say so")?;
    }
    let made = intake::operator::partitions::ensure(&pool, now.today_wib(), MONTHS_AHEAD).await?;
    let answers = intake::operator::faq::seed(&pool, &now).await.context("taking over the FAQ's files")?;
    say(format!("database at migration {known}; {made} partitions made; {answers} entries added to the FAQ"));
    Ok(())
}
