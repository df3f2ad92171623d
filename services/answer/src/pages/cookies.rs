//! Cookies of the console. Their names begin with `__Host-`, so browsers take them only over TLS (or from this very machine), for the whole
//! host, and from nobody else.

use http::{HeaderMap, HeaderValue, header};
use officers::Secret;

/// Names the session.
pub(super) const SESSION: &str = "__Host-petugas";

/// What the browser keeps under this name, if it can be one of our secrets.
pub(super) fn secret(headers: &HeaderMap, name: &str) -> Option<Secret> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).and_then(|(_, value)| Secret::read(value))
}

/// `Set-Cookie` that keeps a secret until the browser is closed. `Lax`: a link to a ticket in a message leads to the ticket.
pub(super) fn keep(name: &str, secret: &Secret) -> HeaderValue {
    header_value(format!("{name}={}; Path=/; Secure; HttpOnly; SameSite=Lax", secret.expose()))
}

/// Names and secrets are ASCII without anything special, so the text is always a header.
fn header_value(text: String) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[&'static str]) -> HeaderMap {
        lines.iter().map(|line| (header::COOKIE, HeaderValue::from_static(line))).collect()
    }

    #[test]
    fn a_secret_is_found_among_other_cookies() {
        let kept = Secret::new().unwrap();
        let line: &'static str = Box::leak(format!("a=b; {SESSION}={}; c=d", kept.expose()).into_boxed_str());
        assert_eq!(secret(&headers(&["x=y", line]), SESSION).unwrap().expose(), kept.expose());
        assert!(keep(SESSION, &kept).to_str().unwrap().ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"));
    }

    #[test]
    fn what_cannot_be_a_secret_is_none() {
        for line in ["__Host-petugas=", "__Host-petugas=abc", "petugas=0123456789012345678901234567890123456789012", "__Host-petugas"] {
            assert!(secret(&headers(&[line]), SESSION).is_none(), "{line}");
        }
    }
}
