//! A trace goes on in the next process: these functions read and write the W3C trace context (`traceparent`).

use opentelemetry::propagation::{Extractor, TextMapPropagator as _};
use opentelemetry::trace::{SpanContext, TraceContextExt as _};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt as _;

const TRACEPARENT: &str = "traceparent";

/// The `traceparent` of the current span, to be sent along with a message or kept in an outbox.
#[must_use]
pub fn current_traceparent() -> Option<String> {
    let context = current()?;
    Some(format!("00-{}-{}-{:02x}", context.trace_id(), context.span_id(), context.trace_flags().to_u8()))
}

/// The id of the current trace: what a problem shows and a log line carries.
#[must_use]
pub fn current_trace_id() -> Option<String> {
    Some(current()?.trace_id().to_string())
}

/// Makes `span` part of the trace that `traceparent` names; an unreadable one is ignored. It must
/// not have been entered yet.
pub fn continue_trace(span: &Span, traceparent: &str) {
    let context = TraceContextPropagator::new().extract(&Carrier(traceparent));
    if context.span().span_context().is_valid()
        && let Err(error) = span.set_parent(context)
    {
        tracing::debug!(error = %error, "trace not continued");
    }
}

fn current() -> Option<SpanContext> {
    let context = Span::current().context().span().span_context().clone();
    context.is_valid().then_some(context)
}

/// A `traceparent` on its own, as the propagator wants to read it.
struct Carrier<'a>(&'a str);

impl Extractor for Carrier<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        (key == TRACEPARENT).then_some(self.0)
    }

    fn keys(&self) -> Vec<&str> {
        vec![TRACEPARENT]
    }
}

#[cfg(test)]
mod tests {
    use opentelemetry::trace::TracerProvider as _;
    use opentelemetry_sdk::trace::SdkTracerProvider;
    use tracing_subscriber::layer::SubscriberExt as _;

    use super::*;

    const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";

    fn traced(work: impl FnOnce()) {
        let tracer = SdkTracerProvider::builder().build().tracer("test");
        let layer = tracing_opentelemetry::layer().with_tracer(tracer);
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), work);
    }

    #[test]
    fn a_trace_goes_on_across_a_message() {
        traced(|| {
            let span = tracing::info_span!("consumer");
            continue_trace(&span, &format!("00-{TRACE}-b7ad6b7169203331-01"));
            span.in_scope(|| {
                assert_eq!(current_trace_id().unwrap(), TRACE);
                let onward = current_traceparent().unwrap();
                assert!(onward.starts_with(&format!("00-{TRACE}-")) && onward.ends_with("-01"));
                assert!(!onward.contains("b7ad6b7169203331"), "this span's own id goes onward");
            });
        });
    }

    #[test]
    fn an_unreadable_traceparent_begins_a_new_trace() {
        traced(|| {
            for unreadable in ["", "00-xyz-1-01", "00-00000000000000000000000000000000-0000000000000000-00"] {
                let span = tracing::info_span!("consumer");
                continue_trace(&span, unreadable);
                let trace = span.in_scope(current_trace_id).unwrap();
                assert!(trace.len() == 32 && trace != TRACE, "{unreadable}");
            }
        });
    }

    #[test]
    fn outside_of_spans_there_is_no_trace() {
        assert_eq!(current_traceparent(), None);
        assert_eq!(current_trace_id(), None);
    }
}
