//! `helpdesk retention`: how long data is kept. The job `intake.retention` erases what is due, every day.

use anyhow::{Result, ensure};
use audit::Action;
use clap::Subcommand;

use crate::operator::{Operator, owners_database, say, table};

/// What can be done with periods.
#[derive(Debug, Subcommand)]
pub(crate) enum Retention {
    /// Show each kind of data, how long it is kept, and up to which day it was erased
    Show,
    /// Change how long a kind of data is kept; needs --why
    Set {
        /// The kind, such as tickets
        kind: String,
        /// Days from the day of submission, 30 to 36500
        #[arg(value_parser = clap::value_parser!(i32).range(30..=36500))]
        days: i32,
    },
}

/// Runs the command.
pub(crate) async fn run(command: Retention, operator: Operator) -> Result<()> {
    let pool = owners_database()?;
    match command {
        Retention::Show => {
            let rows = sqlx::query!(
                r#"SELECT kind, days, CASE WHEN isfinite(expired_upto) THEN expired_upto::text ELSE '-' END AS "upto!"
                     FROM retention.periods ORDER BY kind"#
            )
            .fetch_all(&pool)
            .await?;
            let mut lines = vec![["KIND", "DAYS", "ERASED UP TO"].map(str::to_owned).to_vec()];
            lines.extend(rows.into_iter().map(|row| vec![row.kind, row.days.to_string(), row.upto]));
            say(table(&lines));
        }
        Retention::Set { kind, days } => {
            operator.needs_a_reason()?;
            let mut transaction = pool.begin().await?;
            // A longer period erases nothing twice; a shorter one begins behind what was erased.
            let changed = sqlx::query!("UPDATE retention.periods SET days = $2 WHERE kind = $1", kind, days)
                .execute(&mut *transaction)
                .await?;
            ensure!(
                changed.rows_affected() == 1,
                "no kind of data is called {kind}; `helpdesk retention show` lists them"
            );
            audit::record(
                &mut *transaction,
                &operator.entry(Action::RetentionChanged).detail(format!("{kind} {days} days")),
            )
            .await?;
            transaction.commit().await?;
            say(format!("{kind} are kept for {days} days"));
        }
    }
    Ok(())
}
