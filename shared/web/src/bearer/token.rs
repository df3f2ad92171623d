//! Makes a token, reads it from a request, hashes it.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::problem::Problem;

/// SHA-256 of a token. We store nothing else of it. Tokens carry 256 random bits, so a plain hash is enough.
pub type TokenHash = [u8; 32];

/// A header longer than this is not one of our tokens.
const MAX_TOKEN_BYTES: usize = 256;

/// The operating system gave no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("no random bytes from the operating system")]
pub struct NoRandomness;

/// Makes a new token: `prefix`, an underscore and 43 base64url characters of 32 random bytes. Show it to its owner once
/// and then forget it.
///
/// # Errors
///
/// When the operating system has no randomness to give.
pub fn new_token(prefix: &str) -> Result<String, NoRandomness> {
    let mut bytes = [0_u8; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|ring::error::Unspecified| NoRandomness)?;
    Ok(format!("{prefix}_{}", URL_SAFE_NO_PAD.encode(bytes)))
}

/// The hash under which the database stores and finds a token.
#[must_use]
pub fn hash(token: &str) -> TokenHash {
    let mut hash = TokenHash::default();
    hash.copy_from_slice(digest(&SHA256, token.as_bytes()).as_ref());
    hash
}

/// Reads the token of `Authorization: Bearer <token>` (RFC 6750).
///
/// # Errors
///
/// 401 when there is none, or when several headers claim to have it.
pub fn token_from(headers: &HeaderMap) -> Result<&str, Problem> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return Err(Problem::unauthorized());
    };
    value
        .to_str()
        .ok()
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .filter(|token| !token.is_empty() && token.len() <= MAX_TOKEN_BYTES)
        .ok_or_else(Problem::unauthorized)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn authorization(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_new_token_has_its_prefix_and_256_bits() {
        let token = new_token("channel").unwrap();
        let random = token.strip_prefix("channel_").unwrap();
        assert_eq!(random.len(), 43);
        assert_ne!(token, new_token("channel").unwrap());
    }

    #[test]
    fn the_scheme_is_read_in_any_case() {
        assert_eq!(token_from(&authorization("bearer desk_x")).unwrap(), "desk_x");
        assert_eq!(token_from(&authorization("Bearer  desk_x ")).unwrap(), "desk_x");
    }

    #[test]
    fn anything_else_is_unauthorized() {
        let twice = HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::from_static("Bearer a"))]);
        let mut ambiguous = twice.clone();
        ambiguous.append(header::AUTHORIZATION, HeaderValue::from_static("Bearer b"));
        let others = ["Bearer", "Bearer ", "Basic YTpi", "desk_x"].map(authorization);
        for headers in others.into_iter().chain([HeaderMap::new(), ambiguous]) {
            assert_eq!(token_from(&headers).unwrap_err().code(), "unauthorized");
        }
    }

    #[test]
    fn the_hash_is_sha_256() {
        let abc = hash("abc");
        assert!(abc.starts_with(&[0xba, 0x78, 0x16, 0xbf]) && abc.ends_with(&[0x15, 0xad]));
    }
}
