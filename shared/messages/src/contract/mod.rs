//! The contract of the queues for machines: a JSON Schema of every message, and AsyncAPI 3 of the channels.
//!
//! Both derive from the types and the topology that the services themselves use, so they cannot contradict them.

mod asyncapi;
mod yaml;

pub use asyncapi::asyncapi;
pub use yaml::yaml;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Value, json};

use crate::replies::{CaseAnswered, CaseProcessing, CaseReceived, CaseTransferred, ReplyRejected};
use crate::{
    AccountCommandRequested, AccountCommandSettled, LetterRequested, RegistrationFinalised, StampingAttached,
    StampingRejected, StampingRequested, TicketEvent, TicketRouted, TicketSubmitted,
};

/// The base of a schema's id. Nobody has to be able to fetch a schema from there.
const BASE: &str = "urn:helpdesk-sscasn:message:";

/// The name of every message, which is its AMQP `type` as well.
pub const MESSAGES: [&str; 15] = [
    "account.command-requested",
    "account.command-settled",
    "case.answered",
    "case.processing",
    "case.received",
    "case.rejected",
    "case.transferred",
    "letter.requested",
    "registration.finalised",
    "stamping.attached",
    "stamping.rejected",
    "stamping.requested",
    "ticket.event",
    "ticket.routed",
    "ticket.submitted",
];

/// The JSON Schema (draft 2020-12) of the message with this name.
#[must_use]
pub fn schema(message: &str) -> Option<Value> {
    Some(match message {
        AccountCommandRequested::KEY => plain::<AccountCommandRequested>(message),
        AccountCommandSettled::KEY => plain::<AccountCommandSettled>(message),
        "case.answered" => reply::<CaseAnswered>(message),
        "case.processing" => reply::<CaseProcessing>(message),
        "case.received" => reply::<CaseReceived>(message),
        "case.rejected" => plain::<ReplyRejected>(message),
        "case.transferred" => reply::<CaseTransferred>(message),
        "letter.requested" => plain::<LetterRequested>(message),
        RegistrationFinalised::KEY => plain::<RegistrationFinalised>(message),
        StampingAttached::KEY => plain::<StampingAttached>(message),
        StampingRejected::KEY => plain::<StampingRejected>(message),
        "stamping.requested" => plain::<StampingRequested>(message),
        "ticket.event" => plain::<TicketEvent>(message),
        "ticket.routed" => plain::<TicketRouted>(message),
        "ticket.submitted" => plain::<TicketSubmitted>(message),
        _ => return None,
    })
}

/// The schema that a message's type gives.
fn plain<T: JsonSchema>(message: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let mut schema = SchemaGenerator::from(settings).into_root_schema_for::<T>().to_value();
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$id".to_owned(), json!(format!("{BASE}{message}:{}", crate::VERSION)));
        schema.insert("title".to_owned(), json!(message));
    }
    schema
}

/// The schema of a report, with the `kind` that distinguishes it from others.
fn reply<T: JsonSchema>(message: &str) -> Value {
    let mut schema = plain::<T>(message);
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert(
            "kind".to_owned(),
            json!({ "type": "string", "const": message, "description": "The routing key, too." }),
        );
    }
    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
        required.insert(0, json!("kind"));
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_has_a_schema_with_its_version_and_id() {
        for message in MESSAGES {
            let schema = schema(message).unwrap();
            assert_eq!(schema["properties"]["version"]["const"], crate::VERSION, "{message}");
            let required = schema["required"].as_array().unwrap();
            assert!(
                required.contains(&json!("version")) && required.contains(&json!("event_id")),
                "{message}: {required:?}"
            );
            for (name, property) in schema["properties"].as_object().unwrap() {
                assert!(property["description"].is_string(), "{message}.{name} says nothing about itself");
            }
        }
        assert!(schema("case.closed").is_none());
    }

    #[test]
    fn a_report_takes_no_field_that_is_not_told() {
        for message in ["case.answered", "case.processing", "case.received", "case.transferred"] {
            let schema = schema(message).unwrap();
            assert_eq!(schema["additionalProperties"], false, "{message}");
            assert_eq!(schema["properties"]["kind"]["const"], message);
        }
    }

    #[test]
    fn no_message_has_room_for_a_text_of_a_person() {
        for message in MESSAGES {
            for (name, property) in schema(message).unwrap()["properties"].as_object().unwrap() {
                let ours = message == "case.rejected" && ["reason", "explanation"].contains(&name.as_str());
                let bound = property["type"] != "string"
                    || ["pattern", "format", "enum", "const"].iter().any(|rule| property.get(rule).is_some());
                assert!(ours || bound, "{message}.{name} may hold any text");
            }
        }
    }
}
