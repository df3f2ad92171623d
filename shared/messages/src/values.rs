//! The values that messages are made of, as JSON Schema.

use domain::Desk;
use domain::patterns::{FORM_CODE, REGION, TICKET_NUMBER};
use schemars::{Schema, SchemaGenerator, json_schema};

use crate::VERSION;

/// The version of a message.
pub(crate) fn version(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "integer", "const": VERSION })
}

/// An id.
pub(crate) fn uuid(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": "uuid" })
}

/// A ticket number: form, day of submission in WIB, seven digits and a check digit. Numbers given out before have five
/// to seven digits behind the day and no check digit.
pub(crate) fn ticket_number(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": TICKET_NUMBER, "examples": ["662026112100000178"] })
}

/// A form's code in the catalogue.
pub(crate) fn form(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": FORM_CODE, "examples": ["66"] })
}

/// A desk.
pub(crate) fn desk(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": Desk::ALL.map(Desk::as_str) })
}

/// The region digits of a NIK.
pub(crate) fn region(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": REGION, "examples": ["317403"] })
}

/// A moment (RFC 3339).
pub(crate) fn time(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": "date-time", "examples": ["2026-11-21T03:00:00Z"] })
}

/// A revision of an answer.
pub(crate) fn revision(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "integer", "minimum": 1, "maximum": i32::MAX })
}
