//! The desks against a real database: what callers see over HTTP, and what messages do.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod accounts;
mod acts;
mod answers;
mod approving;
mod audit_log;
mod beside_accounts;
mod browser;
mod bulk;
mod claims;
mod clusters;
mod colleagues;
mod complaints;
mod console;
mod document_pages;
mod documents;
mod escalations;
mod faq;
mod follow_ups;
mod foreign_desks;
mod glances;
mod guidance;
mod hand_overs;
mod lists;
mod live;
mod macros;
mod matrix;
mod names;
mod office;
mod overview;
mod phones;
mod quality;
mod questions;
mod reading;
mod receiving;
mod reports;
mod retention;
mod same_person;
mod sign_in;
mod templates;
mod transfers;
mod views;
mod workdays;
mod working;
mod workplace;
