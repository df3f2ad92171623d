//! Which tickets a supervisor has chosen: by the list's filter, or by clusters.

use axum::response::Redirect;
use officers::Officer;
use uuid::Uuid;

use crate::pages::clusters::none_chosen;
use crate::pages::tickets::filter::{Filter, Query};
use crate::work::Chosen;

/// Clusters that can be chosen together.
const MOST: usize = 50;

/// The name of the field that holds a cluster's id; it may be there several times.
const CLUSTER: &str = "kelompok";

/// What was chosen.
pub(super) struct Choice {
    pub(super) filter: Filter,
    pub(super) clusters: Vec<Uuid>,
    asks_for_clusters: bool,
}

impl Choice {
    /// Reads an address or a form for this officer; `None` for one who has no desk.
    pub(super) fn read(pairs: &[(String, String)], officer: &Officer) -> Option<Self> {
        let asks_for_clusters = pairs.iter().any(|(name, _)| name == CLUSTER);
        Some(Self { filter: Filter::read(&Query::of_pairs(pairs), officer)?, clusters: clusters(pairs), asks_for_clusters })
    }

    /// Where to choose when clusters were to be chosen and none was, or a region that is none: never are all tickets of the desk meant then.
    pub(super) fn go_back(&self) -> Option<Redirect> {
        if !self.filter.region_fault.is_empty() {
            return Some(Redirect::to(&self.filter.address(None)));
        }
        (self.asks_for_clusters && self.clusters.is_empty()).then(|| Redirect::to(&none_chosen(self.filter.desk)))
    }

    pub(super) fn chosen(&self, officer: &Officer) -> Chosen {
        if self.clusters.is_empty() {
            return Chosen::Filter(self.filter.wanted(officer));
        }
        Chosen::Alike { desk: self.filter.desk, clusters: self.clusters.clone(), held: false }
    }
}

/// The clusters that an address or a form names.
pub(in crate::pages) fn clusters(pairs: &[(String, String)]) -> Vec<Uuid> {
    pairs.iter().filter(|(name, _)| name == CLUSTER).filter_map(|(_, id)| id.parse().ok()).take(MOST).collect()
}

/// The value of a field; empty without it.
pub(in crate::pages) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(named, _)| named == name).map_or("", |(_, value)| value)
}
