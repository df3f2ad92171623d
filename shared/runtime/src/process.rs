//! One running process: its ports, its jobs and its end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use futures_util::future::join_all;

use crate::crowd::Bounds;
use crate::http_server::{HttpServer, Manner};
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
    /// Address of `/livez`, `/readyz`, `/dependencies` and `/metrics`.
    pub admin_listen: SocketAddr,
    /// How long it takes requests after it was asked to stop: until every gateway knows that it is not ready.
    pub delay: Duration,
    /// How long requests and jobs may take to finish once asked to stop.
    pub grace: Duration,
    /// How long a connection may take for the whole head of its first or next request.
    pub keep_alive: Duration,
    /// Connections open at a time; for a further one, one that waits for a request is closed.
    pub max_connections: usize,
    /// Connections open at a time from one address that is no trusted proxy; for IPv6 from one /64.
    pub connections_of_one: usize,
    /// Where the process stands.
    pub surroundings: Surroundings,
}

impl ProcessConfig {
    /// Ports that the operating system chooses on the loopback address, and otherwise the defaults.
    #[must_use]
    pub fn on_any_port() -> Self {
        let any = ["LISTEN", "ADMIN_LISTEN"].map(|name| (name.to_owned(), "127.0.0.1:0".to_owned()));
        Self::read(&mut Settings::from_pairs(any))
    }

    /// Reads `LISTEN`, `ADMIN_LISTEN`, `SHUTDOWN_DELAY`, `SHUTDOWN_GRACE`, `KEEP_ALIVE`, `MAX_CONNECTIONS`,
    /// `CONNECTIONS_PER_ADDRESS`, `TRUSTED_PROXIES` and `PUBLIC_URL`.
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
                "address and port of /livez, /readyz, /dependencies and /metrics; keep it inside your network",
            ),
            delay: settings.duration(
                "SHUTDOWN_DELAY",
                Duration::ZERO,
                "how long it still takes requests after SIGTERM, unready, until every gateway knows",
            ),
            grace: settings.duration(
                "SHUTDOWN_GRACE",
                Duration::from_secs(25),
                "how long requests and jobs may take to finish after SIGTERM and SHUTDOWN_DELAY",
            ),
            keep_alive: settings.duration(
                "KEEP_ALIVE",
                Duration::from_secs(10),
                "how long a connection may wait for its next request; gateways must let go of idle ones sooner",
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
    delay: Duration,
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
        let of_all = Bounds { of_one: config.connections_of_one, of_all: config.max_connections };
        let surroundings = Arc::new(config.surroundings.clone());
        let manner = |bounds| Manner { bounds, keep_alive: config.keep_alive, surroundings: Arc::clone(&surroundings) };
        let services = HttpServer::bind("LISTEN", config.listen, routes, manner(of_all)).await?;
        let mut servers = Vec::with_capacity(apart.len());
        for (name, address, routes) in apart {
            let setting = listen_setting(name);
            servers.push((name, HttpServer::bind(&setting, address, routes, manner(of_all)).await?));
        }
        Ok(Self {
            services,
            apart: servers,
            admin: HttpServer::bind("ADMIN_LISTEN", config.admin_listen, admin_routes, manner(ADMIN_CONNECTIONS))
                .await?,
            readiness,
            jobs,
            delay: config.delay,
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

    /// Serves and works until `shutdown`, then drains: readiness turns false, and when the delay is over the port
    /// closes, requests in flight and jobs finish, then the jobs that stop last, then the operator's port.
    ///
    /// # Errors
    ///
    /// When the drain took longer than the grace period or a second signal cut it short.
    pub async fn run(self, shutdown: Shutdown) -> anyhow::Result<()> {
        let (listen, admin_listen) = (self.address()?, self.admin_address()?);
        let (last, others): (Vec<_>, Vec<_>) = self.jobs.into_iter().partition(|job| job.last);
        let (closing, at_last) = (shutdown.later(), shutdown.later());

        let last = Supervisor::start(last, &at_last);
        let others = Supervisor::start(others, &closing);
        let measured = tokio::spawn({
            let (readiness, until) = (Arc::clone(&self.readiness), at_last.clone());
            async move { readiness.measure(until).await }
        });
        let upkeep = tokio::spawn(measurements::keep_up(at_last.clone()));
        let admin = tokio::spawn(self.admin.serve(at_last.clone()));
        let end = End { closing: closing.clone(), delay: self.delay, grace: self.grace };
        let watch = tokio::spawn(end.watch(shutdown.clone(), self.readiness));
        tracing::info!(%listen, %admin_listen, "started");
        let mut servers = vec![self.services];
        for (name, server) in self.apart {
            tracing::info!(service = name, listen = %server.address()?, "started on a port of its own");
            servers.push(server);
        }
        let serving = join_all(servers.into_iter().map(|server| server.serve(closing.clone())));

        let (_served, mut abandoned) = tokio::join!(serving, others.drained(&closing));
        at_last.trigger();
        abandoned.extend(last.drained(&at_last).await);
        let cut_short = shutdown.is_abandoned();
        watch.abort();
        measured.await?;
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

/// How a process ends.
struct End {
    /// Asks for the drain of ports and jobs.
    closing: Shutdown,
    delay: Duration,
    grace: Duration,
}

impl End {
    /// Turns readiness false as soon as the end begins, closes when the delay is over, and gives up when the grace
    /// period is.
    async fn watch(self, shutdown: Shutdown, readiness: Arc<Readiness>) {
        shutdown.stopping().await;
        readiness.drain();
        tracing::info!(delay_s = self.delay.as_secs_f64(), grace_s = self.grace.as_secs_f64(), "stopping");
        tokio::time::sleep(self.delay).await;
        self.closing.trigger();
        tokio::time::sleep(self.grace).await;
        shutdown.abandon();
    }
}
