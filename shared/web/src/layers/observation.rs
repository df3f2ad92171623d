//! One span, one measurement and one log line per request. They name the matched route, never the path, the query, a
//! header or the body: any of those may hold personal data.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use runtime::{Surroundings, telemetry};
use tokio::time::Instant;
use tracing::{Instrument as _, Span};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// Most characters of a caller's request id. We do not echo a longer one.
const MAX_REQUEST_ID: usize = 64;

/// The status that we log when the caller left before we knew it.
const CALLER_LEFT: u16 = 499;

pub(super) async fn observe(request: Request, next: Next) -> Response {
    let observed = Observed::begin(&request);
    let request_id = request_id(&request);
    let span = observed.span.clone();
    async {
        let mut response = next.run(request).await;
        let request_id = request_id.or_else(trace_id);
        if let Some(request_id) = request_id {
            response.headers_mut().entry(REQUEST_ID).or_insert(request_id);
        }
        observed.finish(response.status().as_u16());
        response
    }
    .instrument(span)
    .await
}

/// A request in progress. We measure and log it once, however it ends.
struct Observed {
    span: Span,
    method: &'static str,
    route: String,
    began: Instant,
    status: u16,
}

impl Observed {
    fn begin(request: &Request) -> Self {
        let method = method_name(request.method());
        let matched = request.extensions().get::<MatchedPath>();
        let route = matched.map_or("unmatched", MatchedPath::as_str).to_owned();
        let span = tracing::info_span!(
            "request",
            otel.name = format_args!("{method} {route}"),
            otel.kind = "server",
            otel.status_code = tracing::field::Empty,
            http.request.method = method,
            http.route = route,
            http.response.status_code = tracing::field::Empty,
        );
        // Any other caller could choose the id under which our logs record it.
        let trusted =
            request.extensions().get::<Arc<Surroundings>>().is_some_and(|at| at.trusts_peer_of(request.extensions()));
        let traceparent = request.headers().get(TRACEPARENT).and_then(|value| value.to_str().ok()).filter(|_| trusted);
        if let Some(traceparent) = traceparent {
            telemetry::continue_trace(&span, traceparent);
        }
        metrics::gauge!("http_server_active_requests").increment(1);
        Self { span, method, route, began: Instant::now(), status: CALLER_LEFT }
    }

    fn finish(mut self, status: u16) {
        self.status = status;
    }
}

impl Drop for Observed {
    fn drop(&mut self) {
        let took = self.began.elapsed();
        let status = self.status;
        self.span.record("http.response.status_code", status);
        if status >= 500 {
            self.span.record("otel.status_code", "ERROR");
        }
        metrics::gauge!("http_server_active_requests").decrement(1);
        metrics::histogram!(
            "http_server_request_duration_seconds",
            "method" => self.method,
            "route" => self.route.clone(),
            "status" => status.to_string(),
        )
        .record(took);
        self.span.in_scope(|| {
            tracing::info!(
                method = self.method,
                route = self.route,
                status,
                duration_ms = milliseconds(took),
                "request"
            );
        });
    }
}

/// Milliseconds to a tenth, which is as precise as a log line needs to be.
fn milliseconds(took: Duration) -> f64 {
    (took.as_secs_f64() * 10_000.0).round() / 10.0
}

/// Callers can invent methods, and the metrics must stay bounded.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}

/// The caller's own id for the request, if it looks like one.
fn request_id(request: &Request) -> Option<HeaderValue> {
    let id = request.headers().get(REQUEST_ID)?;
    let tame = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    let bytes = id.as_bytes();
    (!bytes.is_empty() && bytes.len() <= MAX_REQUEST_ID && bytes.iter().all(tame)).then(|| id.clone())
}

fn trace_id() -> Option<HeaderValue> {
    HeaderValue::try_from(telemetry::current_trace_id()?).ok()
}
