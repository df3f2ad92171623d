//! Why a body is not the expected message.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::VERSION;

/// A body that the reader cannot parse as the expected message. Trying again does not help.
#[derive(Debug, thiserror::Error)]
pub enum Malformed {
    /// The body is not JSON, or a field is missing or wrong.
    #[error("the body is not the expected message")]
    Body(#[source] serde_json::Error),
    /// A newer or much older sender wrote it.
    #[error("version {found} of the message is not known here")]
    Version {
        /// The version that the sender wrote.
        found: u8,
    },
}

/// Every message begins with it.
#[derive(Deserialize)]
struct Versioned {
    version: u8,
}

/// Reads one message. It checks the version first, because another version may have other fields.
pub(crate) fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Malformed> {
    let Versioned { version } = serde_json::from_slice(body).map_err(Malformed::Body)?;
    if version != VERSION {
        return Err(Malformed::Version { found: version });
    }
    serde_json::from_slice(body).map_err(Malformed::Body)
}
