//! `helpdesk routes`: rules that send a form, a region, or both to another desk than the catalogue's.

use anyhow::{Context, Result, ensure};
use audit::Action;
use clap::Subcommand;
use domain::{Desk, FormCode};
use router::operator::rules;

use crate::operator::{Operator, owners_database, say, table};

/// What an operator can do with routing rules.
#[derive(Debug, Subcommand)]
pub(crate) enum Routes {
    /// List all rules, the most specific first
    List,
    /// Add a rule; the router follows it within 5 seconds
    Add {
        /// Form code, for example 66; without it every form
        #[arg(long, required_unless_present = "region")]
        form: Option<FormCode>,
        /// First 2 to 6 digits of the NIK, for example 3174; without it every region
        #[arg(long, value_name = "DIGITS")]
        region: Option<String>,
        /// Where matching submissions go
        #[arg(long)]
        desk: Desk,
        /// Why, for the next operator
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Remove a rule
    Remove {
        /// Its number in the list
        id: i32,
    },
}

/// Runs the command.
pub(crate) async fn run(command: Routes, operator: Operator) -> Result<()> {
    let pool = owners_database()?;
    match command {
        Routes::List => {
            let mut lines = vec![["ID", "FORM", "REGION", "DESK", "NOTE"].map(str::to_owned).to_vec()];
            lines.extend(rules::list(&pool).await?.into_iter().map(|rule| {
                let any = || "any".to_owned();
                let form = rule.form.map_or_else(any, |form| form.to_string());
                vec![
                    rule.id.to_string(),
                    form,
                    rule.region_prefix.unwrap_or_else(any),
                    rule.desk.to_string(),
                    rule.note,
                ]
            }));
            say(table(&lines));
        }
        Routes::Add { form, region, desk, note } => {
            let mut transaction = pool.begin().await?;
            let id =
                rules::add(&mut *transaction, form, region.as_deref(), desk, &note).await.context("adding the rule")?;
            let entry = operator.entry(Action::RoutesChanged).desk(desk).detail(format!("added {id}"));
            audit::record(&mut *transaction, &entry).await?;
            transaction.commit().await?;
            say(format!("added rule {id}"));
        }
        Routes::Remove { id } => {
            let mut transaction = pool.begin().await?;
            ensure!(
                rules::remove(&mut *transaction, id).await?,
                "there is no rule {id}; `helpdesk routes list` shows them"
            );
            let entry = operator.entry(Action::RoutesChanged).detail(format!("removed {id}"));
            audit::record(&mut *transaction, &entry).await?;
            transaction.commit().await?;
            say(format!("removed rule {id}"));
        }
    }
    Ok(())
}
