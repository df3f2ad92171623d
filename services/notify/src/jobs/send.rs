//! Sends the letters of a batch side by side. What a server did not take waits in the database, not at the broker: a
//! mail server may be away for hours.

use futures_util::future::join_all;
use messages::LetterRequested;
use queue::{Handler, Incoming, Outcome};
use runtime::telemetry::cause;
use tracing::{Instrument as _, error};

use crate::sender::Sender;

/// The handler of `notify.letters`. Safe to run twice with the same message: the letter's row says what is done.
pub(super) struct Send {
    sender: Sender,
}

impl Send {
    pub(super) fn new(sender: Sender) -> Self {
        Self { sender }
    }

    async fn send(&self, message: &Incoming) -> Outcome {
        let requested = match LetterRequested::parse(&message.body) {
            Ok(requested) => requested,
            Err(malformed) => {
                error!(error = cause(&malformed), "a request for a letter cannot be read");
                return Outcome::Park("malformed");
            }
        };
        match self.sender.send(requested.letter_id).await {
            Ok(()) => Outcome::Done,
            Err(error) if database::is_unavailable(&error) => Outcome::Unavailable("database"),
            Err(error) => {
                error!(error = cause(&error), letter = %requested.letter_id, "a letter could not be worked on");
                Outcome::Retry("database")
            }
        }
    }
}

impl Handler for Send {
    async fn handle(&self, batch: Vec<Incoming>) -> Vec<Outcome> {
        join_all(batch.iter().map(|message| self.send(message).instrument(message.span.clone()))).await
    }
}
