//! The list of all commands. Each has a file of its own.

mod account;
mod agency;
mod asyncapi;
mod audit;
mod breach_report;
mod check_config;
mod dead_letters;
mod desk;
mod erase;
mod export;
mod formation;
mod keys;
mod migrate;
mod notice;
mod officer;
mod openapi;
mod period;
mod population;
mod reference;
mod restored;
mod restrict;
mod retention;
mod rewrap;
mod routes;
mod schema;
mod sealed_columns;
#[cfg(any(debug_assertions, feature = "seed"))]
mod seed;
mod serve;
mod stamping;
mod tickets;
mod token;
mod topology;

use std::process::ExitCode;

use clap::Subcommand;

use crate::operator::Operator;

/// What `helpdesk` can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run all services in this process, all routes on one port: intake, router, answer, console, status and notify,
    /// accounts where `POPULATION_REGISTER_URL` is set, stamping where `STAMP_DISTRIBUTOR_URL` is, and the registration
    /// where `REGISTRATION_DATABASE_URL` is
    Serve,
    /// Bring the database to this version (forward only; safe to repeat)
    Migrate,
    /// Create, list and revoke the bearer tokens of channels and desks
    #[command(subcommand)]
    Token(token::Token),
    /// Look at an applicant's account, and freeze or release it
    #[command(subcommand)]
    Account(account::Account),
    /// Make, reset and list accounts of the console
    #[command(subcommand)]
    Officer(officer::Officer),
    /// Check the audit log against its chain of hashes
    #[command(subcommand)]
    Audit(audit::Audit),
    /// List, add and remove the rules that override a form's desk
    #[command(subcommand)]
    Routes(routes::Routes),
    /// Add, list and remove partner agencies, and change their credentials
    #[command(subcommand)]
    Agency(agency::Agency),
    /// Show who serves each desk, and switch a desk between this system and an agency
    #[command(subcommand)]
    Desk(desk::Desks),
    /// Find accepted tickets that did not arrive, and send them again
    #[command(subcommand)]
    Tickets(tickets::Tickets),
    /// Show parked messages, and send them back to their queues
    #[command(subcommand)]
    DeadLetters(dead_letters::DeadLetters),
    /// Erase tickets' personal data for good, by number or all of a NIK: destroys data keys, content, answers and
    /// documents
    Erase(erase::Erase),
    /// Prepare a database that was restored from backups, before any service runs again
    Restored(restored::Restored),
    /// Write all data about a NIK into a signed archive
    Export(export::Export),
    /// Close a ticket to officers and agencies while a dispute lasts, or open it again
    Restrict(restrict::Restrict),
    /// Show and change how long data is kept
    #[command(subcommand)]
    Retention(retention::Retention),
    /// List whose data an officer, an agency or a token read between two moments
    BreachReport(breach_report::BreachReport),
    /// Show what still needs which key-encryption key: tickets, officers and processes
    Keys,
    /// Wrap all data keys with the current key-encryption key, the third step of a rotation
    Rewrap,
    /// Show banners on all pages, and close forms for a while
    #[command(subcommand)]
    Notice(notice::Notice),
    /// Say when applicants can make accounts
    #[command(subcommand)]
    Period(period::Period),
    /// Import and show the formations that people can search, and when registrations are taken
    #[command(subcommand)]
    Formation(formation::Formation),
    /// Show how the checks of identities stand
    #[command(subcommand)]
    Population(population::Population),
    /// Show how stampings with e-meterai stand
    #[command(subcommand)]
    Stamping(stamping::Stamping),
    /// Load the lists from which forms suggest values
    #[command(subcommand)]
    Reference(reference::Reference),
    /// Fill a database with tickets of invented people, to try the console and to measure
    #[cfg(any(debug_assertions, feature = "seed"))]
    Seed(seed::Seed),
    /// Show the broker's topology, or import it into the broker
    #[command(subcommand)]
    Topology(topology::Topology),
    /// Check all settings and show where each comes from, without secrets
    CheckConfig,
    /// Ends with 0 when the process on this machine takes traffic
    Healthcheck,
    /// Print the OpenAPI 3.1 description of all routes
    Openapi,
    /// Print the AsyncAPI 3 description of the queues that agencies use
    Asyncapi,
    /// Print the JSON Schema of a message, or the names of all messages
    Schema(schema::Schema),
}

/// The exit code of `helpdesk audit verify` when there is no anchor.
const NOTHING_TO_COMPARE: u8 = 2;

/// Runs the command. Prints a failure in one sentence on standard error.
pub(crate) fn run(command: Command, operator: Operator) -> ExitCode {
    match command {
        Command::Serve => serve::run(),
        Command::CheckConfig => check_config::run(),
        Command::Healthcheck => runtime::healthcheck(),
        Command::Openapi => operate(async { openapi::print() }),
        Command::Asyncapi => operate(async {
            asyncapi::print();
            Ok(())
        }),
        Command::Schema(command) => operate(async move { schema::print(&command) }),
        Command::Agency(command) => operate(agency::run(command, operator)),
        Command::Desk(command) => operate(desk::run(command, operator)),
        Command::Migrate => operate(migrate::run(operator)),
        Command::Token(command) => operate(token::run(command, operator)),
        Command::Account(command) => operate(account::run(command, operator)),
        Command::Officer(command) => operate(officer::run(command, operator)),
        Command::Audit(command) => {
            let mut compared = true;
            let ended = operate(async {
                compared = audit::run(command).await?;
                Ok(())
            });
            if compared { ended } else { ExitCode::from(NOTHING_TO_COMPARE) }
        }
        Command::Routes(command) => operate(routes::run(command, operator)),
        Command::Tickets(command) => operate(tickets::run(command, operator)),
        Command::DeadLetters(command) => operate(dead_letters::run(command, operator)),
        Command::Erase(command) => operate(erase::run(command, operator)),
        Command::Restored(command) => operate(restored::run(command, operator)),
        Command::Export(command) => operate(export::run(command, operator)),
        Command::Restrict(command) => operate(restrict::run(command, operator)),
        Command::Retention(command) => operate(retention::run(command, operator)),
        Command::BreachReport(command) => operate(breach_report::run(command, operator)),
        Command::Keys => operate(keys::run()),
        Command::Rewrap => operate(rewrap::run(operator)),
        Command::Notice(command) => operate(notice::run(command, operator)),
        Command::Period(command) => operate(period::run(command, operator)),
        Command::Formation(command) => operate(formation::run(command, operator)),
        Command::Population(command) => operate(population::run(command, operator)),
        Command::Stamping(command) => operate(stamping::run(command)),
        Command::Reference(command) => operate(reference::run(command, operator)),
        #[cfg(any(debug_assertions, feature = "seed"))]
        Command::Seed(command) => operate(seed::run(command, operator)),
        Command::Topology(command) => operate(topology::run(command, operator)),
    }
}

/// Runs an operator's command. Each command reads the settings that it needs.
fn operate(work: impl Future<Output = anyhow::Result<()>>) -> ExitCode {
    runtime::command("helpdesk", |_settings| (), async |(), _clock| work.await)
}
