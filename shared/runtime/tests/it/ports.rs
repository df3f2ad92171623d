//! A port that cannot be opened is reported in words that help. A service may have a port of its own.

use axum::Router;
use axum::response::IntoResponse as _;
use axum::routing::get;
use runtime::{Process, Service, Shutdown};
use tokio::net::{TcpListener, TcpStream};

use crate::system;

#[tokio::test]
async fn a_busy_port_is_named_with_its_setting() {
    let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut config = system::config("15s");
    config.listen = other.local_addr().unwrap();
    let error = Process::bind(&config, Vec::new()).await.unwrap_err().to_string();
    assert!(error.starts_with(&format!("LISTEN: {} is in use", config.listen)), "{error}");
}

#[tokio::test]
async fn a_service_with_a_port_of_its_own_is_there_and_nowhere_else() {
    let service = |name, listen| Service {
        name,
        routes: Router::new().route(&format!("/{name}"), get(async || "here")),
        jobs: Vec::new(),
        probes: Vec::new(),
        listen,
    };
    let apart = Some("127.0.0.1:0".parse().unwrap());
    let services = vec![service("public", None), service("console", apart)];
    let process = Process::bind(&system::config("15s"), services).await.unwrap();
    let (public, console) = (process.address().unwrap(), process.address_of("console").unwrap().unwrap());
    assert!(process.address_of("public").unwrap().is_none());
    let shutdown = Shutdown::new();
    let running = tokio::spawn(process.run(shutdown.clone()));
    for (address, path, status) in
        [(public, "/public", 200), (public, "/console", 404), (console, "/console", 200), (console, "/public", 404)]
    {
        assert_eq!(system::get(address, path).await.0, status, "{address} {path}");
    }
    shutdown.trigger();
    running.await.unwrap().unwrap();
    assert!(TcpStream::connect(console).await.is_err(), "both ports close");
}

#[tokio::test]
async fn a_service_without_routes_leaves_the_answer_to_unknown_addresses_to_the_others() {
    let service = |name, routes| Service { name, routes, jobs: Vec::new(), probes: Vec::new(), listen: None };
    let told = axum::middleware::map_response(async |response: axum::response::Response| {
        if response.status() == 404 { (axum::http::StatusCode::GONE, "told").into_response() } else { response }
    });
    let site = Router::new().route("/here", get(async || "here")).layer(told);
    let services = vec![service("site", site), service("worker", Router::new())];
    let process = Process::bind(&system::config("15s"), services).await.unwrap();
    let address = process.address().unwrap();
    let shutdown = Shutdown::new();
    let running = tokio::spawn(process.run(shutdown.clone()));
    assert_eq!(system::get(address, "/here").await.0, 200);
    assert_eq!(system::get(address, "/elsewhere").await.0, 410);
    shutdown.trigger();
    running.await.unwrap().unwrap();
}
