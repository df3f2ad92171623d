//! SQL of what only officers do, one file per aggregate. `desk::store` has the SQL of cases.

pub(crate) mod accounts;
pub(crate) mod backlogs;
pub(crate) mod bulk;
pub(crate) mod clusters;
pub(crate) mod colleagues;
pub(crate) mod counts;
pub(crate) mod escalations;
pub(crate) mod hours;
pub(crate) mod macros;
pub(crate) mod mentions;
pub(crate) mod missed_searches;
pub(crate) mod names;
pub(crate) mod notes;
pub(crate) mod quality;
pub(crate) mod reference;
pub(crate) mod retention;
pub(crate) mod templates;
pub(crate) mod views;
