//! Cookies of the console. Their names begin with `__Host-`, so browsers take them only over TLS (or from this very
//! machine), for the whole host, and from nobody else.

use http::{HeaderMap, HeaderValue, header};
use officers::Secret;

/// Names the session, between the two steps and open.
pub(super) const SESSION: &str = "__Host-petugas";

/// Binds the forms before signing in to the browser that opened them.
pub(super) const DOOR: &str = "__Host-pintu";

/// Makes a browser known again in which an officer signed in.
pub(super) const DEVICE: &str = "__Host-perangkat";

/// Seconds that a browser is known after its last sign-in: 90 days, as long as it is remembered here.
const DEVICE_SECONDS: u32 = 90 * 24 * 3600;

/// What the browser keeps under this name, if it can be one of our secrets.
pub(super) fn secret(headers: &HeaderMap, name: &str) -> Option<Secret> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).and_then(|(_, value)| Secret::read(value))
}

/// `Set-Cookie` that keeps a secret until the browser is closed. `Lax`: a link to a ticket in a message leads to the
/// ticket.
pub(super) fn keep(name: &str, secret: &Secret) -> HeaderValue {
    header_value(format!("{name}={}; Path=/; Secure; HttpOnly; SameSite=Lax", secret.expose()))
}

/// `Set-Cookie` that makes the browser known for 90 days.
pub(super) fn keep_device(secret: &Secret) -> HeaderValue {
    header_value(format!(
        "{DEVICE}={}; Path=/; Max-Age={DEVICE_SECONDS}; Secure; HttpOnly; SameSite=Strict",
        secret.expose()
    ))
}

/// `Set-Cookie` that forgets.
pub(super) fn forget(name: &str) -> HeaderValue {
    header_value(format!("{name}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"))
}

/// Names and secrets are ASCII without anything special, so the text is always a header.
fn header_value(text: String) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(line: &str) -> HeaderMap {
        [(header::COOKIE, HeaderValue::from_static("x=y")), (header::COOKIE, HeaderValue::from_str(line).unwrap())]
            .into_iter()
            .collect()
    }

    #[test]
    fn a_secret_is_found_among_other_cookies() {
        let kept = Secret::new().unwrap();
        let line = format!("a=b; {SESSION}={}; c=d", kept.expose());
        assert_eq!(secret(&headers(&line), SESSION).unwrap().expose(), kept.expose());
        assert!(keep(SESSION, &kept).to_str().unwrap().ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"));
    }

    #[test]
    fn what_cannot_be_a_secret_is_none() {
        for line in [
            "__Host-petugas=",
            "__Host-petugas=abc",
            "petugas=0123456789012345678901234567890123456789012",
            "__Host-petugas",
        ] {
            assert!(secret(&headers(line), SESSION).is_none(), "{line}");
        }
    }
}
