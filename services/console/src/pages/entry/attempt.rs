//! What both steps of signing in read and answer in the same way.

use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};
use jiff::SignedDuration;
use officers::Visitor;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use web::entry::{DoorForm, Onward, client};

use super::within_limit::WithinLimit;
use crate::State;
use crate::pages::cookies;

/// What an address may bring along.
#[derive(Deserialize)]
pub(in crate::pages) struct Arriving {
    /// Where somebody was.
    #[serde(default)]
    pub(super) kembali: String,
    /// What happened before: `aktif` after a password was chosen, `keluar` after signing out, `ulang` to begin anew.
    #[serde(default)]
    pub(super) karena: String,
}

/// One attempt at a step.
pub(in crate::pages) struct Attempt<T> {
    /// Who stands at the door.
    pub(super) visitor: Visitor,
    pub(super) headers: HeaderMap,
    /// What goes along.
    pub(super) onward: Onward,
    pub(super) typed: T,
}

/// What the page sends.
#[derive(Deserialize)]
struct Sent<T> {
    #[serde(flatten)]
    typed: T,
    #[serde(default)]
    kembali: String,
    #[serde(default)]
    kiriman: String,
}

impl<T: DeserializeOwned> FromRequest<State> for Attempt<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &State) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let WithinLimit { network } = WithinLimit::from_request_parts(&mut parts, state).await?;
        let headers = parts.headers.clone();
        let device = cookies::device(&headers);
        let visitor = Visitor { network, device, client: client(&headers) };
        let DoorForm(Sent { typed, kembali, kiriman }) =
            DoorForm::from_request(Request::from_parts(parts, body), state).await?;
        Ok(Self { visitor, headers, onward: Onward::read::<State>(&kembali, kiriman), typed })
    }
}

/// Says in a header, too, how long to wait.
pub(super) fn retry_after(wait: SignedDuration, mut response: Response) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(whole_seconds(wait)));
    response
}

/// Whole seconds to wait, rounded up.
pub(in crate::pages) fn whole_seconds(wait: SignedDuration) -> u64 {
    u64::try_from(wait.as_secs()).unwrap_or_default().saturating_add(1)
}
