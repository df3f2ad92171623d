//! Tells an agency that one of its reports had no effect.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::values;

/// Lies in the agency's queue `agency.<name>.rejected`: which of its messages had no effect, and why. It repeats
/// nothing of that message but its id, so that whatever was in it ends there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReplyRejected {
    /// Always 1.
    #[schemars(schema_with = "values::version")]
    pub version: u8,
    /// Id of this message.
    #[schemars(schema_with = "values::uuid")]
    pub event_id: Uuid,
    /// The `message_id` of the rejected message; absent when it had none that is a UUID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "values::uuid")]
    pub rejected_id: Option<Uuid>,
    /// Why, as a code that stays the same.
    pub reason: String,
    /// Why, in a sentence, in Indonesian.
    pub explanation: String,
    /// When.
    #[schemars(schema_with = "values::time")]
    pub at: Timestamp,
}
