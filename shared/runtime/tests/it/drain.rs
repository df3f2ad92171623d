//! A process that ends loses nothing that it holds, and nothing holds it up for ever.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::routing::get;
use runtime::{Job, Service};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::timeout;

use crate::system::{self, PATIENCE, System};

/// A route that tells when it was reached and answers when it is let go.
struct Gate {
    reached: Arc<Notify>,
    open: Arc<Notify>,
}

fn gated() -> (Gate, Router) {
    let gate = Gate { reached: Arc::default(), open: Arc::default() };
    let (reached, open) = (Arc::clone(&gate.reached), Arc::clone(&gate.open));
    let handler = async move || {
        reached.notify_one();
        open.notified().await;
        "finished"
    };
    (gate, Router::new().route("/slow", get(handler)))
}

fn service(routes: Router, jobs: Vec<Job>) -> Service {
    Service { name: "test", routes, jobs, probes: Vec::new(), listen: None }
}

#[tokio::test]
async fn a_request_in_flight_is_answered_after_the_port_has_closed() {
    let (gate, routes) = gated();
    let system = System::start(service(routes, Vec::new()), "15s").await;
    let request = tokio::spawn(system::get(system.address, "/slow"));
    gate.reached.notified().await;

    system.shutdown.trigger();
    timeout(PATIENCE, async { while TcpStream::connect(system.address).await.is_ok() {} }).await.unwrap();
    assert_eq!(system::get(system.admin, "/readyz").await, (503, "{\"ready\":false}".to_owned()));
    assert_eq!(system::get(system.admin, "/livez").await.0, 200);

    gate.open.notify_one();
    assert_eq!(request.await.unwrap(), (200, "finished".to_owned()));
    system.ended().await.unwrap();
}

#[tokio::test]
async fn a_second_request_to_stop_ends_at_once() {
    let (gate, routes) = gated();
    let system = System::start(service(routes, Vec::new()), "1h").await;
    let request = tokio::spawn(system::get(system.address, "/slow"));
    gate.reached.notified().await;

    system.shutdown.trigger();
    system.shutdown.trigger();
    assert_eq!(request.await.unwrap().0, 0, "the connection was dropped");
    assert!(system.ended().await.unwrap_err().to_string().contains("cut short"));
}

/// A job that tells when it runs, and when told to stop does what `ending` says.
fn job<F: Future<Output = ()> + Send>(
    name: &'static str,
    ending: impl Fn() -> F + Clone + Send + Sync + 'static,
) -> (Job, Arc<Notify>) {
    let running = Arc::new(Notify::new());
    let started = Arc::clone(&running);
    let job = Job::new(name, "Ends as the test wants.", move |shutdown| {
        let (started, ending) = (Arc::clone(&started), ending.clone());
        async move {
            started.notify_one();
            shutdown.stopping().await;
            ending().await;
            Ok(())
        }
    });
    (job, running)
}

#[tokio::test]
async fn a_job_that_outlasts_the_grace_period_is_named() {
    let (deaf, running) = job("deaf", std::future::pending);
    let system = System::start(service(Router::new(), vec![deaf]), "50ms").await;
    running.notified().await;
    system.shutdown.trigger();
    assert!(system.ended().await.unwrap_err().to_string().contains("[deaf]"));
}

#[tokio::test]
async fn what_others_need_stops_last() {
    let order = Arc::new(Mutex::new(Vec::new()));
    let (relayed, stopped) = (Arc::clone(&order), Arc::clone(&order));
    let last_message = Arc::new(Notify::new());
    let sent = Arc::clone(&last_message);
    let (relay, relay_runs) = job("relay", move || {
        let (sent, relayed) = (Arc::clone(&sent), Arc::clone(&relayed));
        async move {
            sent.notified().await;
            relayed.lock().unwrap().push("relay");
        }
    });
    let (connection, connection_runs) = job("connection", move || {
        stopped.lock().unwrap().push("connection");
        std::future::ready(())
    });
    let jobs = vec![connection.stops_last(), relay];
    let system = System::start(service(Router::new(), jobs), "15s").await;
    relay_runs.notified().await;
    connection_runs.notified().await;

    system.shutdown.trigger();
    last_message.notify_one();
    system.ended().await.unwrap();
    assert_eq!(*order.lock().unwrap(), ["relay", "connection"]);
}
