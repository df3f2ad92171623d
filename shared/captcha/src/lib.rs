//! Five characters that a person reads in a picture or hears, and types before a service takes the form.
//!
//! The page itself carries the challenge, as a sealed token. The server stores nothing until it accepts the form. What
//! this crate promises:
//! - a token shows nothing of its code, opens only unchanged, only for half an hour, and counts only for the
//!   [`Purpose`] that it was issued for;
//! - the same token always gives the same picture and the same sound, so nobody learns from asking again;
//! - a [`Solved`] challenge has an id. The service that accepts the form stores the id in the same transaction, so the
//!   challenge counts once ([`SpentCaptchas`]).
//!
//! [`http`] has what a site needs besides, such as the answers to browsers that ask for the picture.
//!
//! A CAPTCHA is a speed bump: it keeps out cheap programs, not determined ones. Rate limits stand behind it. A
//! challenge for a network that sends many forms also demands work.

mod captcha;
mod challenge;
mod code;
mod dice;
pub mod http;
mod measures;
mod picture;
mod purpose;
mod sound;
mod spent;
mod work;

pub use captcha::{Captcha, IssueError};
pub use challenge::{Challenge, LIFETIME, Solved, Wrong};
pub use code::Code;
pub use purpose::Purpose;
pub use spent::SpentCaptchas;
pub use work::{MOST_WORK, do_work};
