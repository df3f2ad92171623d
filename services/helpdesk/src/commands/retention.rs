//! `helpdesk retention`: how long each kind of data stays. Every hour, jobs of the services that own the tables delete
//! what is due.

use anyhow::{Result, bail};
use audit::Action;
use clap::Subcommand;
use database::Kept;
use database::operator::periods;

use crate::operator::{Operator, owners_database, say, table};

/// What an operator can do with periods.
#[derive(Debug, Subcommand)]
pub(crate) enum Retention {
    /// Show each kind of data, its period, the allowed range, and the day up to which tickets were erased
    Show,
    /// Change how long a kind of data stays; needs --why. It takes effect within the hour; deleted data does not come
    /// back
    Set {
        /// The kind
        #[arg(value_parser = kind)]
        kind: Kept,
        /// Days, within the range that `show` prints
        days: i32,
    },
}

/// Runs the command.
pub(crate) async fn run(command: Retention, operator: Operator) -> Result<()> {
    let pool = owners_database()?;
    match command {
        Retention::Show => {
            let mut lines =
                vec![["KIND", "DAYS", "AT FIRST", "LEAST", "MOST", "ERASED UP TO", "WHAT"].map(str::to_owned).to_vec()];
            lines.extend(periods::list(&pool).await?.into_iter().map(|row| {
                let about = Kept::named(&row.kind).map_or("", Kept::about).to_owned();
                let numbers = [row.days, row.usual, row.least, row.most].map(|days| days.to_string());
                [row.kind].into_iter().chain(numbers).chain([row.erased_up_to, about]).collect()
            }));
            say(table(&lines));
        }
        Retention::Set { kind, days } => {
            operator.needs_a_reason()?;
            let mut transaction = pool.begin().await?;
            if let Err((least, most)) = periods::set(&mut transaction, kind, days).await? {
                bail!("{kind} can be kept for {least} to {most} days: {}", kind.about());
            }
            let entry = operator.entry(Action::RetentionChanged).detail(format!("{kind} {days} days"));
            audit::record(&mut *transaction, &entry).await?;
            transaction.commit().await?;
            say(format!("{kind} are kept for {days} days"));
        }
    }
    Ok(())
}

fn kind(name: &str) -> Result<Kept, String> {
    Kept::named(name).ok_or_else(|| format!("one of {}", Kept::ALL.map(Kept::as_str).join(", ")))
}
