//! Cookies that hold a secret. Their names begin with `__Host-`, so a browser accepts them only over TLS (or from its
//! own machine), for the whole host, and from nobody else.

use axum::http::{HeaderMap, HeaderValue, header};
use vault::Secret;

/// The secret that the browser sent under this name, if the text can be one of ours.
#[must_use]
pub fn secret(headers: &HeaderMap, name: &str) -> Option<Secret> {
    text(headers, name).and_then(Secret::read)
}

/// The text that the browser sent under this name.
pub(crate) fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// `Set-Cookie` that lasts until the person closes the browser. `Lax`: a link in a message leads to its page.
#[must_use]
pub fn keep(name: &str, secret: &str) -> HeaderValue {
    header_value(format!("{name}={secret}; Path=/; Secure; HttpOnly; SameSite=Lax"))
}

/// `Set-Cookie` that lasts for this many days, so that we recognise the browser.
#[must_use]
pub fn keep_for(days: u32, name: &str, secret: &str) -> HeaderValue {
    let seconds = u64::from(days) * 24 * 3600;
    header_value(format!("{name}={secret}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Strict"))
}

/// `Set-Cookie` that deletes the cookie.
#[must_use]
pub fn forget(name: &str) -> HeaderValue {
    header_value(format!("{name}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"))
}

/// Names and secrets are plain ASCII, so the text is always a valid header.
fn header_value(text: String) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SESSION: &str = "__Host-sesi";

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
        assert!(keep(SESSION, kept.expose()).to_str().unwrap().ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"));
        assert_eq!(
            keep_for(90, "__Host-x", "y"),
            "__Host-x=y; Path=/; Max-Age=7776000; Secure; HttpOnly; SameSite=Strict"
        );
    }

    #[test]
    fn what_cannot_be_a_secret_is_none() {
        for line in
            ["__Host-sesi=", "__Host-sesi=abc", "sesi=0123456789012345678901234567890123456789012", "__Host-sesi"]
        {
            assert!(secret(&headers(line), SESSION).is_none(), "{line}");
        }
    }
}
