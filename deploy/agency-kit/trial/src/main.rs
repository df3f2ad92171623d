//! `agency-trial`: tries a partner agency's system before anybody depends on it. It plays the missing side: the
//! helpdesk, for an agency's own system, or an agency, for an installation of the helpdesk.

mod conformance;
mod simulate;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Tries a partner agency's system before anybody depends on it.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    after_help = "Agencies' programmers need `conformance`, operators `simulate`. Settings come from the environment; \
        `agency-trial COMMAND --help` names them and shows an example. docs/agencies.md explains what an agency's \
        system has to do."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// Which side to play.
#[derive(Debug, Subcommand)]
enum Command {
    /// Play the helpdesk for an agency's own system, and report each rule kept or broken; needs only a RabbitMQ for
    /// tests
    Conformance(conformance::Conformance),
    /// Play an agency's system, to try an installation and its dashboards before a real agency comes
    Simulate(simulate::Simulate),
}

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    runtime::command(
        "agency-trial",
        |_settings| (),
        async |(), _clock| match command {
            Command::Conformance(command) => Box::pin(conformance::run(command)).await,
            Command::Simulate(command) => Box::pin(simulate::run(command)).await,
        },
    )
}
