//! Sends letters to people: by mail, and through a gateway for text messages to their telephones.
//!
//! Whoever wants a letter sent writes a row of `notify.letters` in its own transaction (the crate `letters`). A message
//! over RabbitMQ brings the letter to one of these processes at once. The row alone says whether it was sent: a message
//! that got lost, or a mail server that was away, delays a letter and loses none.
//!
//! What the service promises:
//! - a letter is offered to a server by one process at a time, and not again once a server took it;
//! - the address is opened only to send, and stands in no message, no log and no metric;
//! - nobody is written to more often than the operator allows, whatever asks for letters.
//!
//! A process that dies between the server's answer and the note of it sends the letter again, under the same message
//! id.

mod account_texts;
mod channels;
mod config;
mod jobs;
mod letter;
mod measures;
pub mod operator;
mod sender;
mod store;
mod texts;

pub use config::{Config, GatewayConfig, MailConfig};

use anyhow::Context as _;
use channels::Channels;
use database::{Inbox, Schema};
use keys::Register;
use queue::Publisher;
use runtime::{Clock, Service};
use vault::Vault;

use sender::Sender;

/// Makes the service ready to run. Neither the database nor the broker nor a mail server has to be there yet.
///
/// # Errors
/// When a setting or a key of the vault is not usable, or a key is missing that data needs.
pub async fn start(config: Config, clock: Clock) -> anyhow::Result<Service> {
    measures::describe();
    let pool = database::connect_lazy(&config.database);
    let vault = Vault::new(&config.vault).context("reading the vault's keys")?;
    let register = Register::enter(&pool, &vault, "notify", &clock).await?;
    let channels = Channels::new(&config)?;
    let (publisher, publishing, publisher_probe) = Publisher::start(config.amqp.clone(), clock.clone());
    let inbox = Inbox::new(pool.clone(), Schema::Notify);
    let sender = Sender::new(pool.clone(), vault, channels, config.letters_a_day, config.site, clock.clone());
    let (mut jobs, consumer_probe) = jobs::all(config.amqp, &pool, inbox, publisher, &clock, sender);
    jobs.extend([publishing, register.job()]);
    Ok(Service {
        name: "notify",
        routes: axum::Router::new(),
        jobs,
        probes: vec![database::probe(pool), publisher_probe, consumer_probe],
        listen: None,
    })
}
