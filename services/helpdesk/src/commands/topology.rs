//! `helpdesk topology`: exchanges, queues, bindings, policies and rights of the broker, from their one source in the
//! code.

use anyhow::{Context, Result};
use audit::Action;
use clap::Subcommand;
use messages::topology::{ANSWER, CONSOLE, INTAKE, OPERATOR, ROUTER, Rights, definitions};
use queue::management::Management;
use runtime::Settings;
use secrecy::{ExposeSecret, SecretString};

use crate::operator::{Operator, owners_database, say};

/// What can be done with the topology.
#[derive(Debug, Subcommand)]
pub(crate) enum Topology {
    /// Print the definitions as JSON, as committed in deploy/rabbitmq/definitions.json
    Show,
    /// Import them over the management API, and give each service's user its rights
    #[command(after_help = "Reads DATABASE_URL (the owner's) for the audit log, RABBITMQ_MANAGEMENT_URL, and from \
            INTAKE_AMQP_URL, ROUTER_AMQP_URL, ANSWER_AMQP_URL, CONSOLE_AMQP_URL and AMQP_URL the virtual host and each \
            user's password.")]
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
    let users: [(&str, Rights); 5] = [
        ("INTAKE_AMQP_URL", INTAKE),
        ("ROUTER_AMQP_URL", ROUTER),
        ("ANSWER_AMQP_URL", ANSWER),
        ("CONSOLE_AMQP_URL", CONSOLE),
        ("AMQP_URL", OPERATOR),
    ];
    let urls = users.map(|(key, rights)| (key, settings.secret(key, "a user's URL at the broker"), rights));
    settings.finish()?;

    // The user that we are logged in as stays an administrator, whatever else it is.
    let administrator = user_of(&management).unwrap_or_default().to_owned();
    let (management, pool) = (Management::new(&management)?, owners_database()?);
    let mut imported: Option<String> = None;
    for (key, url, rights) in urls {
        let login =
            Login::of(&url).with_context(|| format!("{key} is not amqp://user:password@host:port/virtual-host"))?;
        if imported.as_ref() != Some(&login.virtual_host) {
            // The broker takes it step by step, so the entry comes first: what is half done is in the log as well.
            let entry = operator.entry(Action::TopologyImported).detail(&*login.virtual_host);
            audit::record(&pool, &entry).await.context("writing to the audit log; nothing was imported")?;
            management.import(&login.virtual_host, &definitions()).await?;
            say(format!("topology imported into virtual host {}", login.virtual_host));
            imported = Some(login.virtual_host.clone());
        }
        let rights = if login.user == administrator { Rights { tags: "administrator", ..rights } } else { rights };
        management.set_user(&login.virtual_host, &login.user, &login.password, &rights).await?;
        say(format!("user {} has the rights of {}", login.user, rights.user));
    }
    Ok(())
}

fn user_of(url: &SecretString) -> Option<&str> {
    Some(url.expose_secret().split_once("://")?.1.rsplit_once('@')?.0.split_once(':')?.0)
}

/// The parts of an AMQP URL that make a user.
struct Login {
    user: String,
    password: SecretString,
    virtual_host: String,
}

impl Login {
    fn of(url: &SecretString) -> Option<Self> {
        let (credentials, address) = url.expose_secret().split_once("://")?.1.rsplit_once('@')?;
        let (user, password) = credentials.split_once(':')?;
        let (_, virtual_host) = address.rsplit_once('/')?;
        let virtual_host = if virtual_host == "%2f" || virtual_host == "%2F" { "/" } else { virtual_host };
        Some(Self {
            user: user.to_owned(),
            password: SecretString::from(password.to_owned()),
            virtual_host: virtual_host.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_read_from_its_url() {
        let login =
            Login::of(&SecretString::from("amqp://router:a-b_c@127.0.0.1:5672/helpdesk".to_owned())).expect("a login");
        assert_eq!((login.user.as_str(), login.virtual_host.as_str()), ("router", "helpdesk"));
        assert_eq!(login.password.expose_secret(), "a-b_c");
        assert!(Login::of(&SecretString::from("amqp://127.0.0.1".to_owned())).is_none());
    }
}
