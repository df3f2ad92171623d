//! What a service implements to work on messages.

use bytes::Bytes;
use uuid::Uuid;

/// A received message.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Id of the message, the same on every delivery.
    pub event_id: Uuid,
    /// The queue from which it came.
    pub queue: &'static str,
    /// Which attempt this is: from 1 to [`MAX_ATTEMPTS`](super::MAX_ATTEMPTS).
    pub attempt: u32,
    /// The RabbitMQ user that sent it, as the broker checked it; `None` when the sender did not set it. The body does
    /// not contain it.
    pub sender: Option<String>,
    /// The trace for whatever this message causes: that of [`Incoming::span`], else the message's own.
    pub traceparent: Option<String>,
    /// The body, which is JSON.
    pub body: Bytes,
    /// The span of the work on this message. It continues the message's trace.
    pub span: tracing::Span,
}

/// The outcome of a message. Reasons are short codes for metrics and for the operator, and hold no personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The handler did the work.
    Done,
    /// The attempt failed: try again later.
    Retry(&'static str),
    /// Something that the work needs is away, which is not the message's fault. The consumer keeps the message in hand
    /// and tries it again for 30 s, which costs no attempt. After that it counts as [`Outcome::Retry`].
    Unavailable(&'static str),
    /// It can never succeed: park it for the operator.
    Park(&'static str),
    /// It can never succeed, and only its sender can correct it: tell the sender, and keep nothing of the body.
    Reject(Rejection),
}

impl Outcome {
    /// The code that says why it is not done.
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
    /// The reason in a sentence, for the sender.
    pub explanation: &'static str,
}

/// The work on the messages of one queue. It must be safe to do twice: a process may die after the work and before the
/// inbox records it.
pub trait Handler: Send + Sync + 'static {
    /// Works on a batch without repetitions. Returns one outcome per message, in the same order. The consumer treats a
    /// missing one as a failed attempt.
    fn handle(&self, batch: Vec<Incoming>) -> impl Future<Output = Vec<Outcome>> + Send;

    /// Decides what becomes of a delivery that is no valid message: `no_event_id`, or `not_json`.
    fn unreadable(&self, reason: &'static str) -> Outcome {
        Outcome::Park(reason)
    }

    /// Whether the handler itself marks messages as done in the inbox, in the transaction that does the work.
    fn finishes_inbox(&self) -> bool {
        false
    }
}
