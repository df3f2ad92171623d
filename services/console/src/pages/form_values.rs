//! Values of a form or an address that came as pairs of name and value.

use uuid::Uuid;

use crate::problems::{Error, unknown_choice};
use crate::work::Consent;

/// Clusters that can be chosen together.
const MOST_CLUSTERS: usize = 50;

/// The name of the field that holds a cluster's id; it may be there several times.
pub(super) const CLUSTER: &str = "kelompok";

/// The value of a field; empty without it.
pub(super) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(named, _)| named == name).map_or("", |(_, value)| value)
}

/// The clusters that an address or a form names.
pub(super) fn clusters(pairs: &[(String, String)]) -> Vec<Uuid> {
    let named = pairs.iter().filter(|(name, _)| name == CLUSTER);
    named.filter_map(|(_, id)| id.parse().ok()).take(MOST_CLUSTERS).collect()
}

/// As [`clusters`], for an act: what is no id, or one too many, is refused.
pub(super) fn named_clusters(pairs: &[(String, String)]) -> Result<Vec<Uuid>, Error> {
    let ids = pairs
        .iter()
        .filter(|(name, id)| name == CLUSTER && !id.is_empty())
        .map(|(_, id)| id.parse().map_err(|_no_id: uuid::Error| unknown_choice()));
    let ids = ids.collect::<Result<Vec<Uuid>, Error>>()?;
    if ids.len() > MOST_CLUSTERS { Err(unknown_choice()) } else { Ok(ids) }
}

/// The template that a form names; `None` for an empty value.
pub(super) fn template(id: &str) -> Result<Option<Uuid>, Error> {
    match id {
        "" => Ok(None),
        id => Ok(Some(id.parse().map_err(|_no_id: uuid::Error| unknown_choice())?)),
    }
}

/// What the supervisor was asked and said yes to.
pub(super) fn consent(pairs: &[(String, String)]) -> Consent {
    Consent { digits: value(pairs, "dengan_angka") == "ya", lacking: value(pairs, "lewati") == "ya" }
}
