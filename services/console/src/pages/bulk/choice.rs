//! Which tickets a supervisor has chosen: by the list's filter, or by clusters.

use axum::response::Redirect;
use officers::Officer;
use uuid::Uuid;

use crate::pages::addresses::no_cluster_chosen;
use crate::pages::form_values::{CLUSTER, named_clusters};
use crate::pages::tickets::filter::{Filter, Query};
use crate::problems::Error;
use crate::work::Chosen;

/// What was chosen.
pub(in crate::pages) struct Choice {
    pub(in crate::pages) filter: Filter,
    pub(in crate::pages) clusters: Vec<Uuid>,
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
        Ok(Self {
            filter: Filter::of_an_act(&Query::of_pairs(pairs), officer, desk_may_lack)?,
            clusters: named_clusters(pairs)?,
            asks_for_clusters,
        })
    }

    /// Where to choose when clusters were to be chosen and none was, or a region that is none: never are all tickets of
    /// the desk meant then.
    pub(super) fn go_back(&self) -> Option<Redirect> {
        if !self.filter.region_fault.is_empty() {
            return Some(Redirect::to(&self.filter.address(None)));
        }
        (self.asks_for_clusters && self.clusters.is_empty()).then(|| Redirect::to(&no_cluster_chosen(self.filter.desk)))
    }

    pub(super) fn chosen(&self, officer: &Officer) -> Chosen {
        if self.clusters.is_empty() {
            return Chosen::Filter(self.filter.cases(officer));
        }
        Chosen::Clusters { desk: self.filter.desk, clusters: self.clusters.clone(), held: false }
    }
}
