//! Who is calling, behind any number of our own proxies. The service believes `X-Forwarded-For` only as far as trusted
//! proxies wrote it. It reads the header from the right, hop by hop. Callers may have invented everything to the left
//! of the first address that is not a trusted proxy.

mod network;
pub(crate) mod untrusted;

use std::convert::Infallible;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use crate::settings::Settings;
use axum::extract::{ConnectInfo, FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, Request};

pub use network::{InvalidNetwork, Network};

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The proxies whose `X-Forwarded-For` entries are believed. None by default.
#[derive(Debug, Clone, Default)]
pub struct TrustedProxies(Arc<[Network]>);

impl TrustedProxies {
    /// Reads `TRUSTED_PROXIES`.
    pub fn read(settings: &mut Settings) -> Self {
        settings.value(
            "TRUSTED_PROXIES",
            Self::default(),
            "addresses or networks (CIDR) of our own proxies, comma-separated; their X-Forwarded-For is believed",
        )
    }

    /// The address of the client: `peer` unless it is a trusted proxy, else the rightmost entry of
    /// `X-Forwarded-For` that is none. When an entry cannot be read, the last readable hop counts.
    #[must_use]
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let lines = headers.get_all(FORWARDED_FOR).iter().collect::<Vec<_>>();
        let hops = lines.into_iter().rev().flat_map(|line| line.as_bytes().rsplit(|&byte| byte == b','));
        for hop in hops {
            if !self.trusts(client) {
                break;
            }
            match address(hop) {
                Some(address) => client = address,
                None => break,
            }
        }
        client
    }

    /// Whether `address` is one of them.
    #[must_use]
    pub fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(address))
    }
}

/// Reads an entry: an address, in brackets or not, with a port or not.
fn address(hop: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(hop).ok()?.trim();
    let bare = || text.parse::<IpAddr>().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok().map(IpAddr::V6);
    bare().or_else(with_port).or_else(bracketed).map(|address| address.to_canonical())
}

impl FromStr for TrustedProxies {
    type Err = InvalidNetwork;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let entries = text.split(',').map(str::trim).filter(|entry| !entry.is_empty());
        entries.map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for TrustedProxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("none");
        }
        let networks: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&networks.join(","))
    }
}

/// The address of the caller. Personal data: for limits only, never logged.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// The address that a request came from. Requests that did not come over a socket (in tests) count as coming from
    /// this machine.
    #[must_use]
    pub fn of<B>(request: &Request<B>, proxies: &TrustedProxies) -> Self {
        Self::found_in(request.extensions(), request.headers(), proxies)
    }

    /// The same of a request's parts.
    #[must_use]
    pub fn found_in(extensions: &Extensions, headers: &HeaderMap, proxies: &TrustedProxies) -> Self {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V6(Ipv6Addr::LOCALHOST), |ConnectInfo(peer)| peer.ip());
        if headers.contains_key(FORWARDED_FOR) && !proxies.trusts(peer.to_canonical()) {
            untrusted::seen();
        }
        Self(proxies.client(peer, headers))
    }

    /// The networks around [`ClientAddress::network`] that one customer of a provider may have all of: the /24 for
    /// IPv4, the /48 for IPv6. What somebody with many addresses does is counted by it.
    #[must_use]
    pub fn neighbours(self) -> IpAddr {
        match self.0 {
            IpAddr::V4(address) => IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() & (u32::MAX << 8))),
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 80))),
        }
    }

    /// What limits are counted by: the address itself for IPv4, its /64 for IPv6, where one
    /// household has at least that many addresses (RFC 6177).
    #[must_use]
    pub fn network(self) -> IpAddr {
        match self.0 {
            IpAddr::V4(address) => IpAddr::V4(address),
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
        }
    }
}

impl fmt::Debug for ClientAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientAddress(…)")
    }
}

impl<S> FromRequestParts<S> for ClientAddress
where
    TrustedProxies: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self::found_in(&parts.extensions, &parts.headers, &TrustedProxies::from_ref(state)))
    }
}

#[cfg(test)]
mod tests;
