//! A request over a socket names exactly one host (RFC 9112, 3.2). A proxy could otherwise see another host than we do.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::problem::Problem;
use crate::texts;

pub(super) async fn demand(request: Request, next: Next) -> Response {
    let over_a_socket = request.extensions().get::<ConnectInfo<SocketAddr>>().is_some();
    if over_a_socket && !is_named(request.headers(), request.version()) {
        return Problem::bad_request(texts::NO_HOST).into_response();
    }
    next.run(request).await
}

/// HTTP/1.0 needs no host. Nobody may name several.
fn is_named(headers: &HeaderMap, version: Version) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (None, _) => version == Version::HTTP_10,
        (Some(host), None) => Authority::try_from(host.as_bytes()).is_ok_and(|host| !host.as_str().contains('@')),
        (Some(_), Some(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn named(hosts: &[&'static str], version: Version) -> bool {
        let hosts = hosts.iter().map(|host| (header::HOST, HeaderValue::from_static(host)));
        let mut headers = HeaderMap::new();
        for (name, host) in hosts {
            headers.append(name, host);
        }
        is_named(&headers, version)
    }

    #[test]
    fn one_host_is_named() {
        for host in ["helpdesk.example", "helpdesk.example:8443", "127.0.0.1:8080", "[::1]:8080"] {
            assert!(named(&[host], Version::HTTP_11), "{host}");
        }
        assert!(named(&[], Version::HTTP_10));
    }

    #[test]
    fn none_and_two_and_what_is_no_host_are_refused() {
        assert!(!named(&[], Version::HTTP_11));
        for hosts in [
            &["a.example", "b.example"][..],
            &["a.example", "a.example"],
            &[""],
            &["a b"],
            &["a/b"],
            &["user@a.example"],
        ] {
            assert!(!named(hosts, Version::HTTP_11), "{hosts:?}");
        }
        assert!(!named(&["a.example", "b.example"], Version::HTTP_10));
    }
}
