//! What the public way in needs besides the assisted channels' one: limits for people nobody knows, and the address that they find us at.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use axum::extract::Request;
use uuid::Uuid;
use vault::BlindIndex;
use web::{ClientAddress, Limit, Problem, Site, TrustedProxies};

use crate::config::{FilingLimits, PublicConfig};

/// Stands for the public site where tickets name the channel that filed them.
pub(crate) const PUBLIC_CHANNEL: Uuid = Uuid::nil();

/// Tickets that may be filed for one NIK from one network in an hour; the same as what the database counts, asked first.
const PER_NIK: u32 = 10;

/// The public way in.
pub(crate) struct Public {
    /// The address that they find us at.
    pub(crate) site: Site,
    trusted_proxies: TrustedProxies,
    by_address: Limit<IpAddr>,
    by_nik: Limit<([u8; 32], IpAddr)>,
    /// What the database counts.
    pub(crate) filing_limits: FilingLimits,
}

impl Public {
    pub(crate) fn new(config: PublicConfig) -> Self {
        let per_nik = NonZeroU32::new(PER_NIK).unwrap_or(NonZeroU32::MIN);
        Self {
            site: config.site,
            trusted_proxies: config.trusted_proxies,
            by_address: Limit::new(config.forms_per_minute, Duration::from_mins(1)),
            by_nik: Limit::new(per_nik, Duration::from_hours(1)),
            filing_limits: config.filing_limits,
        }
    }

    /// Counts a form that comes from a client's network: 429 when there are too many.
    pub(crate) fn check_address(&self, request: &Request) -> Result<(), Problem> {
        self.by_address.check(&self.address(request).network())
    }

    /// Where a request comes from.
    pub(crate) fn address(&self, request: &Request) -> ClientAddress {
        ClientAddress::of(request, &self.trusted_proxies)
    }

    /// Counts a ticket for a person from there: 429 when there are too many.
    pub(crate) fn check_nik(&self, nik: &BlindIndex, address: ClientAddress) -> Result<(), Problem> {
        self.by_nik.check(&(*nik.as_bytes(), address.network()))
    }
}
