//! What every endpoint of this service shares: the catalogue under one limit, and the registrations of applicants.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use applicants::Applicants;
use axum::extract::FromRef;
use database::Pool;
use distributor::Client;
use documents::Store;
use domain::time::wib_day;
use jiff::civil::Date;
use notices::Board;
use renditions::Renditions;
use runtime::Clock;
use uuid::Uuid;
use vault::Vault;
use web::{ClientAddress, Contact, Limit, Page, Problem, TrustedProxies};

use crate::cards::Cards;
use crate::catalogue::{Dates, Formation, Search};
use crate::config::Config;
use crate::documents::Documents;
use crate::numbers::Numbers;
use crate::pages::frame;
use crate::registrations::Kept;
use crate::store::search::Found;
use crate::store::{dates, formations, search};
use crate::{measures, problems, thk2};

/// The service's state; clones share it.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) pool: Pool,
    pub(crate) vault: Vault,
    /// Where files are.
    pub(crate) store: Store,
    /// What they upload.
    pub(crate) documents: Documents,
    /// Who stamps; `None`: nobody.
    pub(crate) distributor: Option<Client>,
    /// Who is signed in.
    pub(crate) applicants: Applicants,
    /// What they typed.
    pub(crate) kept: Kept,
    /// Who was "tenaga honorer kategori II".
    pub(crate) thk2: thk2::List,
    pub(crate) notices: Board,
    pub(crate) clock: Clock,
    contact: Contact,
    trusted_proxies: TrustedProxies,
    /// Searches and checks by client network.
    limit: Arc<Limit<IpAddr>>,
    /// Cards, and the check of documents.
    pub(crate) cards: Arc<Cards>,
    /// Registration numbers.
    pub(crate) numbers: Arc<Numbers>,
}

/// A formation with what belongs to it.
pub(crate) struct Shown {
    pub(crate) formation: Formation,
    /// It can no longer be applied for.
    pub(crate) withdrawn: bool,
    /// When registrations are taken, where that is told.
    pub(crate) dates: Option<Dates>,
}

impl State {
    /// # Errors
    /// When the certificates of the system or of stamps cannot be read.
    pub(crate) fn new(
        (pool, store): (Pool, Store),
        vault: Vault,
        clock: Clock,
        config: Config,
    ) -> anyhow::Result<Self> {
        let (trust, renditions) = (config.trust()?, Renditions::new(&config.renditions));
        let limit = Limit::new("formations", config.rate_per_minute, Duration::from_mins(1));
        let cards = Cards::new(pool.clone(), vault.clone(), clock.clone(), store.clone(), &config.cards);
        let numbers = Numbers::new(pool.clone(), &vault, clock.clone());
        let Config { contact, trusted_proxies, distributor, .. } = config;
        Ok(Self {
            documents: Documents::new((pool.clone(), store.clone()), clock.clone(), renditions, trust),
            distributor: distributor.map(Client::new).transpose()?,
            cards: Arc::new(cards),
            numbers: Arc::new(numbers),
            store,
            applicants: Applicants::new(pool.clone(), vault.clone(), clock.clone()),
            kept: Kept::new(pool.clone(), clock.clone()),
            thk2: thk2::List::new(pool.clone(), vault.clone(), clock.clone()),
            notices: Board::new(clock.clone()),
            pool,
            vault,
            clock,
            contact,
            trusted_proxies,
            limit: Arc::new(limit),
        })
    }

    /// The frame of a page of somebody who is signed in.
    pub(crate) fn own_page(&self) -> Page {
        Page::new(&frame::OWN, "registration", &self.notices).with_contact(&self.contact)
    }

    /// The frame of a page.
    pub(crate) fn page(&self) -> Page {
        self.page_of("formations")
    }

    /// The frame of a page of a section.
    pub(crate) fn page_of(&self, section: &'static str) -> Page {
        Page::new(&web::pages::HELPDESK, section, &self.notices).with_contact(&self.contact)
    }

    /// The day on which a question of this moment arrives.
    pub(crate) fn today(&self) -> Date {
        wib_day(self.clock.now())
    }

    /// Counts a request of a client's network: 429 when there are too many.
    pub(crate) fn check_limit(&self, address: ClientAddress) -> Result<(), Problem> {
        self.limit.check(&address.network())
    }

    /// The formations that fit.
    pub(crate) async fn search(&self, search: &Search) -> Result<Found, Problem> {
        let found = search::find(&self.pool, search).await.map_err(|error| problems::of_database(&error))?;
        measures::searched(found.total > 0);
        Ok(found)
    }

    /// One formation.
    pub(crate) async fn formation(&self, id: Uuid) -> Result<Shown, Problem> {
        let found = formations::find(&self.pool, id).await.map_err(|error| problems::of_database(&error))?;
        let (formation, withdrawn) = found.ok_or_else(Problem::not_found)?;
        let dates = dates::of(&self.pool, formation.selection, &formation.agency_id, self.clock.now())
            .await
            .map_err(|error| problems::of_database(&error))?;
        Ok(Shown { formation, withdrawn, dates })
    }
}

/// Lets handlers learn the client's address.
impl FromRef<State> for TrustedProxies {
    fn from_ref(state: &State) -> Self {
        state.trusted_proxies.clone()
    }
}
