//! The HTTP kit of all services: problems instead of error pages, extractors and bearer tokens that
//! refuse with problems, the caller's address behind proxies, rate limits, and the layers around
//! every route.

pub mod bearer;
pub mod client_address;
mod extract;
mod layers;
pub mod limits;
mod measurements;
pub mod problem;
mod texts;

pub use client_address::{ClientAddress, TrustedProxies};
pub use extract::{JSON_LIMIT_BYTES, Json, Path, Query};
pub use layers::layers;
pub use limits::Limit;
pub use problem::{InvalidField, Problem};
