//! Which tickets a supervisor has chosen: by the list's filter, or by clusters.

use axum::response::Redirect;
use domain::{Desk, TicketNumber};
use officers::Officer;
use uuid::Uuid;

use crate::pages::addresses::no_cluster_chosen;
use crate::pages::form_values::{CLUSTER, named_clusters};
use crate::pages::tickets::filter::{Filter, Query};
use crate::problems::{Error, unknown_choice};
use crate::work::{Chosen, Source};

/// What was chosen.
pub(in crate::pages) struct Choice {
    pub(in crate::pages) desk: Desk,
    pub(in crate::pages) filter: Filter,
    pub(in crate::pages) clusters: Vec<Uuid>,
    /// Tickets that the supervisor took out.
    pub(super) without: Vec<TicketNumber>,
    asks_for_clusters: bool,
}

impl Choice {
    /// Reads an address (`desk_may_lack`) or a form for this officer.
    ///
    /// # Errors
    /// 403 for a desk that is not the officer's, 422 for whatever is no value of its choice.
    pub(in crate::pages) fn read(
        pairs: &[(String, String)],
        officer: &Officer,
        desk_may_lack: bool,
    ) -> Result<Self, Error> {
        let asks_for_clusters = pairs.iter().any(|(name, _)| name == CLUSTER);
        let (desk, filter) = Filter::of_an_act(&Query::of_pairs(pairs), officer, desk_may_lack)?;
        Ok(Self { desk, filter, clusters: named_clusters(pairs)?, without: without(pairs)?, asks_for_clusters })
    }

    /// Where to choose when clusters were to be chosen and none was, or a region that is none: never are all tickets of
    /// the desk meant then.
    pub(super) fn go_back(&self) -> Option<Redirect> {
        if !self.filter.region_fault.is_empty() {
            return Some(Redirect::to(&self.filter.address(None)));
        }
        (self.asks_for_clusters && self.clusters.is_empty()).then(|| Redirect::to(&no_cluster_chosen(self.desk)))
    }

    pub(super) fn chosen(&self, officer: &Officer) -> Chosen {
        if self.clusters.is_empty() {
            let source = Source::Filter { desk: self.desk, filter: self.filter.cases(officer) };
            return Chosen { source, without: self.without.clone() };
        }
        let source = Source::Clusters { desk: self.desk, clusters: self.clusters.clone(), held: false };
        Chosen { source, without: self.without.clone() }
    }
}

/// Tickets that are taken out one by one.
const MOST_WITHOUT: usize = 200;

/// The tickets that a form takes out, each once.
fn without(pairs: &[(String, String)]) -> Result<Vec<TicketNumber>, Error> {
    let named = pairs.iter().filter(|(name, _)| name == "tanpa");
    let mut numbers =
        named.map(|(_, number)| number.parse().map_err(|_none| unknown_choice())).collect::<Result<Vec<_>, _>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.len() > MOST_WITHOUT { Err(unknown_choice()) } else { Ok(numbers) }
}
