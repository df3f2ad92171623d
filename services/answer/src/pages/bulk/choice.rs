//! Which tickets a supervisor has chosen: by the list's filter, or by clusters.

use axum::response::Redirect;
use officers::Officer;
use uuid::Uuid;
use web::Problem;

use crate::pages::clusters::none_chosen;
use crate::pages::tickets::filter::{Filter, Query};
use crate::pages::unknown_choice;
use crate::work::{Chosen, Consent};

/// Clusters that can be chosen together.
const MOST: usize = 50;

/// The name of the field that holds a cluster's id; it may be there several times.
const CLUSTER: &str = "kelompok";

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
    ) -> Result<Self, Problem> {
        let asks_for_clusters = pairs.iter().any(|(name, _)| name == CLUSTER);
        Ok(Self {
            filter: Filter::of_an_act(&Query::of_pairs(pairs), officer, desk_may_lack)?,
            clusters: named(pairs)?,
            asks_for_clusters,
        })
    }

    /// Where to choose when clusters were to be chosen and none was, or a region that is none: never are all tickets of
    /// the desk meant then.
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

/// As [`clusters`], for an act: what is no id, or one too many, is refused.
pub(in crate::pages) fn named(pairs: &[(String, String)]) -> Result<Vec<Uuid>, Problem> {
    let ids = pairs
        .iter()
        .filter(|(name, id)| name == CLUSTER && !id.is_empty())
        .map(|(_, id)| id.parse().map_err(|_no_id: uuid::Error| unknown_choice()));
    let ids = ids.collect::<Result<Vec<Uuid>, Problem>>()?;
    if ids.len() > MOST { Err(unknown_choice()) } else { Ok(ids) }
}

/// What the supervisor was asked and said yes to.
pub(in crate::pages) fn consent(pairs: &[(String, String)]) -> Consent {
    Consent { digits: value(pairs, "dengan_angka") == "ya", lacking: value(pairs, "lewati") == "ya" }
}

/// The value of a field; empty without it.
pub(in crate::pages) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(named, _)| named == name).map_or("", |(_, value)| value)
}
