//! `docs/data-model.md` and the database say the same: every table and view, every right of every role. And the rights
//! are tried, each by its role: what the page grants works, and what it does not is refused.

mod catalogue;
mod page;
mod rights;
