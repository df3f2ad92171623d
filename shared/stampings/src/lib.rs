//! Asks for stampings: files that are to get an e-meterai. `services/stamping` has them stamped.
//!
//! Whoever has a file puts it into the bucket ([`files`]), and asks for its stamping in the transaction that changes
//! its own tables ([`request()`]). Nobody waits for a distributor in a page: the row of `stamping.jobs` says how the
//! stamping stands ([`standing()`]), and a message on `helpdesk.stamped` tells its end. What a person must do meanwhile
//! is told by the state: sign in at the distributor again ([`keep_token`]), or buy stamps there ([`topped_up`]).
//! Whoever asked learns whom to tell of what ([`take_untold`]).
//!
//! Files and tokens are sealed with the data key of the account, so they go with it.

pub mod files;
mod pace;
mod request;
mod standing;
mod token;
mod untold;

pub use pace::{MINUTES, follow_closings, lately_attached};
pub use request::{New, is_urgent, message, request, withdraw};
pub use standing::{Standing, State, standing, topped_up};
pub use token::{LONGEST, TokenError, keep_token, open_token, signed_in_until};
pub use untold::{News, take_untold};
