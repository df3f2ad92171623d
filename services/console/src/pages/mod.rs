//! The console: what officers see. Pages work without JavaScript, by keyboard and with a screen reader.
//!
//! Every page but those of signing in asks for a session. A handler that takes an [`officers::Officer`] is for
//! signed-in officers only. A handler that changes something takes a [`SignedForm`], which also checks that the form is
//! the session's own. [`web::entry`] keeps a form that comes after its session was over, and offers it again after
//! signing in.
//!
//! `routes` lists all pages. What stands next to it here is what all pages share.

mod accounts;
pub(crate) mod addresses;
mod audit;
mod bulk;
mod clusters;
mod cookies;
mod desks;
mod entrance;
mod entry;
mod error_pages;
mod escalations;
mod faq;
mod form_values;
mod frame;
pub(crate) mod fuzzing;
mod home;
mod live;
mod macros;
mod mentions;
mod overview;
mod own;
mod refused;
pub(crate) mod routes;
mod signed_in;
mod templates;
mod tickets;
mod workdays;

use frame::{Frame, Section};
use signed_in::{Nothing, SignedForm};
