//! The JSON API: every route of the service.

mod look_up;
mod lookup_request;
mod ticket_status;

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRef;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Limit, TrustedProxies};

use crate::lookup::Lookups;

/// All routes with their description.
pub(crate) fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().routes(routes!(look_up::look_up))
}

/// What the endpoints work with. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    lookups: Arc<Lookups>,
    trusted_proxies: TrustedProxies,
    /// Lookups by client network.
    limit: Arc<Limit<IpAddr>>,
}

impl Desk {
    pub(crate) fn new(lookups: Lookups, trusted_proxies: TrustedProxies, rate_per_minute: NonZeroU32) -> Self {
        let limit = Limit::new(rate_per_minute, Duration::from_mins(1));
        Self { lookups: Arc::new(lookups), trusted_proxies, limit: Arc::new(limit) }
    }
}

/// Lets handlers learn the client's address.
impl FromRef<Desk> for TrustedProxies {
    fn from_ref(desk: &Desk) -> Self {
        desk.trusted_proxies.clone()
    }
}
