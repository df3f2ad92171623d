//! Bearer tokens of channels and desks: made here, shown once, stored as a hash only.

mod cache;
mod token;

pub use cache::TokenCache;
pub use token::{NoRandomness, TokenHash, hash, new_token, token_from};
