//! A port stays open for everybody, whatever one client does with its connections.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::routing::get;
use runtime::{Process, Service, Shutdown, TrustedProxies};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::system::{self, PATIENCE};

/// Less than a half head is waited for, so that an answer within it did not wait for one to end.
const SOON: Duration = Duration::from_secs(8);

/// A process with these bounds. Returns its address and that of the operator's port.
async fn started(of_one: usize, of_all: usize, trusted: &str) -> (SocketAddr, SocketAddr) {
    let mut config = system::config("1s");
    (config.connections_of_one, config.max_connections) = (of_one, of_all);
    config.surroundings.trusted_proxies = trusted.parse::<TrustedProxies>().unwrap();
    let endless = || async {
        Body::from_stream(futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from(vec![7; 65536]))))
    };
    let routes = Router::new().route("/", get(async || "here")).route("/endless", get(endless));
    let service = Service { name: "test", routes, jobs: Vec::new(), probes: Vec::new(), listen: None };
    let process = Process::bind(&config, vec![service]).await.unwrap();
    let addresses = (process.address().unwrap(), process.admin_address().unwrap());
    tokio::spawn(process.run(Shutdown::new()));
    addresses
}

async fn from(address: &str, to: SocketAddr) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(format!("{address}:0").parse().unwrap())?;
    socket.connect(to).await
}

/// Half heads of one address, begun anew whenever one is closed, for as long as anybody looks.
async fn half_heads(address: String, to: SocketAddr) {
    loop {
        let Ok(mut stream) = from(&address, to).await else { continue };
        let begun = stream.write_all(b"GET / HTTP/1.1\r\nHost: te").await;
        if begun.is_ok() {
            let mut rest = [0; 16];
            while let Ok(1..) = stream.read(&mut rest).await {}
        }
        tokio::task::yield_now().await;
    }
}

/// Whether the other end closes the connection.
async fn is_closed(stream: &mut TcpStream, within: Duration) -> bool {
    let mut byte = [0];
    match timeout(within, stream.read(&mut byte)).await {
        Ok(Ok(0)) => true,
        Ok(Err(error)) => matches!(error.kind(), ErrorKind::ConnectionReset | ErrorKind::BrokenPipe),
        Ok(Ok(_)) | Err(_) => false,
    }
}

#[tokio::test]
async fn hundreds_of_half_heads_keep_nobody_from_being_answered() {
    let (address, admin) = started(20, 100, "").await;
    let mut attack = JoinSet::new();
    for at in 0..300 {
        attack.spawn(half_heads(format!("127.0.8.{}", 1 + at % 10), address));
    }
    for _ in 0..20 {
        for (to, path) in [(address, "/"), (admin, "/livez")] {
            let (status, _) = timeout(SOON, system::get(to, path)).await.unwrap();
            assert_eq!(status, 200, "{path}");
        }
    }
    assert_eq!(attack.len(), 300);
}

#[tokio::test]
async fn a_thousand_half_heads_of_one_address_keep_nobody_from_being_answered() {
    let (address, admin) = started(64, 900, "").await;
    let mut attack = JoinSet::new();
    for _ in 0..1_000 {
        attack.spawn(half_heads("127.0.8.66".to_owned(), address));
    }
    for _ in 0..20 {
        for (to, path) in [(address, "/"), (admin, "/livez")] {
            let (status, _) = timeout(SOON, system::get(to, path)).await.unwrap();
            assert_eq!(status, 200, "{path}");
        }
    }
    assert_eq!(attack.len(), 1_000);
}

#[tokio::test]
async fn one_address_has_so_many_connections_and_its_oldest_idle_one_goes_first() {
    let (address, _) = started(3, 100, "").await;
    let mut first = from("127.0.9.1", address).await.unwrap();
    let mut others = Vec::new();
    for _ in 0..3 {
        let mut stream = from("127.0.9.1", address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: test\r\n\r\n").await.unwrap();
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200");
        others.push(stream);
    }
    assert!(is_closed(&mut first, PATIENCE).await);
    assert!(
        !is_closed(&mut from("127.0.9.2", address).await.unwrap(), Duration::from_millis(100)).await,
        "another address"
    );
}

#[tokio::test]
async fn connections_in_the_midst_of_an_answer_are_not_closed_for_others() {
    let (address, _) = started(2, 100, "").await;
    let mut busy = Vec::new();
    for _ in 0..2 {
        let mut stream = from("127.0.9.3", address).await.unwrap();
        stream.write_all(b"GET /endless HTTP/1.1\r\nHost: test\r\n\r\n").await.unwrap();
        stream.read_exact(&mut vec![0; 100_000]).await.unwrap();
        busy.push(stream);
    }
    assert!(is_closed(&mut from("127.0.9.3", address).await.unwrap(), PATIENCE).await, "the third one is one too many");
    for stream in &mut busy {
        stream.read_exact(&mut vec![0; 10_000_000]).await.unwrap();
    }
}

#[tokio::test]
async fn a_trusted_proxy_has_as_many_connections_as_there_are() {
    let (address, _) = started(2, 100, "127.0.9.4").await;
    let mut all = Vec::new();
    for _ in 0..20 {
        all.push(from("127.0.9.4", address).await.unwrap());
    }
    for stream in &mut all {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: test\r\n\r\n").await.unwrap();
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200");
    }
}
