//! Who may enter: the forms, cookies and addresses of a site where people sign in.
//!
//! The kit knows neither who signs in nor with what. A site implements [`Entrance`] for its state: the names of its
//! cookies, where it begins, where people sign in, and who owns a session's secret. What the kit promises:
//! - it reads a form only with the token of the very session, or, before signing in, of the very browser;
//! - when a form comes after its session has ended, the kit seals it into the sign-in page and offers it again to the
//!   same person, unless it contains a password or a code;
//! - signing in leads nobody to another site, nor to a page outside of this one.

mod client;
pub mod cookies;
mod door;
mod entrance;
pub mod fuzzing;
mod kept_form;
mod onward;
mod return_address;
mod sent_form;
mod signed_form;
mod signed_in;

pub use client::client;
pub use door::{Door, DoorForm};
pub use entrance::{Cookies, Entrance, Texts};
pub use kept_form::KeptForm;
pub use onward::Onward;
pub use return_address::ReturnAddress;
pub use signed_form::SignedForm;
pub use signed_in::{find, present, signed_in};

#[cfg(test)]
mod tests;
