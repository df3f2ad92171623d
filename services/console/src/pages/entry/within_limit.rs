//! Counts a form before signing in, and refuses it unread when the network has sent too many.

use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse as _, Response};
use http::request::Parts;
use web::ClientAddress;

use crate::State;
use crate::pages::cookies;

/// A form that the network may send now.
pub(in crate::pages) struct WithinLimit {
    /// The network that the request came from.
    pub(super) network: IpAddr,
}

impl FromRequestParts<State> for WithinLimit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Response> {
        let address = ClientAddress::from_request_parts(parts, state).await.map_err(|never| match never {})?;
        let network = address.network();
        let is_known = cookies::device(&parts.headers).is_some();
        state.sign_in_limits.check(network, is_known).map_err(web::Problem::into_response)?;
        Ok(Self { network })
    }
}
