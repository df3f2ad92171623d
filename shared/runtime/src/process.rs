//! One running process: its ports, its jobs and its end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use futures_util::future::join_all;

use crate::crowd::Bounds;
use crate::http_server::HttpServer;
use crate::job::Job;
use crate::readiness::Readiness;
use crate::service::Service;
use crate::settings::Settings;
use crate::shutdown::Shutdown;
use crate::supervisor::Supervisor;
use crate::surroundings::Surroundings;
use crate::{admin, measurements};

/// Connections open at a time on the operator's port.
const ADMIN_CONNECTIONS: Bounds = Bounds { of_one: 16, of_all: 32 };

/// Where a process listens and how long its end may take.
#[derive(Debug, Clone)]
pub struct ProcessConfig {
    /// Address of the services' routes.
    pub listen: SocketAddr,
    /// Address of `/livez`, `/readyz` and `/metrics`.
    pub admin_listen: SocketAddr,
    /// How long requests and jobs may take to finish once asked to stop.
    pub grace: Duration,
    /// Connections open at a time; for a further one, one that waits for a request is closed.
    pub max_connections: usize,
    /// Connections open at a time from one address that is no trusted proxy; for IPv6 from one /64.
    pub connections_of_one: usize,
    /// Where the process stands.
    pub surroundings: Surroundings,
}

impl ProcessConfig {
    /// Reads `LISTEN`, `ADMIN_LISTEN`, `SHUTDOWN_GRACE`, `MAX_CONNECTIONS`, `CONNECTIONS_PER_ADDRESS`,
    /// `TRUSTED_PROXIES` and `PUBLIC_URL`.
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
                "connections open at a time on each port; keep it below the limit of open files",
            ),
            connections_of_one: settings.value(
                "CONNECTIONS_PER_ADDRESS",
                64,
                "connections open at a time from one client address that is none of TRUSTED_PROXIES",
            ),
            surroundings: Surroundings::read(settings),
        }
    }
}

/// A process whose ports are open.
#[derive(Debug)]
pub struct Process {
    services: HttpServer,
    /// Services with a port of their own.
    apart: Vec<(&'static str, HttpServer)>,
    admin: HttpServer,
    readiness: Arc<Readiness>,
    jobs: Vec<Job>,
    grace: Duration,
}

/// Runs services until `shutdown`.
///
/// # Errors
///
/// When a port cannot be opened, or when the drain was cut short.
pub async fn run(config: ProcessConfig, services: Vec<Service>, shutdown: Shutdown) -> anyhow::Result<()> {
    Process::bind(&config, services).await?.run(shutdown).await
}

impl Process {
    /// Opens all ports; nothing is served yet.
    ///
    /// # Errors
    ///
    /// When a port cannot be opened; the error names the setting.
    pub async fn bind(config: &ProcessConfig, services: Vec<Service>) -> anyhow::Result<Self> {
        measurements::record()?;
        let (mut routes, mut apart, mut jobs, mut probes) = (Router::new(), Vec::new(), Vec::new(), Vec::new());
        for service in services {
            measurements::identify(service.name, env!("CARGO_PKG_VERSION"));
            match service.listen {
                Some(address) => apart.push((service.name, address, service.routes)),
                // A service that only works on queues answers nothing, least of all in the place of those that do: of
                // two routers the second one's answer to unknown addresses would count.
                None if service.routes.has_routes() => routes = routes.merge(service.routes),
                None => {}
            }
            jobs.extend(service.jobs);
            probes.extend(service.probes);
        }
        let readiness = Arc::new(Readiness::new(probes));
        let admin_routes = admin::routes(Arc::clone(&readiness));
        let bounds = Bounds { of_one: config.connections_of_one, of_all: config.max_connections };
        let surroundings = Arc::new(config.surroundings.clone());
        let services = HttpServer::bind("LISTEN", config.listen, routes, bounds, Arc::clone(&surroundings)).await?;
        let mut servers = Vec::with_capacity(apart.len());
        for (name, address, routes) in apart {
            let setting = listen_setting(name);
            servers.push((name, HttpServer::bind(&setting, address, routes, bounds, Arc::clone(&surroundings)).await?));
        }
        Ok(Self {
            services,
            apart: servers,
            admin: HttpServer::bind("ADMIN_LISTEN", config.admin_listen, admin_routes, ADMIN_CONNECTIONS, surroundings)
                .await?,
            readiness,
            jobs,
            grace: config.grace,
        })
    }

    /// The address of the services' routes, with the port that was chosen for port 0.
    ///
    /// # Errors
    ///
    /// When the operating system does not tell.
    pub fn address(&self) -> anyhow::Result<SocketAddr> {
        self.services.address()
    }

    /// The address of a service with a port of its own, by the service's name; `None` when it has none.
    ///
    /// # Errors
    ///
    /// When the operating system does not tell.
    pub fn address_of(&self, service: &str) -> anyhow::Result<Option<SocketAddr>> {
        self.apart.iter().find(|(name, _)| *name == service).map(|(_, server)| server.address()).transpose()
    }

    /// The address of the operator's port.
    ///
    /// # Errors
    ///
    /// When the operating system does not tell.
    pub fn admin_address(&self) -> anyhow::Result<SocketAddr> {
        self.admin.address()
    }

    /// Serves and works until `shutdown`, then drains: readiness turns false, the port closes,
    /// requests in flight and jobs finish, then the jobs that stop last, then the operator's port.
    ///
    /// # Errors
    ///
    /// When the drain took longer than the grace period or a second signal cut it short.
    pub async fn run(self, shutdown: Shutdown) -> anyhow::Result<()> {
        let (listen, admin_listen) = (self.address()?, self.admin_address()?);
        let (last, others): (Vec<_>, Vec<_>) = self.jobs.into_iter().partition(|job| job.last);
        let at_last = shutdown.later();

        let last = Supervisor::start(last, &at_last);
        let others = Supervisor::start(others, &shutdown);
        let upkeep = tokio::spawn(measurements::keep_up(at_last.clone()));
        let admin = tokio::spawn(self.admin.serve(at_last.clone()));
        let watch = tokio::spawn(limit_drain(shutdown.clone(), Arc::clone(&self.readiness), self.grace));
        tracing::info!(%listen, %admin_listen, "started");
        let mut servers = vec![self.services];
        for (name, server) in self.apart {
            tracing::info!(service = name, listen = %server.address()?, "started on a port of its own");
            servers.push(server);
        }
        let serving = join_all(servers.into_iter().map(|server| server.serve(shutdown.clone())));

        let (_served, mut abandoned) = tokio::join!(serving, others.drained(&shutdown));
        at_last.trigger();
        abandoned.extend(last.drained(&at_last).await);
        let cut_short = shutdown.is_abandoned();
        watch.abort();
        upkeep.await?;
        admin.await?;

        if cut_short {
            anyhow::bail!("the drain was cut short; unfinished jobs: [{}]", abandoned.join(", "));
        }
        tracing::info!("stopped");
        Ok(())
    }
}

/// The setting with the address of a service that has a port of its own.
fn listen_setting(service: &str) -> String {
    format!("{}_LISTEN", service.to_uppercase().replace('-', "_"))
}

/// Turns readiness false as soon as the end begins, and gives up when the grace period is over.
async fn limit_drain(shutdown: Shutdown, readiness: Arc<Readiness>, grace: Duration) {
    shutdown.stopping().await;
    readiness.drain();
    tracing::info!(grace_s = grace.as_secs_f64(), "stopping");
    tokio::time::sleep(grace).await;
    shutdown.abandon();
}
