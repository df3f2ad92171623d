//! A file is to get an e-meterai, and what became of it. Which file, whose it is and its serial number stay in the
//! database.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Malformed;
use crate::values;

/// A file is to be stamped. On `helpdesk.stampings`, keyed by how urgent it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StampingRequested {
    /// Always 1.
    #[schemars(schema_with = "values::version")]
    pub version: u8,
    /// Id of this message, the same on every delivery.
    #[schemars(schema_with = "values::uuid")]
    pub event_id: Uuid,
    /// The stamping. It may be asked for more than once, and one serial number is bought for it.
    #[schemars(schema_with = "values::uuid")]
    pub job_id: Uuid,
    /// When this message was written.
    #[schemars(schema_with = "values::time")]
    pub at: Timestamp,
}

/// A file has its e-meterai, which was checked. On `helpdesk.stamped`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StampingAttached {
    /// Always 1.
    #[schemars(schema_with = "values::version")]
    pub version: u8,
    /// Id of this message, the same on every delivery.
    #[schemars(schema_with = "values::uuid")]
    pub event_id: Uuid,
    /// The stamping.
    #[schemars(schema_with = "values::uuid")]
    pub job_id: Uuid,
    /// Where the file belongs.
    #[schemars(schema_with = "values::uuid")]
    pub slot_id: Uuid,
    /// The file.
    #[schemars(schema_with = "values::uuid")]
    pub upload_id: Uuid,
    /// When.
    #[schemars(schema_with = "values::time")]
    pub at: Timestamp,
}

/// A file gets no e-meterai: another one is needed. On `helpdesk.stamped`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StampingRejected {
    /// Always 1.
    #[schemars(schema_with = "values::version")]
    pub version: u8,
    /// Id of this message, the same on every delivery.
    #[schemars(schema_with = "values::uuid")]
    pub event_id: Uuid,
    /// The stamping.
    #[schemars(schema_with = "values::uuid")]
    pub job_id: Uuid,
    /// Where the file belongs.
    #[schemars(schema_with = "values::uuid")]
    pub slot_id: Uuid,
    /// The file.
    #[schemars(schema_with = "values::uuid")]
    pub upload_id: Uuid,
    /// Why.
    pub reason: StampingRejection,
    /// When.
    #[schemars(schema_with = "values::time")]
    pub at: Timestamp,
}

/// Why a file gets no e-meterai.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StampingRejection {
    /// The distributor does not take the file.
    RefusedFile,
    /// What came back is not the file that was sent, with a stamp added.
    WrongFile,
    /// What came back carries no stamp that holds, or another serial number.
    NoStamp,
    /// The file is not there any more, or cannot be opened.
    FileGone,
    /// The registration closed long ago.
    Expired,
}

impl StampingRejection {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::RefusedFile, Self::WrongFile, Self::NoStamp, Self::FileGone, Self::Expired];

    /// The name in messages, in the database and in metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RefusedFile => "refused_file",
            Self::WrongFile => "wrong_file",
            Self::NoStamp => "no_stamp",
            Self::FileGone => "file_gone",
            Self::Expired => "expired",
        }
    }

    /// The reason with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}

impl StampingRequested {
    /// Reads a body.
    ///
    /// # Errors
    /// When it is another message or another version.
    pub fn parse(body: &[u8]) -> Result<Self, Malformed> {
        crate::malformed::parse(body)
    }
}

impl StampingAttached {
    /// The routing key.
    pub const KEY: &str = "stamping.attached";

    /// Reads a body.
    ///
    /// # Errors
    /// When it is another message or another version.
    pub fn parse(body: &[u8]) -> Result<Self, Malformed> {
        crate::malformed::parse(body)
    }
}

impl StampingRejected {
    /// The routing key.
    pub const KEY: &str = "stamping.rejected";

    /// Reads a body.
    ///
    /// # Errors
    /// When it is another message or another version.
    pub fn parse(body: &[u8]) -> Result<Self, Malformed> {
        crate::malformed::parse(body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_has_one_name_everywhere() {
        for reason in StampingRejection::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
            assert_eq!(StampingRejection::named(reason.as_str()), Some(reason));
        }
        assert_eq!(StampingRejection::named("lost"), None);
    }
}
