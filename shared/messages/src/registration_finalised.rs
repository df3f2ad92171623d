//! A registration was ended by its owner. Whose it is, and what it says, stay in the database.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Malformed;
use crate::values;

/// A registration is final: nothing of it changes any more. On `helpdesk.registrations`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RegistrationFinalised {
    /// Always 1.
    #[schemars(schema_with = "values::version")]
    pub version: u8,
    /// Id of this message, the same on every delivery.
    #[schemars(schema_with = "values::uuid")]
    pub event_id: Uuid,
    /// The registration.
    #[schemars(schema_with = "values::uuid")]
    pub registration_id: Uuid,
    /// The formation that it is for.
    #[schemars(schema_with = "values::uuid")]
    pub formation_id: Uuid,
    /// When it was ended.
    #[schemars(schema_with = "values::time")]
    pub at: Timestamp,
}

impl RegistrationFinalised {
    /// The routing key.
    pub const KEY: &str = "registration.finalised";

    /// Reads a body.
    ///
    /// # Errors
    /// When it is another message or another version.
    pub fn parse(body: &[u8]) -> Result<Self, Malformed> {
        crate::malformed::parse(body)
    }
}
