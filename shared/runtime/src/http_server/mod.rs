//! The server speaks HTTP/1.1 over TCP. It bounds open connections, those of each address, the time for a request's
//! head and the time for reading an answer. It turns Nagle's delays off, and its drain lets requests in flight finish.
//! HTTP/2 belongs to the gateway in front: over plain TCP nobody speaks it to a service.
//!
//! When all connections are taken, the server closes one that waits for a request and gives its place to the newcomer.
//! So connections that ask for nothing shut nobody out.

mod answering;
mod patient_stream;

use std::io;
use std::net::{IpAddr, SocketAddr};
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
use tower::ServiceExt as _;

use self::answering::{Answering, UntilSent};
use self::patient_stream::PatientStream;
use crate::client_address::ClientAddress;
use crate::crowd::{Bounds, Crowd, Full, Place, WhoLeaves};
use crate::shutdown::Shutdown;
use crate::surroundings::Surroundings;

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
    connections: Arc<Crowd>,
    manner: Manner,
}

/// How a server treats connections.
#[derive(Clone, Debug)]
pub(crate) struct Manner {
    /// How many are open at a time; those of trusted proxies are many clients' and count only among all.
    pub(crate) bounds: Bounds,
    /// How long one may take for the whole head of its first or next request. Gateways that keep connections open must
    /// let go of idle ones sooner than this.
    pub(crate) keep_alive: Duration,
    /// Where the process stands.
    pub(crate) surroundings: Arc<Surroundings>,
}

impl HttpServer {
    /// Opens `address`, which the setting named `setting` gave.
    pub(crate) async fn bind(
        setting: &str,
        address: SocketAddr,
        routes: Router,
        manner: Manner,
    ) -> anyhow::Result<Self> {
        let bounds = manner.bounds;
        let listener = TcpListener::bind(address).await.map_err(|error| unusable(setting, address, error))?;
        let bounds = Bounds { of_one: bounds.of_one.max(1), of_all: bounds.of_all.max(1) };
        Ok(Self { listener, routes, connections: Crowd::new(WhoLeaves::Anybody), manner: Manner { bounds, ..manner } })
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
                accepted = self.accept() => accepted,
            };
            match accepted {
                Ok(Some((stream, peer, place))) => {
                    let (gone, abandoned) = (place.gone(), shutdown.clone());
                    let connection =
                        draining.watch(connection(stream, peer, self.routes.clone(), self.manner.clone(), place));
                    tokio::spawn(async move {
                        tokio::select! {
                            ended = connection => log_broken(ended),
                            () = gone => metrics::counter!("http_server_connections_closed_total", "why" => "room").increment(1),
                            () = abandoned.abandoned() => {}
                        }
                    });
                }
                Ok(None) => metrics::counter!("http_server_connections_closed_total", "why" => "too_many").increment(1),
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

    /// The next connection, once there is room for it. `None` for one that its address has no right to: it is closed.
    async fn accept(&self) -> io::Result<Option<(TcpStream, SocketAddr, Place)>> {
        let (stream, peer) = self.listener.accept().await?;
        stream.set_nodelay(true)?;
        let (network, bounds) = self.counted_as(peer.ip());
        let place = match self.connections.admit(network, bounds) {
            Ok(place) => place,
            Err(Full::OfOne) => return Ok(None),
            Err(Full::OfAll) => self.connections.admitted(network, bounds).await,
        };
        Ok(Some((stream, peer, place)))
    }

    fn counted_as(&self, peer: IpAddr) -> (IpAddr, Bounds) {
        let (bounds, surroundings) = (self.manner.bounds, &self.manner.surroundings);
        let of_one = if surroundings.trusted_proxies.trusts(peer) { usize::MAX } else { bounds.of_one };
        (ClientAddress(peer.to_canonical()).network(), Bounds { of_one, ..bounds })
    }
}

fn unusable(setting: &str, address: SocketAddr, error: io::Error) -> anyhow::Error {
    if error.kind() == io::ErrorKind::AddrInUse {
        return anyhow::anyhow!("{setting}: {address} is in use by another program; stop it or choose another address");
    }
    anyhow::Error::new(error).context(format!("{setting}: cannot listen on {address}"))
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    routes: Router,
    manner: Manner,
    place: Place,
) -> http1::Connection<
    TokioIo<PatientStream>,
    impl hyper::service::HttpService<Incoming, ResBody = UntilSent, Error = std::convert::Infallible, Future: Send> + Send,
> {
    let answering = Answering::new(place);
    let asked = answering.clone();
    let surroundings = manner.surroundings;
    let service = routes
        .map_request(move |mut request: Request<Incoming>| {
            asked.begin();
            request.extensions_mut().insert(ConnectInfo(peer));
            request.extensions_mut().insert(Arc::clone(&surroundings));
            request.map(axum::body::Body::new)
        })
        .map_response(move |response: axum::response::Response| response.map(|body| answering.until_sent(body)));
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(manner.keep_alive)
        .max_buf_size(MAX_HEAD)
        .serve_connection(TokioIo::new(PatientStream::new(stream)), TowerToHyperService::new(service))
}

/// Callers break connections all the time; that is worth a line only to who looks for it.
fn log_broken(ended: Result<(), hyper::Error>) {
    if let Err(error) = ended {
        tracing::debug!(error = %error, "connection broken");
    }
}
