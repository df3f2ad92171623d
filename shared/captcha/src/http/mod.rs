//! The challenges of a site: issued into its pages, drawn and spoken on request, judged when an answer comes back.
//!
//! A page holds the token in a hidden field and shows its picture and its sound. What comes back is an [`Answer`],
//! which [`Captchas::check`] judges. A challenge is stored only when it is spent ([`crate::SpentCaptchas`]).

mod answer;
mod captchas;
mod range;
mod show;

pub use answer::{Answer, CODE_FIELD, TOKEN_FIELD, Texts, WORK_FIELD};
pub use captchas::Captchas;
pub use range::answer as answer_range;
