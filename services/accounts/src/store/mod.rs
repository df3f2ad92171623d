//! All SQL of this service, one table a file.

pub(crate) mod accounts;
pub(crate) mod addresses;
pub(crate) mod approvals;
pub(crate) mod beginnings;
pub(crate) mod corrections;
pub(crate) mod drafts;
pub(crate) mod entrances;
pub(crate) mod failed_recoveries;
pub(crate) mod files;
pub(crate) mod freezes;
pub(crate) mod grants;
pub(crate) mod hand_overs;
pub(crate) mod link_requests;
pub(crate) mod links;
pub(crate) mod one_time_answers;
pub(crate) mod pending;
pub(crate) mod periods;
pub(crate) mod questions;
pub(crate) mod recoveries;
pub(crate) mod register_days;
pub(crate) mod tried_niks;
pub(crate) mod verdicts;
