//! What a process knows of its place in the network, for the layers around its routes.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::ConnectInfo;
use axum::http::Extensions;

use crate::client_address::TrustedProxies;
use crate::settings::Settings;

/// Where a process stands. Every request that came over a socket carries it in its extensions.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Our own proxies: their word about clients counts, and their connections are not counted as one client's.
    pub trusted_proxies: TrustedProxies,
    /// The address that people find the site at, without a slash at its end.
    pub public_url: Option<Arc<str>>,
}

impl Surroundings {
    /// Reads `TRUSTED_PROXIES` and `PUBLIC_URL`. Whether an address is needed is judged by who makes links with it.
    pub(crate) fn read(settings: &mut Settings) -> Self {
        let url = settings.optional("PUBLIC_URL", PUBLIC_URL_ABOUT);
        Self {
            trusted_proxies: TrustedProxies::read(settings),
            public_url: url.map(|url| url.trim_end_matches('/').into()),
        }
    }

    /// Whether a request came from one of our proxies.
    #[must_use]
    pub fn trusts_peer_of(&self, extensions: &Extensions) -> bool {
        peer(extensions).is_some_and(|peer| self.trusted_proxies.trusts(peer))
    }
}

/// What `PUBLIC_URL` is for.
pub const PUBLIC_URL_ABOUT: &str = "address of the public site, such as https://helpdesk.example.go.id; may be left \
    out only where LISTEN is a loopback address";

/// The address at the other end of the socket, if the request came over one.
fn peer(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip())
}
