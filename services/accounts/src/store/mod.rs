//! All SQL of this service, one table a file.

pub(crate) mod accounts;
pub(crate) mod beginnings;
pub(crate) mod drafts;
pub(crate) mod entrances;
pub(crate) mod files;
pub(crate) mod grants;
pub(crate) mod hand_overs;
pub(crate) mod pending;
pub(crate) mod periods;
pub(crate) mod register_days;
pub(crate) mod tried_niks;
pub(crate) mod verdicts;
