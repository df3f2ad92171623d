//! What every endpoint of this service shares: one way to look a ticket up, under one limit.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRef;
use domain::{Text, TicketNumber};
use notices::Board;
use runtime::Clock;
use uuid::Uuid;
use web::pages::Stencils;
use web::{ClientAddress, Contact, Limit, Problem, TrustedProxies};

use crate::lookup::{Found, Lookups, Refusal};
use crate::measures;

/// The service's state; clones share it.
#[derive(Clone)]
pub(crate) struct State {
    lookups: Arc<Lookups>,
    pub(crate) notices: Board,
    pub(crate) clock: Clock,
    /// Who runs the site.
    pub(crate) contact: Contact,
    /// Whether the number of a ticket is sent to whoever lost it.
    pub(crate) sends_letters: bool,
    /// The page that asks for number and NIK.
    pub(crate) stencils: Arc<Stencils>,
    trusted_proxies: TrustedProxies,
    /// Lookups by client network.
    limit: Arc<Limit<IpAddr>>,
}

impl State {
    pub(crate) fn new(
        lookups: Lookups,
        notices: Board,
        clock: Clock,
        contact: Contact,
        sends_letters: bool,
        trusted_proxies: TrustedProxies,
        rate_per_minute: NonZeroU32,
    ) -> Self {
        let limit = Limit::new("lookups", rate_per_minute, Duration::from_mins(1));
        Self {
            lookups: Arc::new(lookups),
            notices,
            clock,
            contact,
            sends_letters,
            stencils: Arc::default(),
            trusted_proxies,
            limit: Arc::new(limit),
        }
    }

    /// Counts a lookup from a client's network: 429 when there are too many.
    pub(crate) fn check_limit(&self, address: ClientAddress) -> Result<(), Problem> {
        self.limit.check(&address.network())
    }

    /// The number of the receipt that this is the reference of, while it can be opened.
    pub(crate) fn number_of_receipt(&self, reference: &str) -> Option<TicketNumber> {
        self.lookups.number_of_receipt(reference)
    }

    /// Seals for the address of its page that somebody proved this ticket to be theirs just now.
    pub(crate) fn prove(&self, found: &Found) -> Result<String, Refusal> {
        self.lookups.prove(found)
    }

    /// The ticket that such an address shows, while it shows it.
    pub(crate) async fn proved(&self, reference: &str) -> Result<Option<Found>, Refusal> {
        self.lookups.proved(reference).await
    }

    /// The ticket that such an address takes something for.
    pub(crate) async fn proved_to_write(&self, reference: &str) -> Result<Option<Found>, Refusal> {
        self.lookups.proved_to_write(reference).await
    }

    /// Whether such an address still shows its ticket.
    pub(crate) fn shows(&self, reference: &str) -> bool {
        self.lookups.shows(reference)
    }

    /// Keeps whether the answer helped.
    pub(crate) async fn say_helped(&self, found: &Found, helped: bool) -> Result<(), Refusal> {
        self.lookups.say_helped(found, helped).await?;
        measures::judged(helped);
        Ok(())
    }

    /// Keeps what the applicant writes after an answer, the first one only.
    pub(crate) async fn follow_up(&self, found: &Found, text: &Text) -> Result<(), Refusal> {
        if self.lookups.follow_up(found, text).await? {
            measures::followed_up();
        }
        Ok(())
    }

    /// Keeps what the applicant replies to a question; whether this is the reply that is kept.
    pub(crate) async fn reply(&self, found: &Found, question: Uuid, text: &Text) -> Result<bool, Refusal> {
        let kept = self.lookups.reply(found, question, text).await?;
        if kept {
            measures::replied();
        }
        Ok(kept)
    }

    /// The ticket with this number, if this is its applicant's NIK.
    pub(crate) async fn look_up(&self, number: &str, nik: &str, address: ClientAddress) -> Result<Found, Refusal> {
        let looked_up = self.lookups.look_up(number, nik, address).await;
        measures::looked_up(looked_up.as_ref().map_or_else(Refusal::outcome, |_found| "found"));
        looked_up
    }
}

/// Lets handlers learn the client's address.
impl FromRef<State> for TrustedProxies {
    fn from_ref(state: &State) -> Self {
        state.trusted_proxies.clone()
    }
}
