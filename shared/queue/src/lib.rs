//! RabbitMQ as every service uses it: a supervised connection, confirmed publishing, a consumer loop with retries and
//! parking, and the relay that carries outbox rows to the broker.
//!
//! What this crate promises:
//! - a message counts as sent only when the broker has confirmed it and a queue has taken it;
//! - the consumer acknowledges a message only after its work is done or a retry or parking queue holds it;
//! - every wait has a bound.
//!
//! The broker may deliver a message more than once; the inbox makes it count once.
//!
//! Publishing and consuming use separate connections: a broker that is short of memory or disk stops reading from
//! publishing connections, and acknowledgements must still get through.

mod backoff;
mod broker_url;
mod config;
mod connection;
mod consumer;
pub mod dead_letters;
mod envelope;
mod forget_seen;
pub mod fuzzing;
mod gate;
pub mod management;
mod measures;
mod outgoing;
mod publisher;
mod relay;
mod resend;
mod waiting;
mod wake;

pub use broker_url::{BrokerUrl, credentials};
pub use config::AmqpConfig;
pub use connection::BrokerError;
pub use consumer::{ConsumerConfig, Handler, Incoming, MAX_ATTEMPTS, Outcome, Rejection, consumer, gated_consumer};
pub use forget_seen::forget_seen;
pub use gate::Gate;
pub use measures::{Leg, oldest_ticket};
pub use outgoing::Outgoing;
pub use publisher::{PublishError, Publisher};
pub use relay::relay;
pub use resend::ResendPolicy;
pub use waiting::{waiting, waiting_in};
pub use wake::Wake;
