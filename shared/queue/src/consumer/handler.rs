//! What a service writes to work on messages.

use bytes::Bytes;
use uuid::Uuid;

/// A received message.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Id of the message, the same on every delivery.
    pub event_id: Uuid,
    /// Where it was consumed.
    pub queue: &'static str,
    /// How often it was tried, this time included: from 1 to [`MAX_ATTEMPTS`](super::MAX_ATTEMPTS).
    pub attempt: u32,
    /// The RabbitMQ user that sent it, as the broker checked it; none when the sender did not say. Nothing in the body
    /// says it.
    pub sender: Option<String>,
    /// The trace to hand on with whatever this message causes: that of [`Incoming::span`], else the message's own.
    pub traceparent: Option<String>,
    /// The body, which is JSON.
    pub body: Bytes,
    /// The span of the work on this message; it continues the message's trace.
    pub span: tracing::Span,
}

/// What became of a message. Reasons are short codes for metrics and for the operator: no personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The work is done.
    Done,
    /// It failed for now: try again later.
    Retry(&'static str),
    /// Something that the work needs is away, which is not the message's fault: it is kept in hand and tried again for
    /// 30 s, and no attempt is spent on that. After that it counts as [`Outcome::Retry`].
    Unavailable(&'static str),
    /// It can never succeed: keep it for people to look at.
    Park(&'static str),
    /// It can never succeed, and that is its sender's to mend: tell the sender, and keep nothing of the body.
    Reject(Rejection),
}

impl Outcome {
    /// Why it is not done, as a code.
    pub(crate) fn reason(&self) -> Option<&'static str> {
        match self {
            Self::Done => None,
            Self::Retry(reason) | Self::Unavailable(reason) | Self::Park(reason) => Some(reason),
            Self::Reject(rejection) => Some(rejection.reason),
        }
    }
}

/// Why a message had no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// A code that stays the same.
    pub reason: &'static str,
    /// The same in a sentence, for the sender.
    pub explanation: &'static str,
}

/// The work on the messages of one queue. It must be safe to do twice: a process may die after the work and before it
/// is noted down.
pub trait Handler: Send + Sync + 'static {
    /// Works on a batch without repetitions. Returns one outcome per message, in the same order; a missing one counts
    /// as failed for now.
    fn handle(&self, batch: Vec<Incoming>) -> impl Future<Output = Vec<Outcome>> + Send;

    /// What becomes of a delivery that is no message: `no_event_id`, or `not_json`.
    fn unreadable(&self, reason: &'static str) -> Outcome {
        Outcome::Park(reason)
    }

    /// Whether the handler itself marks messages as done in the inbox, in the transaction that does the work.
    fn finishes_inbox(&self) -> bool {
        false
    }
}
