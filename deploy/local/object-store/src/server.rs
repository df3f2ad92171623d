//! Accepts connections until asked to stop, then lets those that are at work finish.

use std::future::Future;
use std::time::Duration;

use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use s3s::service::S3Service;
use tokio::net::{TcpListener, TcpStream};

/// How long requests at work may take to finish after the end was asked for.
const GRACE: Duration = Duration::from_secs(5);

/// How long to wait after a connection could not be accepted, for instance because there are too many open files.
const PAUSE: Duration = Duration::from_millis(50);

/// Serves until `termination` resolves and the requests at work are done, or [`GRACE`] is over.
pub(crate) async fn serve(listener: TcpListener, service: S3Service, termination: impl Future<Output = ()>) {
    let mut http = Builder::new(TokioExecutor::new());
    http.http1().timer(TokioTimer::new());
    http.http2().timer(TokioTimer::new());
    let connections = GracefulShutdown::new();
    let mut termination = std::pin::pin!(termination);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut termination => break,
        };
        match accepted {
            Ok((socket, _peer)) => spawn(&http, &connections, &service, socket),
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
    drop(listener);
    // When the grace is over the process ends, and with it what is left.
    let _finished = tokio::time::timeout(GRACE, connections.shutdown()).await;
}

fn spawn(http: &Builder<TokioExecutor>, connections: &GracefulShutdown, service: &S3Service, socket: TcpStream) {
    // Without it each answer waits some 40 ms for the client's delayed acknowledgement; a socket that refuses it is
    // closed already.
    if socket.set_nodelay(true).is_err() {
        return;
    }
    let connection = http.serve_connection(TokioIo::new(socket), service.clone()).into_owned();
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        // A broken connection is its client's matter.
        let _closed = connection.await;
    });
}
