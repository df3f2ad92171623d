//! Compresses pages, because they travel over slow lines. Only HTML: the process compresses the files of the site once,
//! at the start. A print of a stencil comes compressed.

use std::io::Write as _;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::problem::Problem;

/// Most bytes of a page; ours have some ten thousand.
const LARGEST_PAGE: usize = 4 * 1024 * 1024;

/// A page below this size fits into one packet uncompressed.
const SMALLEST: usize = 1024;

/// We compress other pages for each request, at a level that gains much in little time.
const PAGES: Compression = Compression::new(5);

/// The same page compressed, as an extension of an answer whose body is not.
#[derive(Clone, Debug)]
pub(super) struct Compressed(pub(super) Bytes);

pub(crate) async fn compress(request: Request, next: Next) -> Response {
    let accepted = accepts_gzip(request.headers());
    let response = next.run(request).await;
    if !is_plain_html(response.headers()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(html) = to_bytes(body, LARGEST_PAGE).await else { return Problem::unexplained().into_response() };
    parts.headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    // The answer to HEAD is empty.
    let compressed = match parts.extensions.remove() {
        _ if !accepted || html.len() < SMALLEST => None,
        Some(Compressed(page)) => Some(page),
        None => gzip(&html, PAGES),
    };
    match compressed {
        Some(compressed) => {
            parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            parts.headers.remove(header::CONTENT_LENGTH);
            Response::from_parts(parts, Body::from(compressed))
        }
        None => Response::from_parts(parts, Body::from(html)),
    }
}

/// Compresses; `None` only when there is no memory: writing into memory does not fail.
pub(super) fn gzip(bytes: &[u8], level: Compression) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), level);
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok().map(Bytes::from)
}

/// Whether the caller accepts gzip (RFC 9110, 12.5.3).
pub(super) fn accepts_gzip(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = weight.trim().strip_prefix("q=").is_some_and(|weight| weight.trim().parse() == Ok(0.0_f32));
        name.trim().eq_ignore_ascii_case("gzip") && !refused
    })
}

fn is_plain_html(headers: &HeaderMap) -> bool {
    let html = headers.get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
    html && !headers.contains_key(header::CONTENT_ENCODING)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(value: &'static str) -> bool {
        accepts_gzip(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))]))
    }

    #[test]
    fn what_a_caller_reads_is_read_from_its_header() {
        assert!(accepts("gzip"));
        assert!(accepts("br;q=1.0, GZIP;q=0.8, *;q=0.1"));
        assert!(!accepts("br, gzip;q=0"));
        assert!(!accepts("identity"));
        assert!(!accepts_gzip(&HeaderMap::new()));
    }
}
