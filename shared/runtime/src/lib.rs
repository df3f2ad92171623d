//! What every process of the help desk shares: settings, logs and traces, health, the HTTP server, supervised jobs, and
//! an orderly end.
//!
//! A binary's `main` is one call of [`main`], or of [`serve`] and [`command`] where it has commands of its own. Tests
//! run the same services with [`run`] and a [`Shutdown`] of their own.

mod admin;
mod background;
mod client_address;
mod clock;
pub mod crowd;
mod healthcheck;
mod http_server;
mod job;
mod measurements;
mod probe;
mod process;
mod program;
mod readiness;
mod service;
mod settings;
mod shutdown;
mod supervisor;
mod surroundings;
pub mod telemetry;
pub mod terminal;

pub use background::{Crew, Unfinished};
pub use client_address::{ClientAddress, InvalidNetwork, Network, TrustedProxies};
pub use clock::{Clock, wib};
pub use job::{Job, Staleness};
pub use probe::Probe;
pub use process::{Process, ProcessConfig, run};
pub use program::{check_config, command, healthcheck, main, serve, settings_help};
pub use service::Service;
pub use settings::{Report, Settings, SettingsError};
pub use shutdown::Shutdown;
pub use surroundings::{PUBLIC_URL_ABOUT, Surroundings};
pub use telemetry::TelemetryConfig;
