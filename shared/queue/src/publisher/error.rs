//! Why a message does not count as sent.

/// The broker did not confirm a message, or no queue took it. The message may have arrived all the same, unless the
/// broker returned it.
#[derive(Clone, Debug, thiserror::Error)]
pub enum PublishError {
    /// There is no connection now, or the broker takes no messages.
    #[error("the broker is not available")]
    Unavailable,
    /// No queue took the message: the topology is incomplete or the routing key is wrong.
    #[error("no queue took the message")]
    Returned,
    /// The broker refused it, for instance because a queue is full.
    #[error("the broker refused the message")]
    Refused,
    /// The broker did not confirm within 10 s.
    #[error("the broker did not confirm in time")]
    TimedOut,
    /// The exchange's name or the routing key is longer than 255 bytes.
    #[error("the exchange's name or the routing key is too long")]
    NameTooLong,
    /// The connection or channel broke before the confirm.
    #[error("the connection broke before the broker confirmed")]
    Broken(#[source] Box<lapin::Error>),
}

impl PublishError {
    /// The outcome's name in metrics.
    pub(crate) fn outcome(&self) -> &'static str {
        match self {
            Self::Unavailable => "unavailable",
            Self::Returned => "returned",
            Self::Refused => "refused",
            Self::TimedOut => "timed_out",
            Self::NameTooLong => "name_too_long",
            Self::Broken(_) => "broken",
        }
    }

    /// Whether the message itself is the reason, so that the next one may succeed.
    #[must_use]
    pub fn is_about_the_message(&self) -> bool {
        matches!(self, Self::Returned | Self::Refused | Self::NameTooLong)
    }
}
