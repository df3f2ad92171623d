//! Gives a JSON answer a version, so that clients keep it and need not get the same again.

use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, StatusCode};
use ring::digest::{SHA256, digest};
use serde::Serialize;

/// A rendered answer and its version. Clones share the text.
#[derive(Clone, Debug)]
pub(crate) struct Versioned {
    json: Bytes,
    tag: String,
    cache: &'static str,
}

impl Versioned {
    /// Renders `value`; `cache` is its `Cache-Control`.
    pub(crate) fn new(value: &impl Serialize, cache: &'static str) -> Result<Self, serde_json::Error> {
        let json = Bytes::from(serde_json::to_vec(value)?);
        let version = digest(&SHA256, &json).as_ref().first_chunk().map_or(0, |bytes| u128::from_be_bytes(*bytes));
        Ok(Self { json, tag: format!("\"{version:032x}\""), cache })
    }

    /// 304 when the client has this version already, else the whole.
    pub(crate) fn answer(&self, request: &HeaderMap) -> Response {
        let version = [(CACHE_CONTROL, self.cache), (ETAG, self.tag.as_str())];
        if self.is_known_to(request) {
            return (StatusCode::NOT_MODIFIED, version).into_response();
        }
        (version, [(CONTENT_TYPE, "application/json")], self.json.clone()).into_response()
    }

    /// RFC 9110, 13.1.2: weak comparison with any of the listed tags.
    fn is_known_to(&self, request: &HeaderMap) -> bool {
        request
            .get_all(IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .any(|tag| tag == "*" || tag.trim_start_matches("W/") == self.tag)
    }
}
