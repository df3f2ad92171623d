//! HTTP/1.1 over TCP with what keeps a server upright: a bound on open connections, a time-out on
//! request heads, no Nagle delays, and a drain that lets requests in flight finish. HTTP/2 belongs
//! to the gateway in front: over plain TCP nobody speaks it to a service.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::extract::ConnectInfo;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt as _;

use crate::shutdown::Shutdown;

/// How long a client may take to send the head of its first or next request. Gateways that keep
/// connections open must let go of idle ones sooner than this.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// Largest request head, in bytes.
const MAX_HEAD: usize = 64 * 1024;

/// How long to wait before accepting again when the operating system refuses, for want of file
/// descriptors as a rule.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// A router behind an open port.
#[derive(Debug)]
pub(crate) struct HttpServer {
    listener: TcpListener,
    routes: Router,
    connections: Arc<Semaphore>,
}

impl HttpServer {
    /// Opens `address`, which the setting named `setting` gave.
    pub(crate) async fn bind(setting: &str, address: SocketAddr, routes: Router, max_connections: usize) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(address).await.map_err(|error| unusable(setting, address, error))?;
        let connections = Arc::new(Semaphore::new(max_connections.clamp(1, Semaphore::MAX_PERMITS)));
        Ok(Self { listener, routes, connections })
    }

    pub(crate) fn address(&self) -> anyhow::Result<SocketAddr> {
        self.listener.local_addr().context("cannot tell the address that was opened")
    }

    /// Serves until `shutdown` is stopping, then closes the port and returns when all requests in
    /// flight are answered or abandoned.
    pub(crate) async fn serve(self, shutdown: Shutdown) {
        let draining = GracefulShutdown::new();
        loop {
            let accepted = tokio::select! {
                biased;
                () = shutdown.stopping() => break,
                accepted = accept(&self.listener, &self.connections) => accepted,
            };
            match accepted {
                Ok((stream, peer, permit)) => {
                    let connection = connection(stream, peer, self.routes.clone());
                    let connection = draining.watch(connection);
                    let abandoned = shutdown.clone();
                    tokio::spawn(async move {
                        tokio::select! {
                            ended = connection => log_broken(ended),
                            () = abandoned.abandoned() => {}
                        }
                        drop(permit);
                    });
                }
                Err(error) => {
                    tracing::warn!(error = %error, "cannot accept a connection");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            }
        }
        drop(self.listener);
        tokio::select! {
            () = draining.shutdown() => {}
            () = shutdown.abandoned() => {}
        }
    }
}

fn unusable(setting: &str, address: SocketAddr, error: io::Error) -> anyhow::Error {
    if error.kind() == io::ErrorKind::AddrInUse {
        return anyhow::anyhow!("{setting}: {address} is in use by another program; stop it or choose another address");
    }
    anyhow::Error::new(error).context(format!("{setting}: cannot listen on {address}"))
}

/// The next connection, once there is room for it.
async fn accept(listener: &TcpListener, connections: &Arc<Semaphore>) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let permit = Arc::clone(connections).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    stream.set_nodelay(true)?;
    Ok((stream, peer, permit))
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    routes: Router,
) -> http1::Connection<
    TokioIo<TcpStream>,
    impl hyper::service::HttpService<Incoming, ResBody = axum::body::Body, Error = std::convert::Infallible, Future: Send> + Send,
> {
    let service = routes.map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.map(axum::body::Body::new)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(MAX_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
}

/// Callers break connections all the time; that is worth a line only to who looks for it.
fn log_broken(ended: Result<(), hyper::Error>) {
    if let Err(error) = ended {
        tracing::debug!(error = %error, "connection broken");
    }
}
