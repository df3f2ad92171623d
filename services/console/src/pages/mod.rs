//! The console: what officers see. Pages work without JavaScript, by keyboard and with a screen reader.
//!
//! Everything but signing in asks for a session: a handler that takes an [`officers::Officer`] is reached by signed-in
//! officers only, and one that changes something takes a [`SignedForm`], which also checks that the form is the
//! session's own. A form that comes after its session was over is kept and offered again after signing in
//! ([`web::entry`]).
//!
//! On top stands the list of all pages, in `routes`. What stands beside it here is what all pages share.

mod accounts;
pub(crate) mod addresses;
mod audit;
mod bulk;
mod clusters;
mod cookies;
pub(crate) mod deed;
mod desks;
mod entrance;
mod entry;
mod error_pages;
mod form_values;
mod frame;
pub(crate) mod fuzzing;
mod home;
mod overview;
mod own;
mod problems;
mod refused;
pub(crate) mod routes;
mod signed_in;
mod template_faults;
mod templates;
mod tickets;

pub(crate) use entry::Knocks;
use frame::{Frame, Section};
use problems::{forbidden, require, unknown_choice};
use signed_in::SignedForm;
