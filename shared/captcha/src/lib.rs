//! Five characters that a person reads in a picture or hears, and types, before a form is taken.
//!
//! The challenge travels in the page itself, as a sealed token: the server keeps nothing until the form is accepted.
//! What this crate promises:
//! - a token shows nothing of its code, opens only unchanged, only for five minutes, and counts only for the
//!   [`Purpose`] that it was issued for;
//! - the same token always gives the same picture and the same sound, so that asking again and again teaches nothing;
//! - a [`Solved`] challenge has an id; whoever accepts the form stores it in the same transaction, so that it counts
//!   once ([`SpentCaptchas`]).
//!
//! What a site needs besides, such as the answers to browsers that ask for the picture, is in [`http`].
//!
//! It keeps cheap programs out, not determined ones: it is a speed bump. The rate limits stand behind it, and for
//! networks that send much a challenge also asks for work.

mod captcha;
mod challenge;
mod code;
mod dice;
pub mod http;
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
