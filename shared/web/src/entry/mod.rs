//! Who may enter: the forms, cookies and addresses of a site that people sign in to.
//!
//! The kit knows neither who signs in nor with what. A site tells it by implementing [`Entrance`] for its state: the
//! names of its cookies, where it begins, where people sign in, and whose session a secret is. What the kit promises:
//! - a form is read only with the token of the very session, or, before signing in, of the very browser;
//! - a form that comes after its session was over is sealed into the sign-in page and offered again to the same person,
//!   unless a password or a code is in it;
//! - nobody is led to another site, or to a page outside of this one, by signing in.

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
