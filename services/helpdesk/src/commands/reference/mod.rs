//! `helpdesk reference`: loads the lists from which forms suggest values.

mod additions;
mod import;

use std::path::PathBuf;

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Subcommand};
use domain::Suggestions;

use crate::operator::{Operator, owners_database};

/// What an operator can do with reference lists.
#[derive(Debug, Subcommand)]
pub(crate) enum Reference {
    /// Add and update rows from a CSV file, all or none of them
    #[command(after_help = HELP)]
    Import(Import),
    /// Show the names that supervisors added from tickets
    Additions,
}

/// What the columns mean and how to begin.
const HELP: &str = "\
The file is CSV in UTF-8 with a heading; columns in brackets may be left out, lines that begin with # are passed over:
  countries      alpha2,name_id,name_en            ISO 3166-1, Indonesian and English name
  cities         country,name,population           country by alpha2; the larger city is suggested first
  universities   name[,province]
  programmes     level,name[,university]           level: SLTA, D-I, D-II, D-III, D-IV, S-1, Profesi, S-2 or S-3
  agencies       name[,area]                       area: the agency's province

Everything happens in one transaction: a file with a wrong row changes nothing. Services suggest from the new list within six minutes,
the time for which they and browsers keep answers.

Examples:
  helpdesk reference import universities register.csv --dry-run
  helpdesk reference import universities register.csv --remove-missing";

/// Which list, from which file.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The list
    #[arg(value_parser = PossibleValuesParser::new(Suggestions::ALL.map(Suggestions::as_str))
        .try_map(|name| name.parse::<Suggestions>()))]
    list: Suggestions,
    /// CSV in UTF-8 with a heading
    file: PathBuf,
    /// Only show what would be added, changed and removed
    #[arg(long)]
    dry_run: bool,
    /// Remove rows that the file does not have; without it they stay
    #[arg(long)]
    remove_missing: bool,
}

/// Runs the command.
pub(crate) async fn run(command: Reference, operator: Operator) -> Result<()> {
    let pool = owners_database()?;
    match command {
        Reference::Import(Import { list, file, dry_run, remove_missing }) => {
            import::run(&pool, list, &file, dry_run, remove_missing, &operator).await
        }
        Reference::Additions => additions::run(&pool).await,
    }
}
