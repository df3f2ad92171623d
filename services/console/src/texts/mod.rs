//! Every text of the console that a person reads, in Indonesian. Another language is another module like this one.

mod accounts;
mod answers;
mod audit;
mod audit_detail;
mod beside;
mod documents;
mod faq;
mod frame;
mod macros;
mod many;
mod overview;
mod quality;
mod refusals;
mod tickets;
mod workdays;

pub(crate) use accounts::*;
pub(crate) use answers::*;
pub(crate) use audit::*;
pub(crate) use audit_detail::audit_detail;
pub(crate) use beside::*;
pub(crate) use documents::*;
pub(crate) use faq::*;
pub(crate) use frame::*;
pub(crate) use macros::*;
pub(crate) use many::*;
pub(crate) use overview::*;
pub(crate) use quality::*;
pub(crate) use refusals::*;
pub(crate) use tickets::*;
pub(crate) use workdays::*;
