//! The catalogue as it is published: rendered once, sent with a version so that clients can keep it.

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::catalogue::{FORMS, Form};
use ring::digest::{SHA256, digest};
use serde::Serialize;

/// How long clients may use what they have without asking.
const CACHE: &str = "public, max-age=300";

/// The published forms.
pub(crate) struct PublishedForms {
    all: Published,
    each: Vec<(&'static str, Published)>,
}

/// A rendered answer and its version.
pub(super) struct Published {
    json: Bytes,
    tag: String,
}

#[derive(Serialize)]
struct Listed {
    forms: &'static [Form],
}

impl PublishedForms {
    /// Renders the whole catalogue.
    pub(crate) fn of_catalogue() -> Result<Self, serde_json::Error> {
        let each = FORMS.iter().map(|form| Ok((form.slug, Published::new(form)?))).collect::<Result<_, _>>()?;
        Ok(Self { all: Published::new(&Listed { forms: FORMS })?, each })
    }

    pub(super) fn all(&self) -> &Published {
        &self.all
    }

    pub(super) fn by_slug(&self, slug: &str) -> Option<&Published> {
        self.each.iter().find(|(other, _)| *other == slug).map(|(_, published)| published)
    }
}

impl Published {
    fn new(value: &impl Serialize) -> Result<Self, serde_json::Error> {
        let json = Bytes::from(serde_json::to_vec(value)?);
        let version = digest(&SHA256, &json).as_ref().first_chunk().map_or(0, |bytes| u128::from_be_bytes(*bytes));
        Ok(Self { json, tag: format!("\"{version:032x}\"") })
    }

    /// 304 when the client has this version already, else the whole.
    pub(super) fn answer(&self, request: &HeaderMap) -> Response {
        let version = [(CACHE_CONTROL, CACHE), (ETAG, self.tag.as_str())];
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
