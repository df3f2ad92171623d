//! A real browser for the tests of the public site: the distribution's Chromium, driven over its `DevTools` pipe. An
//! audit judges every page: axe, the Nu HTML checker, its weight, its width and the browser's complaints.
//!
//! The tests are in `tests/site/` (applicants) and `tests/console/` (officers). `tests/harness/` shows that each
//! judgement also falls on a page that deserves it.

#![expect(clippy::indexing_slicing, reason = "a message of the protocol without what it must have fails its test")]

mod applicant;
mod audit;
mod browser;
mod devtools;
mod hands;
mod line;
mod markup;
mod officer;
mod overlap;
mod page;
mod photo;
mod reading;
mod site;
mod traffic;

pub use applicant::{Applicant, SEND, number, send};
pub use audit::{Audit, HEAVIEST, WIDTHS};
pub use browser::Browser;
pub use hands::Key;
pub use line::Line;
pub use markup::Markup;
pub use officer::Officer;
pub use page::{Page, View};
pub use photo::{is_upright, phone_photo};
pub use site::Site;
pub use traffic::Document;
