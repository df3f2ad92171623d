//! Bearer tokens of channels and desks. We make them here, show them once, and store only a hash.

mod cache;
mod token;

pub use cache::TokenCache;
pub use token::{NoRandomness, TokenHash, hash, new_token, token_from};
