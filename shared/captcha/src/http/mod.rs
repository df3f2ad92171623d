//! The challenges of a site: it issues them into its pages, draws and speaks them on request, and judges the answers.
//!
//! A page holds the token in a hidden field and shows its picture and its sound. The form brings back an [`Answer`],
//! which [`Captchas::check`] judges. A service stores a challenge only when it spends it ([`crate::SpentCaptchas`]).

mod answer;
mod captchas;
mod issued;
mod range;
mod show;

pub use answer::{Answer, CODE_FIELD, TOKEN_FIELD, Texts, WORK_FIELD};
pub use captchas::Captchas;
pub use issued::IssuedCaptcha;
pub use range::answer as answer_range;
