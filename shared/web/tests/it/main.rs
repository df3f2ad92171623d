//! The kit inside a running process: what reaches an endpoint over a socket, and what the metrics say.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::FromRef;
use axum::routing::get;
use runtime::{Process, ProcessConfig, Service, Settings, Shutdown};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use web::{ClientAddress, TrustedProxies};

/// Longest wait. Only a test that hangs takes this long.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Clone, FromRef)]
struct State {
    proxies: TrustedProxies,
}

/// Starts a process with one endpoint that says who called. Returns its address and the admin port's.
async fn started(trusted: &str) -> (SocketAddr, SocketAddr) {
    let pairs = [("LISTEN", "127.0.0.1:0"), ("ADMIN_LISTEN", "127.0.0.1:0"), ("TRUSTED_PROXIES", trusted)];
    let mut settings = Settings::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let state = State { proxies: TrustedProxies::read(&mut settings) };
    let config = ProcessConfig::read(&mut settings);
    settings.finish().unwrap();
    let tell = async |ClientAddress(address): ClientAddress| address.to_string();
    let routes = web::layers(Router::new().route("/tickets/{number}", get(tell)).with_state(state));
    let service = Service { name: "test", routes, jobs: Vec::new(), probes: Vec::new(), listen: None };
    let process = Process::bind(&config, vec![service]).await.unwrap();
    let addresses = (process.address().unwrap(), process.admin_address().unwrap());
    tokio::spawn(process.run(Shutdown::new()));
    addresses
}

/// The whole answer to a GET on a connection of its own.
async fn answer(address: SocketAddr, path: &str, headers: &str) -> String {
    let exchange = async {
        let mut stream = TcpStream::connect(address).await?;
        let request = format!("GET {path} HTTP/1.1\r\nHost: test\r\n{headers}Connection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.map(|_| answer)
    };
    timeout(PATIENCE, exchange).await.unwrap().unwrap()
}

#[tokio::test]
async fn the_caller_is_found_behind_a_trusted_proxy_only() {
    let forwarded = "X-Forwarded-For: 1.1.1.1, 198.51.100.7\r\n";
    let (behind_proxy, _) = started("127.0.0.0/8").await;
    assert!(answer(behind_proxy, "/tickets/1", forwarded).await.ends_with("\r\n198.51.100.7"));
    let (direct, _) = started("").await;
    assert!(answer(direct, "/tickets/1", forwarded).await.ends_with("\r\n127.0.0.1"));
}

#[tokio::test]
async fn a_peer_that_forwards_without_being_trusted_is_a_warning_and_takes_nothing_down() {
    let (address, admin) = started("").await;
    for _ in 0..30 {
        answer(address, "/tickets/1", "X-Forwarded-For: 198.51.100.7\r\n").await;
    }
    let found = answer(admin, "/dependencies", "").await;
    assert!(found.starts_with("HTTP/1.1 200 ") && found.contains("\"well\":true"), "{found}");
    assert!(found.contains("\"name\":\"untrusted_forwarding\"") && found.contains("TRUSTED_PROXIES"), "{found}");
    assert!(answer(admin, "/metrics", "").await.contains("\nhttp_server_untrusted_forwarding 1\n"));
}

#[tokio::test]
async fn requests_are_measured_by_route_and_never_by_path() {
    let (address, admin) = started("").await;
    answer(address, "/tickets/3173012345678901?nik=3173012345678902", "").await;
    answer(address, "/nik/3173012345678903", "").await;
    let metrics = answer(admin, "/metrics", "").await;
    for route in [r#"route="/tickets/{number}",status="200""#, r#"route="unmatched",status="404""#] {
        let counted = format!(r#"http_server_request_duration_seconds_count{{method="GET",{route}}}"#);
        assert!(metrics.contains(&counted), "{counted}\n{metrics}");
    }
    assert!(!metrics.contains("31730123456789"));
}

#[tokio::test]
async fn a_request_without_a_host_or_with_two_is_refused() {
    let (address, _) = started("").await;
    for (head, status) in [
        ("GET /tickets/1 HTTP/1.1\r\nConnection: close\r\n\r\n", "400"),
        ("GET /tickets/1 HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n", "400"),
        ("GET /tickets/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "200"),
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = String::new();
        timeout(PATIENCE, stream.read_to_string(&mut answer)).await.unwrap().unwrap();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{head}: {answer}");
    }
}

#[tokio::test]
async fn a_slash_too_many_leads_to_the_address_without_it() {
    let (address, _) = started("").await;
    let redirected = answer(address, "/tickets/1/?a=b", "").await;
    assert!(
        redirected.starts_with("HTTP/1.1 308 ") && redirected.contains("location: /tickets/1?a=b\r\n"),
        "{redirected}"
    );
    assert!(answer(address, "//lain.example/", "").await.starts_with("HTTP/1.1 404 "));
}
