//! How often one network may send the forms before signing in, before anything of them is read: whoever sends them
//! without end costs nobody else anything.
//!
//! It is a bound for this process. What a wrong password costs is counted in the database
//! ([`officers`]), where browsers that officers signed in with are counted apart. So they are here.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse as _, Response};
use http::request::Parts;
use web::{ClientAddress, Limit};

use crate::App;
use crate::pages::cookies;

/// Forms at once of a network's browsers that nobody signed in with: an office on its first morning. Five come back
/// each second.
const OF_STRANGERS: (u32, Duration) = (30, Duration::from_secs(6));

/// Forms at once of a network's browsers that say that somebody signed in with them. Fifty come back each second.
const OF_KNOWN: (u32, Duration) = (1_200, Duration::from_secs(24));

/// The limits of all networks.
#[derive(Debug)]
pub(crate) struct Knocks {
    strangers: Limit<IpAddr>,
    known: Limit<IpAddr>,
}

impl Knocks {
    pub(crate) fn new() -> Self {
        let of = |(most, back_in)| Limit::new(NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN), back_in);
        Self { strangers: of(OF_STRANGERS), known: of(OF_KNOWN) }
    }
}

/// Somebody who may send a form now.
pub(in crate::pages) struct Knock {
    /// The network that the request came from.
    pub(super) network: IpAddr,
}

impl FromRequestParts<App> for Knock {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let address = ClientAddress::from_request_parts(parts, app).await.map_err(|never| match never {})?;
        let limit = if cookies::device(&parts.headers).is_some() { &app.knocks.known } else { &app.knocks.strangers };
        let network = address.network();
        limit.check(&network).map_err(web::Problem::into_response)?;
        Ok(Self { network })
    }
}
