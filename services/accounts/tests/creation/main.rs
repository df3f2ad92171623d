//! Making an account through the real pages, with a real PostgreSQL and a population register over HTTP.

mod drafts;
mod first_step;
mod limits;
mod periods;
mod register;
// Lints know by this that its assertions are tests.
#[cfg(test)]
mod site;
