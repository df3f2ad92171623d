//! AsyncAPI 3: the channels that an agency reads and writes, and what may follow from each message.

use domain::Desk;
use serde_json::{Map, Value, json};

use super::schema;
use crate::topology::{REPORTS, VIRTUAL_HOST, desk_queue, rejected_queue};

/// Renders the AsyncAPI document from an agency's point of view: it `receive`s from its desk's queue and `send`s
/// reports.
#[must_use]
pub fn asyncapi() -> Value {
    json!({
        "asyncapi": "3.0.0",
        "id": "urn:helpdesk-sscasn:queues",
        "info": {
            "title": "Helpdesk SSCASN: queues of partner agencies",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Written from the agency's point of view. docs/agencies.md explains it step by step. \
            Messages carry ids, times and routing facts only: contents are fetched and texts are posted over HTTPS \
            (docs/openapi.json).",
            "license": { "name": "Apache-2.0" },
        },
        "defaultContentType": "application/json",
        "servers": {
            "broker": {
                "host": "{host}",
                "pathname": format!("/{VIRTUAL_HOST}"),
                "protocol": "amqps",
                "protocolVersion": "0.9.1",
                "description": "RabbitMQ. Host, user and password are in the URL that the operator hands over.",
                "variables": { "host": { "description": "Host and port, for example mq.example.go.id:5671" } },
                "security": [{ "type": "userPassword", "description": "The agency's own user, agency.<name>." }],
            },
        },
        "channels": channels(),
        "operations": operations(),
        "components": { "messages": messages() },
    })
}

fn channels() -> Value {
    json!({
        "desk": {
            "address": "desk.{desk}",
            "title": "Tickets of a desk",
            "description": "A quorum queue for each desk. It exists already: consume it without declaring it. Only the \
            agency that serves the desk may.",
            "parameters": { "desk": {
                "description": format!("The desk: the queue of {} is {}, for example.", Desk::KemendikbudTeacherData, desk_queue(Desk::KemendikbudTeacherData)),
                "enum": Desk::ALL.map(Desk::as_str),
            } },
            "messages": { "ticket.routed": reference("ticket.routed") },
            "bindings": { "amqp": { "is": "queue", "queue": queue("desk.{desk}"), "bindingVersion": "0.3.0" } },
        },
        "replies": {
            "address": REPORTS,
            "title": "Reports of agencies",
            "description": "A topic exchange; the routing key is agency.<name>. and the message's name, and leads into \
            a queue of the agency's own. A negative confirm says that this queue is full (10,000): publish again \
            later. Every message needs the AMQP properties user_id (the agency's own user, which the broker checks), \
            message_id (the body's event_id) and delivery_mode 2.",
            "messages": KINDS.iter().map(|name| ((*name).to_owned(), reference(name))).collect::<Map<_, _>>(),
            "bindings": { "amqp": { "is": "routingKey", "exchange": exchange(REPORTS), "bindingVersion": "0.3.0" } },
        },
        "rejected": {
            "address": rejected_queue("{agency}"),
            "title": "Reports that had no effect, with the reason",
            "description": "A quorum queue of the agency's own. The oldest go after 14 days, or when there are \
            100,000.",
            "parameters": { "agency": { "description": "The agency's name" } },
            "messages": { "case.rejected": reference("case.rejected") },
            "bindings": { "amqp": { "is": "queue", "queue": queue(&rejected_queue("{agency}")), "bindingVersion": "0.3.0" } },
        },
    })
}

/// What an agency may report.
const KINDS: [&str; 4] = ["case.received", "case.processing", "case.answered", "case.transferred"];

fn operations() -> Value {
    let mut operations = Map::new();
    operations.insert(
        "receiveTicket".to_owned(),
        json!({
            "action": "receive", "channel": { "$ref": "#/channels/desk" },
            "summary": "A ticket has come to the desk. Acknowledge it after it is safe in the agency's own system.",
            "messages": [{ "$ref": "#/channels/desk/messages/ticket.routed" }],
            "bindings": { "amqp": { "ack": true, "bindingVersion": "0.3.0" } },
        }),
    );
    operations.insert(
        "readRejection".to_owned(),
        json!({
            "action": "receive", "channel": { "$ref": "#/channels/rejected" },
            "summary": "A report had no effect; the message says why.",
            "messages": [{ "$ref": "#/channels/rejected/messages/case.rejected" }],
            "bindings": { "amqp": { "ack": true, "bindingVersion": "0.3.0" } },
        }),
    );
    for name in KINDS {
        let (_, act) = name.split_once('.').unwrap_or_default();
        operations.insert(
            format!("report_{act}"),
            json!({
                "action": "send", "channel": { "$ref": "#/channels/replies" },
                "messages": [{ "$ref": format!("#/channels/replies/messages/{name}") }],
                "bindings": { "amqp": { "deliveryMode": 2, "mandatory": true, "bindingVersion": "0.3.0" } },
            }),
        );
    }
    Value::Object(operations)
}

fn messages() -> Value {
    let messages = ["ticket.routed", "case.rejected"].into_iter().chain(KINDS);
    Value::Object(messages.map(|name| (name.to_owned(), message(name))).collect())
}

fn message(name: &str) -> Value {
    let schema = schema(name).unwrap_or_default();
    let summary = schema.get("description").cloned().unwrap_or_default();
    json!({
        "name": name,
        "summary": summary,
        "contentType": "application/json",
        "payload": { "schemaFormat": "application/schema+json;version=draft-07", "schema": embedded(schema) },
        "correlationId": { "description": "The message's id, the same on every delivery", "location": "$message.payload#/event_id" },
    })
}

/// Embeds a schema: drops what only a document of its own has. Nothing else differs between the two drafts.
fn embedded(mut schema: Value) -> Value {
    if let Some(schema) = schema.as_object_mut() {
        schema.remove("$schema");
        schema.remove("$id");
    }
    schema
}

fn reference(message: &str) -> Value {
    json!({ "$ref": format!("#/components/messages/{message}") })
}

fn queue(name: &str) -> Value {
    json!({ "name": name, "durable": true, "exclusive": false, "autoDelete": false, "vhost": VIRTUAL_HOST })
}

fn exchange(name: &str) -> Value {
    json!({ "name": name, "type": "topic", "durable": true, "autoDelete": false, "vhost": VIRTUAL_HOST })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_leads_somewhere() {
        fn walk(document: &Value, value: &Value) {
            match value {
                Value::Object(entries) => {
                    if let Some(Value::String(reference)) = entries.get("$ref") {
                        let pointer = reference.strip_prefix('#').unwrap();
                        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
                    }
                    entries.values().for_each(|entry| walk(document, entry));
                }
                Value::Array(items) => items.iter().for_each(|item| walk(document, item)),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
        let document = asyncapi();
        walk(&document, &document);
    }
}
