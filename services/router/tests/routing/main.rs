//! The router against a real broker and a real database: every submission at the right desk, with one dispatch.

mod failures;
mod rules;
mod site;
mod way;
