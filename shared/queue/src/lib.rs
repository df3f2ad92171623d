//! RabbitMQ as every service uses it: a supervised connection, confirmed publishing, a consumer loop with retries and
//! parking, and the relay that carries outbox rows to the broker.
//!
//! The crate promises that a message counts as sent only when the broker has confirmed it and a queue has taken it,
//! that a message is acknowledged only after its work is done or the message stands in a retry or parking queue, and
//! that nothing waits without a bound. Messages may be delivered more than once; the inbox makes them count once.
//!
//! Publishing and consuming use separate connections, since a broker short of memory or disk stops reading from those
//! that publish, and acknowledgements must still get through.

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
pub use outgoing::Outgoing;
pub use publisher::{PublishError, Publisher};
pub use relay::relay;
pub use resend::ResendPolicy;
pub use waiting::waiting;
pub use wake::Wake;
