//! What the public way in needs and the channels' one does not: limits for people whom nobody knows, and the address of
//! the site.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use axum::extract::Request;
use domain::{Form, Outcome};
use runtime::Clock;
use uuid::Uuid;
use vault::BlindIndex;
use web::{ClientAddress, Contact, Limit, Problem, Site, TrustedProxies};

use crate::config::{FilingLimits, Offers, PublicConfig};
use crate::load::Load;

/// Stands for the public site where tickets name the channel that filed them.
pub(crate) const PUBLIC_CHANNEL: Uuid = Uuid::nil();

/// Tickets that may be filed for one NIK from one network in an hour; the same as what the database counts, asked
/// first.
const PER_NIK: u32 = 10;

/// Forms in a minute of a network that is asked for work and does none: two for each ticket.
const UNWORKED: u32 = 12;

/// Challenges that programs of one network are given in a minute.
const CHALLENGES: u32 = 120;

/// Pictures and sounds of challenges for one network in a minute; a browser may ask for a sound in several parts.
const DRAWINGS: u32 = 300;

/// Suggestions for one network in a minute: a whole office may type, ten letters a second.
const SUGGESTIONS: u32 = 1_200;

/// The public way in.
pub(crate) struct Public {
    /// The address that they find us at.
    pub(crate) site: Site,
    /// Who runs the site.
    pub(crate) contact: Contact,
    /// Where to tell weaknesses.
    pub(crate) security_contact: Option<String>,
    trusted_proxies: TrustedProxies,
    by_address: Limit<IpAddr>,
    load: Load,
    unworked: Limit<IpAddr>,
    challenges: Limit<IpAddr>,
    drawings: Limit<IpAddr>,
    suggestions: Limit<IpAddr>,
    by_nik: Limit<([u8; 32], IpAddr)>,
    /// What the database counts.
    pub(crate) filing_limits: FilingLimits,
    /// What else there is on this site.
    pub(crate) offers: Offers,
}

impl Public {
    pub(crate) fn new(config: PublicConfig, clock: Clock) -> Self {
        let per_nik = NonZeroU32::new(PER_NIK).unwrap_or(NonZeroU32::MIN);
        Self {
            site: config.site,
            contact: config.contact,
            security_contact: config.security_contact,
            trusted_proxies: config.trusted_proxies,
            by_address: Limit::new("forms", config.forms_per_minute, Duration::from_mins(1)),
            load: Load::new(clock),
            unworked: per_minute("unworked", UNWORKED),
            challenges: per_minute("challenges", CHALLENGES),
            drawings: per_minute("drawings", DRAWINGS),
            suggestions: per_minute("suggestions", SUGGESTIONS),
            by_nik: Limit::new("person", per_nik, Duration::from_hours(1)),
            filing_limits: config.filing_limits,
            offers: config.offers,
        }
    }

    /// Whether this form asks where to tell of its answer. One that is answered at once does not.
    pub(crate) fn offers_notices(&self, form: &Form) -> bool {
        self.offers.notices && form.outcome == Outcome::Ticket
    }

    /// The page of accounts that solves this form at once, where accounts are served.
    pub(crate) fn account_page(&self, form: &Form) -> Option<&'static str> {
        form.account_page().filter(|_| self.offers.accounts)
    }

    /// Whether nobody is served with this form here.
    pub(crate) fn is_not_here(&self, form: &Form) -> bool {
        form.outcome == Outcome::SelfService && self.account_page(form).is_none()
    }

    /// Whether something sends letters to the addresses that people leave.
    pub(crate) fn sends_letters(&self) -> bool {
        self.offers.notices
    }

    /// What a client's requests are counted by.
    pub(crate) fn network_of(&self, request: &Request) -> IpAddr {
        ClientAddress::of(request, &self.trusted_proxies).network()
    }

    /// Counts a form that comes from a client's network: 429 when there are too many.
    pub(crate) fn check_address(&self, request: &Request) -> Result<(), Problem> {
        let network = self.network_of(request);
        self.load.count(network);
        self.by_address.check(&network)
    }

    /// Bits of work that a challenge for a network asks for.
    pub(crate) fn work_for(&self, network: IpAddr) -> u8 {
        self.load.work(network)
    }

    /// Counts a form without the work that was asked for, such as of a browser without script: 429 when there are too
    /// many.
    pub(crate) fn check_unworked(&self, network: IpAddr) -> Result<(), Problem> {
        self.unworked.check(&network)
    }

    /// Counts a challenge that a program of a client's network asks for: 429 when there are too many.
    pub(crate) fn check_challenges(&self, network: IpAddr) -> Result<(), Problem> {
        self.challenges.check(&network)
    }

    /// Counts a picture or a sound of a challenge: 429 when there are too many.
    pub(crate) fn check_drawings(&self, network: IpAddr) -> Result<(), Problem> {
        self.drawings.check(&network)
    }

    /// Counts suggestions that a client's network asks for: 429 when there are too many.
    pub(crate) fn check_suggestions(&self, network: IpAddr) -> Result<(), Problem> {
        self.suggestions.check(&network)
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

fn per_minute(name: &'static str, most: u32) -> Limit<IpAddr> {
    Limit::new(name, NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN), Duration::from_mins(1))
}
