//! A service gives the process that runs it routes, jobs and probes. Any number of services can share one process.

use std::net::SocketAddr;

use axum::Router;

use crate::job::Job;
use crate::probe::Probe;

/// A started service, ready to be run by [`crate::run`].
#[derive(Debug)]
pub struct Service {
    /// Its name in logs and metrics.
    pub name: &'static str,
    /// Its HTTP routes, state and layers included. Routes of services in one process must not overlap.
    pub routes: Router,
    /// What it does besides answering requests.
    pub jobs: Vec<Job>,
    /// What must work for it to be useful.
    pub probes: Vec<Probe>,
    /// Address of its routes, where they are not to be on the process's own. Its setting is `<NAME>_LISTEN`.
    pub listen: Option<SocketAddr>,
}
