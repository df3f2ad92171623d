//! Has files stamped with e-meterai by a distributor, one after the other and however long that takes.
//!
//! Whoever has a file asks for its stamping in its own transaction (the crate `stampings`). A message over RabbitMQ
//! brings the stamping to one of these processes. Its row says how far it has come: each step is written down before
//! the distributor is asked for it, so that a process that dies, or an answer that gets lost, leaves a question and no
//! second purchase.
//!
//! What the service promises:
//! - one serial number is bought for a file, whatever fails and however often;
//! - while the distributor is away, stampings wait and no attempt is counted; those whose registration closes soon come
//!   first afterwards;
//! - what comes back is checked here: it is the file that was sent, with a stamp that holds;
//! - a person's token stands in no message, no log and no metric, and lies sealed.

mod breaker;
mod config;
mod jobs;
mod measures;
pub mod operator;
mod store;
mod worker;

pub use config::Config;
pub use jobs::sweep_once;

use std::sync::Arc;

use anyhow::Context as _;
use database::{Inbox, Outbox, Schema};
use distributor::Client;
use documents::Store;
use keys::Register;
use queue::{Publisher, Wake};
use runtime::{Clock, Service};
use vault::Vault;

use breaker::Breaker;
use worker::{Surroundings, Worker};

/// Makes the service ready to run. Neither the database nor the broker nor the distributor has to be there yet.
///
/// # Errors
/// When a setting or a key of the vault is not usable, or a key is missing that data needs.
pub async fn start(config: Config, clock: Clock) -> anyhow::Result<Service> {
    measures::describe();
    let pool = database::connect_lazy(&config.database);
    let vault = Vault::new(&config.vault).context("reading the vault's keys")?;
    let register = Register::enter(&pool, &vault, "stamping", &clock).await?;
    let files = Store::new(&config.store);
    let (publisher, publishing, publisher_probe) = Publisher::start(config.amqp.clone(), clock.clone());
    let inbox = Inbox::new(pool.clone(), Schema::Stamping);
    let (wake, breaker) = (Wake::default(), Breaker::new(config.rest));
    let worker = Arc::new(Worker::new(
        Surroundings {
            pool: pool.clone(),
            vault,
            files: files.clone(),
            trust: Arc::new(config.trust()?),
            breaker: breaker.clone(),
            wake: wake.clone(),
            clock: clock.clone(),
        },
        Client::new(config.distributor.clone())?,
        &config.distributor,
    ));
    let relay = queue::relay(Outbox::new(pool.clone(), Schema::Stamping), publisher.clone(), wake);
    let (mut jobs, mut probes) = jobs::all(
        &config,
        &jobs::Needs { pool: &pool, inbox, publisher, worker, breaker, files: files.clone() },
        &clock,
    );
    jobs.extend([publishing, relay, register.job()]);
    probes.extend([database::probe(pool), publisher_probe, files.probe()]);
    Ok(Service { name: "stamping", routes: axum::Router::new(), jobs, probes, listen: None })
}
