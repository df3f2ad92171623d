//! `helpdesk`: all services in one process, and the operator's commands.

mod commands;
#[cfg(test)]
mod documented;
mod operator;

use std::process::ExitCode;

use clap::Parser;

use crate::commands::Command;

/// The helpdesk of the civil-servant selection: all services in one process, and the operator's commands.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    after_help = "Settings come from the environment; NAME_FILE reads NAME from a file. `helpdesk check-config` lists \
        them all."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten, next_help_heading = "For the audit log")]
    operator: operator::Operator,
}

fn main() -> ExitCode {
    // Whether this process must draw a page. That comes before anything else, because the drawing must inherit nothing
    // of ours.
    if let Some(code) = renditions::main() {
        return code;
    }
    let Arguments { command, operator } = Arguments::parse();
    commands::run(command, operator)
}
