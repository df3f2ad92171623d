//! The HTTP kit of all services: problems, extractors and bearer tokens that refuse with problems, pages for people,
//! the entry of sites where people sign in, the caller's address behind proxies, rate limits, the waiting room, and the
//! layers around every route.

pub mod bearer;
mod contact;
pub mod described;
pub mod entry;
mod extract;
mod layers;
pub mod limits;
mod measurements;
pub mod pages;
pub mod problem;
mod site;
mod texts;
pub mod waiting_room;

pub use contact::{Contact, Way};
pub use extract::{JSON_LIMIT_BYTES, Json, Path, Query};
pub use layers::{layers, with_camera};
pub use limits::Limit;
pub use pages::{
    CaptchaView, DocumentView, ErrorView, FieldView, Html, Match, Notice, OptionView, Page, SecretView, SummaryLine,
};
pub use problem::{CutOff, InvalidField, Problem};
pub use runtime::{ClientAddress, TrustedProxies};
pub use site::Site;
pub use waiting_room::WaitingRoom;
