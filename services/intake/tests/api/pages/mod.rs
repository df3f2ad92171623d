//! The public site as a browser without JavaScript uses it.

mod checking;
mod english;
mod forgiving;
mod guards;
mod listed;
mod lost_number;
mod once;
mod shown;
pub(crate) mod visitor;
