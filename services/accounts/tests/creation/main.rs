//! Making an account through the real pages, with a real PostgreSQL and a population register over HTTP.
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

mod api;
mod approvals;
// Lints know by this that it is tests.
#[cfg(test)]
mod complaints;
mod drafts;
mod first_step;
mod getting_back_in;
mod limits;
mod making;
mod own_contact;
mod periods;
mod register;
mod second_step;
mod signing_in;
// Lints know by this that its assertions are tests.
#[cfg(test)]
mod site;
