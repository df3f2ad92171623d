//! `helpdesk topology`: exchanges, queues, bindings, policies and rights of the broker. The code is their one source.

use anyhow::{Context, Result};
use audit::Action;
use clap::Subcommand;
use messages::topology::{
    ACCOUNTS, ANSWER, CONSOLE, INTAKE, NOTIFY, OPERATOR, REGISTRATION, ROUTER, Rights, STAMPING, definitions,
};
use queue::management::Management;
use queue::{BrokerUrl, credentials};
use runtime::Settings;
use secrecy::ExposeSecret as _;

use crate::operator::{Operator, owners_database, say};

/// The settings of users whom not every installation has.
const OPTIONAL: [(&str, Rights); 2] = [("STAMPING_AMQP_URL", STAMPING), ("REGISTRATION_AMQP_URL", REGISTRATION)];

/// What an operator can do with the topology.
#[derive(Debug, Subcommand)]
pub(crate) enum Topology {
    /// Print the definitions as JSON, as committed in deploy/rabbitmq/definitions.json
    Show,
    /// Import them over the management API, and give each service's user its rights
    #[command(after_help = "Reads DATABASE_URL (the owner's) for the audit log, RABBITMQ_MANAGEMENT_URL, and from \
            INTAKE_AMQP_URL, ROUTER_AMQP_URL, ANSWER_AMQP_URL, CONSOLE_AMQP_URL, NOTIFY_AMQP_URL, ACCOUNTS_AMQP_URL \
            and AMQP_URL the virtual host and each user's password; from STAMPING_AMQP_URL and REGISTRATION_AMQP_URL, too, \
            where they are set.")]
    Import,
}

/// Runs the command.
pub(crate) async fn run(command: Topology, operator: Operator) -> Result<()> {
    match command {
        Topology::Show => {
            say(serde_json::to_string_pretty(&definitions())?);
            Ok(())
        }
        Topology::Import => import(&operator).await,
    }
}

async fn import(operator: &Operator) -> Result<()> {
    let mut settings = Settings::from_env();
    let management =
        settings.secret("RABBITMQ_MANAGEMENT_URL", "the broker's management API: http://user:password@host:port");
    let users: [(&str, Rights); 7] = [
        ("INTAKE_AMQP_URL", INTAKE),
        ("ROUTER_AMQP_URL", ROUTER),
        ("ANSWER_AMQP_URL", ANSWER),
        ("CONSOLE_AMQP_URL", CONSOLE),
        ("NOTIFY_AMQP_URL", NOTIFY),
        ("ACCOUNTS_AMQP_URL", ACCOUNTS),
        ("AMQP_URL", OPERATOR),
    ];
    let urls = users.map(|(key, rights)| (key, settings.secret(key, "a user's URL at the broker"), rights));
    let about = "a user's URL at the broker; without it that user stays as it is";
    let others = OPTIONAL.map(|(key, rights)| settings.optional_secret(key, about).map(|url| (key, url, rights)));
    settings.finish()?;

    // The user with which we are logged in stays an administrator, whatever else it is.
    let administrator = credentials(management.expose_secret()).map_or("", |(user, _)| user).to_owned();
    let (management, pool) = (Management::new(&management)?, owners_database()?);
    let mut imported: Option<String> = None;
    for (key, url, rights) in urls.into_iter().chain(others.into_iter().flatten()) {
        let login = BrokerUrl::parse(&url)
            .with_context(|| format!("{key} is not amqp://user:password@host:port/virtual-host"))?;
        if imported.as_ref() != Some(&login.vhost) {
            // The broker takes it step by step, so the entry comes first: the log then shows a half-finished import,
            // too.
            let entry = operator.entry(Action::TopologyImported).detail(&*login.vhost);
            audit::record(&pool, &entry).await.context("writing to the audit log; nothing was imported")?;
            management.import(&login.vhost, &definitions()).await?;
            say(format!("topology imported into virtual host {}", login.vhost));
            imported = Some(login.vhost.clone());
        }
        let rights = if login.user == administrator { Rights { tags: "administrator", ..rights } } else { rights };
        management.set_user(&login.vhost, &login.user, &login.password, &rights).await?;
        say(format!("user {} has the rights of {}", login.user, rights.user));
    }
    Ok(())
}
