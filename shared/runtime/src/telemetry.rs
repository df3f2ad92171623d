//! Logs, traces and their link across processes.

/// The W3C `traceparent` of the current span, to be sent along with a message.
#[must_use]
pub fn current_traceparent() -> Option<String> {
    None
}

/// The current trace's id, for people to quote.
#[must_use]
pub fn current_trace_id() -> Option<String> {
    None
}

/// Makes `span` part of the trace that `traceparent` names. Must happen before the span is entered.
pub fn continue_trace(span: &tracing::Span, traceparent: &str) {
    let _ = (span, traceparent);
}
