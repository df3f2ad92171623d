//! The process writes logs to standard output, one JSON object a line. It sends traces to an OpenTelemetry collector
//! when one is configured. Every line inside a span carries its `trace_id`, collector or not. A trace crosses processes
//! by the W3C `traceparent`, so that one submission is one trace.

#[cfg(test)]
pub(crate) mod captured;
mod log_line;
mod panics;
mod propagation;

use std::error::Error;
use std::fmt;
use std::io::{self, IsTerminal as _};
use std::str::FromStr;
use std::time::Duration;

use anyhow::Context as _;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::tonic_types::transport::ClientTlsConfig;
use opentelemetry_otlp::{WithExportConfig as _, WithTonicConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider};
use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::settings::Settings;
use log_line::JsonLine;

pub use propagation::{continue_trace, current_trace_id, current_traceparent};

/// An error as a field of a log line, which then tells its sources, too: `error = cause(&error)`.
pub fn cause<E: Error + 'static>(error: &E) -> &(dyn Error + 'static) {
    error
}

/// How long the last spans may take to reach the collector when the process ends.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(3);

/// Longest wait for the collector to take a batch of spans, in the background.
const EXPORT_TIMEOUT: Duration = Duration::from_secs(10);

/// What is logged, how, and where traces go.
#[derive(Debug, Clone)]
pub struct TelemetryConfig {
    filter: Targets,
    format: LogFormat,
    collector: Option<String>,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LogFormat {
    Json,
    Text,
}

/// Where log lines go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogTo {
    Stdout,
    Stderr,
}

/// Keeps telemetry running until the very end of the process.
#[derive(Debug)]
#[must_use = "the last spans are lost unless it is shut down"]
pub(crate) struct Telemetry {
    provider: SdkTracerProvider,
}

impl TelemetryConfig {
    /// Reads `LOG`, `LOG_FORMAT` and `OTEL_EXPORTER_OTLP_ENDPOINT` for a service.
    pub fn read(settings: &mut Settings) -> Self {
        let mut config = Self::of_command(settings, LevelFilter::INFO, LogFormat::Json);
        config.collector = settings.optional(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "collector of traces (OTLP over gRPC), such as http://localhost:4317 or https://collector:4317; none: no \
            traces are sent",
        );
        match config.collector.as_ref().and_then(|url| url.parse::<axum::http::Uri>().ok()) {
            Some(uri) if uri.scheme_str() == Some("http") => {
                settings.refuse_plaintext(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    uri.host().unwrap_or_default(),
                    "write https://",
                );
            }
            Some(uri) if uri.scheme_str() == Some("https") => {}
            None if config.collector.is_none() => {}
            Some(_) | None => settings.problem("OTEL_EXPORTER_OTLP_ENDPOINT", "must start with http:// or https://"),
        }
        config
    }

    /// Reads `LOG` and `LOG_FORMAT` for an operator's command, which logs warnings, for people.
    pub(crate) fn read_for_command(settings: &mut Settings) -> Self {
        Self::of_command(settings, LevelFilter::WARN, LogFormat::Text)
    }

    fn of_command(settings: &mut Settings, level: LevelFilter, format: LogFormat) -> Self {
        Self {
            filter: settings.value(
                "LOG",
                Targets::new().with_default(level),
                "what is logged: error, warn, info, debug or trace, also by module (info,sqlx=debug)",
            ),
            format: settings.value("LOG_FORMAT", format, "json, or text for people"),
            collector: None,
        }
    }
}

/// Starts logs and traces. Must be called on a runtime, once in a process.
pub(crate) fn start(config: &TelemetryConfig, service: &'static str, to: LogTo) -> anyhow::Result<Telemetry> {
    let provider = provider(config, service)?;
    let traces = tracing_opentelemetry::layer()
        .with_tracer(provider.tracer("helpdesk"))
        .with_location(false)
        .with_threads(false)
        .with_tracked_inactivity(false)
        .with_filter(LevelFilter::INFO);
    // Both filters are static. One that must be asked every time leaves its last answer behind in the thread, and the
    // next line or span there is lost (tracing-subscriber's per-layer filters).
    let filter = without_lapin(config.filter.clone());
    let logs = match to {
        LogTo::Stdout => lines(config.format, service, io::stdout, io::stdout().is_terminal()),
        LogTo::Stderr => lines(config.format, service, io::stderr, io::stderr().is_terminal()),
    };
    tracing_subscriber::registry()
        .with(traces)
        .with(logs.with_filter(filter))
        .try_init()
        .context("logs were started already")?;
    panics::log();
    Ok(Telemetry { provider })
}

/// The broker's client logs an error for each of its parts when a connection ends, hundreds in an outage, of which our
/// own supervisors tell once. Whoever wants its lines names it in `LOG`.
fn without_lapin(filter: Targets) -> Targets {
    let named = filter.iter().any(|(target, _)| target.starts_with("lapin"));
    if named { filter } else { filter.with_target("lapin", LevelFilter::OFF) }
}

fn lines<S, W>(format: LogFormat, service: &'static str, writer: W, colours: bool) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let layer = tracing_subscriber::fmt::layer().with_writer(writer).with_ansi(colours);
    match format {
        LogFormat::Json => layer.event_format(JsonLine { service }).boxed(),
        LogFormat::Text => layer.compact().boxed(),
    }
}

/// Without a collector spans get ids and nothing else; with one they are sent in the background from
/// a bounded queue, which drops spans rather than delay the work.
fn provider(config: &TelemetryConfig, service: &'static str) -> anyhow::Result<SdkTracerProvider> {
    let resource = Resource::builder().with_service_name(service).build();
    let provider = SdkTracerProvider::builder().with_resource(resource);
    let Some(collector) = &config.collector else {
        let sampler = Sampler::ParentBased(Box::new(Sampler::AlwaysOff));
        return Ok(provider.with_sampler(sampler).build());
    };
    let exporter =
        opentelemetry_otlp::SpanExporter::builder().with_tonic().with_endpoint(collector).with_timeout(EXPORT_TIMEOUT);
    let exporter = if collector.starts_with("https://") {
        exporter.with_tls_config(ClientTlsConfig::new().with_enabled_roots())
    } else {
        exporter
    };
    let exporter = exporter.build().context("OTEL_EXPORTER_OTLP_ENDPOINT cannot be used")?;
    Ok(provider.with_batch_exporter(exporter).build())
}

impl Telemetry {
    /// Sends what is still queued. Blocks for at most three seconds; nothing is traced afterwards.
    pub(crate) fn shut_down(self) {
        if let Err(error) = self.provider.shutdown_with_timeout(FLUSH_TIMEOUT) {
            tracing::warn!(error = %error, "the last spans may not have reached the collector");
        }
    }
}

impl fmt::Display for LogFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Json => "json",
            Self::Text => "text",
        })
    }
}

impl FromStr for LogFormat {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "json" => Ok(Self::Json),
            "text" => Ok(Self::Text),
            _ => Err("expected json or text"),
        }
    }
}

#[cfg(test)]
mod tests {
    use tracing::Level;

    use super::*;

    #[test]
    fn the_brokers_client_is_silent_unless_it_is_named() {
        let silent = without_lapin("info".parse().unwrap());
        assert!(!silent.would_enable("lapin::io_loop", &Level::ERROR));
        assert!(silent.would_enable("queue::relay", &Level::WARN));
        let named = without_lapin("info,lapin=debug".parse().unwrap());
        assert!(named.would_enable("lapin::io_loop", &Level::DEBUG));
    }
}
