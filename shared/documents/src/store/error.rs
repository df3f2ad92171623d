//! What can go wrong with the bucket, in the cases that callers distinguish.

use std::error::Error;

use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::primitives::ByteStreamError;

/// Why the store did not carry out a call. The texts name servers and codes, never content.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The server is unreachable, too slow or in trouble. Trying again later may help.
    #[error("the object store is not available: {0}")]
    Unavailable(String),
    /// No such object or bucket.
    #[error("the object store has no such object or bucket")]
    Missing,
    /// The object does not have the expected length.
    #[error("the object in the store does not have the expected length")]
    WrongLength,
    /// The server understood and refused: its configuration or ours is wrong.
    #[error("the object store refused with status {status} ({code})")]
    Refused {
        /// HTTP status of the answer.
        status: u16,
        /// The server's code for it.
        code: String,
    },
}

impl StoreError {
    pub(crate) fn timed_out() -> Self {
        Self::Unavailable("no answer in time".to_owned())
    }
}

impl<E> From<SdkError<E>> for StoreError
where
    E: ProvideErrorMetadata + Error + 'static,
{
    fn from(error: SdkError<E>) -> Self {
        match error.raw_response().map(|response| response.status().as_u16()) {
            // Without its bucket we know nothing about the object.
            Some(404) if error.code() == Some("NoSuchBucket") => Self::Unavailable("no such bucket".to_owned()),
            Some(404) => Self::Missing,
            // The range lies behind the end.
            Some(416) => Self::WrongLength,
            Some(status) if status < 500 && status != 429 && error.as_service_error().is_some() => {
                Self::Refused { status, code: error.code().unwrap_or("no code").to_owned() }
            }
            Some(status) => Self::Unavailable(format!("status {status}: {}", chain(&error))),
            None => Self::Unavailable(chain(&error)),
        }
    }
}

impl From<ByteStreamError> for StoreError {
    fn from(error: ByteStreamError) -> Self {
        Self::Unavailable(chain(&error))
    }
}

/// What happened, from the outside in.
fn chain(error: &(dyn Error + 'static)) -> String {
    let links: Vec<_> = std::iter::successors(Some(error), |&error| error.source()).map(ToString::to_string).collect();
    links.join(": ")
}
