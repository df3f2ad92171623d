//! How the service takes reports of agencies from a queue.

use messages::topology;
use queue::{AmqpConfig, ConsumerConfig};

/// Most reports of agencies taken at once.
const AT_ONCE: usize = 64;

/// What fails comes back over the queue of all agencies: an agency's own may be gone by then.
pub(super) fn reports_from(amqp: &AmqpConfig, queue: &'static str, prefetch: u16) -> ConsumerConfig {
    ConsumerConfig { amqp: amqp.clone(), queue, home: topology::ANSWER_REPLIES, sessions: 1, prefetch, batch: AT_ONCE }
}
