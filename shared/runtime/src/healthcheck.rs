//! `healthcheck`: asks the process on this machine whether it takes traffic. A container's image has no other program
//! that could ask.

use std::io::{self, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// How long each step of it may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// Most bytes of an answer that are read: its first line says it.
const MOST_BYTES: u64 = 1024;

/// Whether `/readyz` on the operator's port says 200.
///
/// # Errors
/// When nobody answers there in time.
pub(crate) fn is_ready(admin: SocketAddr) -> io::Result<bool> {
    let mut stream = TcpStream::connect_timeout(&reachable(admin), PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.take(MOST_BYTES).read_to_end(&mut answer)?;
    Ok(answer.starts_with(b"HTTP/1.1 200 "))
}

/// A port that listens on all addresses is reached over the loopback.
fn reachable(listened: SocketAddr) -> SocketAddr {
    let address = match listened.ip() {
        address if !address.is_unspecified() => address,
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::LOCALHOST),
    };
    SocketAddr::new(address, listened.port())
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    fn answered_with(answer: &'static str) -> io::Result<bool> {
        let listener = TcpListener::bind("0.0.0.0:0").unwrap();
        let address = listener.local_addr().unwrap();
        let answering = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = Vec::new();
            while !asked.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap();
                asked.extend(byte);
            }
            assert!(asked.starts_with(b"GET /readyz "));
            stream.write_all(answer.as_bytes()).unwrap();
        });
        let ready = is_ready(address);
        answering.join().unwrap();
        ready
    }

    #[test]
    fn only_a_200_of_the_operators_port_is_healthy() {
        assert!(answered_with("HTTP/1.1 200 OK\r\n\r\n").unwrap());
        assert!(!answered_with("HTTP/1.1 503 Service Unavailable\r\n\r\n").unwrap());
        assert!(!answered_with("").unwrap());
    }

    #[test]
    fn nobody_there_is_an_error() {
        let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        assert!(is_ready(closed).is_err());
    }
}
