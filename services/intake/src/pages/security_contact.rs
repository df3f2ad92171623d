//! `GET /.well-known/security.txt`: says where to tell weaknesses (RFC 9116).

use std::sync::Arc;

use axum::extract;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use jiff::{SignedDuration, Timestamp};
use web::Problem;

use crate::state::State;

/// How long readers may believe it: a running process vouches for it anew each time.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(24 * 90);

/// The contact that the operator configured; 404 where there is none.
pub(super) async fn show(extract::State(state): extract::State<Arc<State>>) -> Result<Response, Problem> {
    let public = &state.public;
    let contact = public.security_contact.as_deref().ok_or_else(Problem::not_found)?;
    let expires =
        state.clock.now().saturating_add(GOOD_FOR).unwrap_or(Timestamp::MAX).strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let canonical =
        public.site.url().map(|url| format!("Canonical: {url}/.well-known/security.txt\n")).unwrap_or_default();
    let text = format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: id, en\n{canonical}");
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "public, max-age=86400")], text).into_response())
}
