//! A rolling stop behind a gateway that asks for readiness from time to time.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use runtime::Service;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::system::{self, System};

/// Requests of a rolling stop.
const REQUESTS: usize = 20_000;
/// Callers at the same time.
const CALLERS: usize = 8;
/// How often the gateway asks whether a process is ready.
const ASKS_EVERY: Duration = Duration::from_millis(200);

fn service() -> Service {
    let routes = Router::new().route("/", get(async || "here"));
    Service { name: "test", routes, jobs: Vec::new(), probes: Vec::new(), listen: None }
}

async fn started(delay: &str) -> System {
    System::start_with(service(), &system::config_with(&[("SHUTDOWN_DELAY", delay)])).await
}

/// The gateway's view: whom it sends requests to.
async fn ready_of(systems: &[(SocketAddr, SocketAddr)]) -> Vec<SocketAddr> {
    let mut ready = Vec::new();
    for (address, admin) in systems {
        if system::try_get(*admin, "/readyz").await.is_ok_and(|(status, _)| status == 200) {
            ready.push(*address);
        }
    }
    ready
}

/// Stops the first of two processes while requests go to both. Returns how many of them failed.
async fn failed_while_one_stops(delay: &str) -> usize {
    let (leaving, staying) = (started(delay).await, started(delay).await);
    let behind = [(leaving.address, leaving.admin), (staying.address, staying.admin)];
    let (tell, known) = watch::channel(ready_of(&behind).await);
    let gateway = tokio::spawn(async move {
        loop {
            tokio::time::sleep(ASKS_EVERY).await;
            if tell.send(ready_of(&behind).await).is_err() {
                return;
            }
        }
    });
    let (sent, failed) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut callers = JoinSet::new();
    for _ in 0..CALLERS {
        let (known, sent, failed) = (known.clone(), Arc::clone(&sent), Arc::clone(&failed));
        callers.spawn(async move {
            loop {
                let number = sent.fetch_add(1, Ordering::Relaxed);
                if number >= REQUESTS {
                    return;
                }
                let ready = known.borrow().clone();
                let to = ready.get(number % ready.len()).copied().unwrap();
                if !system::try_get(to, "/").await.is_ok_and(|answer| answer == (200, "here".to_owned())) {
                    failed.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
    }
    while sent.load(Ordering::Relaxed) < REQUESTS / 10 {
        tokio::task::yield_now().await;
    }
    leaving.shutdown.trigger();
    callers.join_all().await;
    drop(known);
    gateway.await.unwrap();
    leaving.ended().await.unwrap();
    failed.load(Ordering::Relaxed)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rolling_stop_fails_no_request_when_it_waits_for_the_gateway() {
    assert_eq!(failed_while_one_stops("5s").await, 0, "of {REQUESTS}");
    assert_ne!(failed_while_one_stops("0s").await, 0, "without the delay the gateway comes too late");
}
