//! One event as one line of JSON: when, how bad, what, in which trace, then the event's own fields.

use std::fmt;
use std::string::FromUtf8Error;

use opentelemetry::trace::TraceContextExt as _;
use serde::ser::{SerializeMap as _, Serializer as _};
use serde_json::Value;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber, dispatcher};
use tracing_opentelemetry::get_otel_context;
use tracing_subscriber::fmt::FmtContext;
use tracing_subscriber::fmt::format::{FormatEvent, FormatFields, Writer};
use tracing_subscriber::registry::LookupSpan;

use crate::clock::Clock;

/// Fields that lines from the `log` crate carry to say where they are from.
const LOG_TARGET: &str = "log.target";
const LOG_PREFIX: &str = "log.";

/// Formats events as JSON lines of one service.
pub(super) struct JsonLine {
    pub(super) service: &'static str,
}

impl<S, N> FormatEvent<S, N> for JsonLine
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'w> FormatFields<'w> + 'static,
{
    fn format_event(&self, context: &FmtContext<'_, S, N>, mut writer: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let line = self.line(event, &fields, trace_id(context)).map_err(|LineError| fmt::Error)?;
        writer.write_str(&line)?;
        writer.write_char('\n')
    }
}

impl JsonLine {
    fn line(&self, event: &Event<'_>, fields: &Fields, trace_id: Option<String>) -> Result<String, LineError> {
        let mut bytes = Vec::with_capacity(256);
        let mut json = serde_json::Serializer::new(&mut bytes);
        let mut map = json.serialize_map(None)?;
        map.serialize_entry("timestamp", &Clock::system().now())?;
        map.serialize_entry("level", event.metadata().level().as_str())?;
        map.serialize_entry("message", &fields.message)?;
        map.serialize_entry("service", self.service)?;
        if let Some(trace_id) = trace_id {
            map.serialize_entry("trace_id", &trace_id)?;
        }
        let target = fields.target.as_deref().unwrap_or(event.metadata().target());
        map.serialize_entry("target", target)?;
        for (name, value) in &fields.others {
            map.serialize_entry(name, value)?;
        }
        map.end()?;
        Ok(String::from_utf8(bytes)?)
    }
}

/// A value that has no JSON form. Formatters cannot say more than that they failed.
struct LineError;

impl From<serde_json::Error> for LineError {
    fn from(_: serde_json::Error) -> Self {
        Self
    }
}

impl From<FromUtf8Error> for LineError {
    fn from(_: FromUtf8Error) -> Self {
        Self
    }
}

/// The trace of the span that the event happened in.
fn trace_id<S, N>(context: &FmtContext<'_, S, N>) -> Option<String>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'w> FormatFields<'w> + 'static,
{
    let span = context.lookup_current()?.id();
    let trace = dispatcher::get_default(|dispatch| get_otel_context(&span, dispatch))?;
    Some(trace.span().span_context().trace_id().to_string())
}

/// The fields of an event, in its order.
#[derive(Default)]
struct Fields {
    message: String,
    target: Option<String>,
    others: Vec<(&'static str, Value)>,
}

impl Fields {
    fn add(&mut self, field: &Field, value: Value) {
        if !field.name().starts_with(LOG_PREFIX) {
            self.others.push((field.name(), value));
        }
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            _ => self.add(field, format!("{value:?}").into()),
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "message" => value.clone_into(&mut self.message),
            LOG_TARGET => self.target = Some(value.to_owned()),
            _ => self.add(field, value.into()),
        }
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.add(field, value.into());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.add(field, value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.add(field, value.into());
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.add(field, value.into());
    }
}

#[cfg(test)]
mod tests {
    use tracing_subscriber::layer::SubscriberExt as _;

    use super::*;
    use crate::telemetry::captured::Captured;

    #[test]
    fn a_line_is_one_json_object_with_the_events_fields() {
        let captured = Captured::default();
        let writer = captured.clone();
        let layer = tracing_subscriber::fmt::layer()
            .event_format(JsonLine { service: "intake" })
            .with_writer(move || writer.clone());
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), || {
            tracing::warn!(status = 503_u16, duration_ms = 1.5, route = "/a\n\"b\"", gone = None::<&str>, "request");
        });
        let text = captured.text();
        assert_eq!(text.matches('\n').count(), 1);
        let line: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(line["level"], "WARN");
        assert_eq!(line["message"], "request");
        assert_eq!(line["service"], "intake");
        assert_eq!(line["status"], 503);
        assert_eq!(line["route"], "/a\n\"b\"");
        assert!(line.get("gone").is_none());
        assert!(line["timestamp"].as_str().unwrap().parse::<jiff::Timestamp>().is_ok());
    }
}
