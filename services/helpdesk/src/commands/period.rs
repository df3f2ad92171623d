//! `helpdesk period`: when applicants can make accounts. Every process follows within five seconds.

use accounts::operator::periods;
use anyhow::Result;
use audit::Action;
use clap::Subcommand;
use domain::time::wib_text;
use jiff::Timestamp;
use runtime::Clock;

use crate::operator::{Operator, moment, owners_database, say, table};

/// What an operator can do with periods.
#[derive(Debug, Subcommand)]
pub(crate) enum Period {
    /// List the periods, the newest first
    List,
    /// Add a period; no two are open at the same time
    Add {
        /// As applicants read it, such as "CASN 2026"
        name: String,
        /// From then on accounts can be made. In WIB, such as "2026-08-20 08:00"
        #[arg(long, value_name = "TIME", value_parser = moment)]
        opens: Timestamp,
        /// From then on they cannot. In WIB, such as "2026-09-07 00:00"
        #[arg(long, value_name = "TIME", value_parser = moment)]
        closes: Timestamp,
    },
    /// Have a period close later than it was said to
    Extend {
        /// Its name
        name: String,
        /// When it closes now. In WIB, such as "2026-09-11 00:00"
        #[arg(long, value_name = "TIME", value_parser = moment)]
        until: Timestamp,
    },
}

/// Runs the command.
pub(crate) async fn run(command: Period, operator: Operator) -> Result<()> {
    let pool = owners_database()?;
    let changed = async |what: String| audit::record(&pool, &operator.entry(Action::PeriodChanged).detail(what)).await;
    match command {
        Period::List => {
            let now = Clock::system().now();
            let mut lines = vec![["PERIOD", "OPENS", "CLOSES", ""].map(str::to_owned).to_vec()];
            lines.extend(periods::list(&pool).await?.into_iter().map(|period| {
                let stands = match () {
                    () if now < period.opens_at => "not yet open",
                    () if now < period.closes_at => "open",
                    () => "closed",
                };
                vec![period.name, wib(period.opens_at), wib(period.closes_at), stands.to_owned()]
            }));
            say(table(&lines));
        }
        Period::Add { name, opens, closes } => {
            periods::add(&pool, &name, opens, closes).await?;
            changed(format!("{name} added, {} to {}", wib(opens), wib(closes))).await?;
            say(format!("accounts of {name} can be made from {} until {}", wib(opens), wib(closes)));
        }
        Period::Extend { name, until } => {
            let before = periods::extend(&pool, &name, until).await?;
            changed(format!("{name} extended from {} to {}", wib(before), wib(until))).await?;
            say(format!("accounts of {name} can be made until {}, no longer {}", wib(until), wib(before)));
        }
    }
    Ok(())
}

fn wib(at: Timestamp) -> String {
    format!("{} WIB", wib_text(at))
}
