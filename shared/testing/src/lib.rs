//! What tests, the load generator and the first ticket of `make up` need. We never ship it.
//!
//! A test gets its own database, its own virtual host and its own bucket on real servers (`make test-servers` starts
//! them), and starts the real binaries with [`System`]. Nothing here sleeps: [`eventually`] waits for a condition with
//! a deadline.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a test that meets the impossible is to fail loudly"
)]
#![expect(clippy::format_push_string, clippy::format_collect, reason = "documents and ids are small")]

mod accounts;
mod api;
mod applicant;
mod attachments;
mod broker;
mod browser;
mod bucket;
mod captcha;
mod collector;
mod databases;
mod distributor;
mod environment;
mod http_client;
mod indonesian;
mod line;
mod mail_server;
mod multipart;
mod officer;
mod person;
mod phone;
mod register;
pub mod registration;
mod system;
mod wait;

pub use api::{Api, Lookup};
pub use applicant::Applicant;
pub use attachments::{jpeg, pdf, pdf_of_pages, unique_jpeg};
pub use broker::Broker;
pub use browser::Shown;
pub use bucket::Bucket;
pub use captcha::solve_captcha;
pub use collector::{Collector, SpanSeen};
pub use databases::Database;
pub use distributor::Distributor;
pub use environment::Environment;
pub use http_client::{Client, Response};
pub use indonesian::indonesian_words;
pub use line::{Fault, Line, Reply};
pub use mail_server::MailServer;
pub use multipart::Multipart;
pub use officer::Officer;
pub use person::Person;
pub use phone::Phone;
pub use register::PERSONS as REGISTERED_PERSONS;
pub use system::{Layout, System, free_port, processor_time, program};
pub use wait::eventually;
