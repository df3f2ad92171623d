//! Where a person was when the session ended, to go on there after signing in.

use axum::http::{HeaderMap, Method, Uri, header};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::entrance::Entrance;

/// The longest address that we keep, in bytes; ours are far shorter.
const LONGEST: usize = 512;

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnAddress(String);

impl ReturnAddress {
    /// Reads an address that a stranger may have chosen. Outside of the site it becomes the site's beginning. The
    /// English address of a page becomes its Indonesian one: whoever answers leads to the page in the language of the
    /// answer.
    #[must_use]
    pub fn read<S: Entrance>(address: &str) -> Self {
        let (_language, address) = language::of_address(address);
        if is_own::<S>(address) { Self(address.to_owned()) } else { Self(S::HOME.to_owned()) }
    }

    /// Where a request came from: the page itself, or the page whose form it sent.
    #[must_use]
    pub fn of<S: Entrance>(method: &Method, uri: &Uri, headers: &HeaderMap) -> Self {
        if method.is_safe() {
            return Self::read::<S>(uri.path_and_query().map_or(S::HOME, |path| path.as_str()));
        }
        let referer = headers
            .get(header::REFERER)
            .and_then(|referer| referer.to_str().ok())
            .and_then(|referer| referer.parse::<Uri>().ok());
        Self::read::<S>(referer.as_ref().and_then(Uri::path_and_query).map_or(S::HOME, |path| path.as_str()))
    }

    /// The address itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of the sign-in page that leads back here, in the language of the request. It carries the address as
    /// `kembali`.
    #[must_use]
    pub fn sign_in<S: Entrance>(&self) -> String {
        format!("{}?kembali={}", language::path(S::SIGN_IN), utf8_percent_encode(&self.0, NON_ALPHANUMERIC))
    }
}

/// Whether the path lies below the beginning of one of the sites and no browser could take it for another site.
fn is_own<S: Entrance>(address: &str) -> bool {
    let below =
        |home: &&str| address.strip_prefix(*home).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    let inside = S::SITES.iter().any(below);
    let tame = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    inside && tame && address.len() <= LONGEST && !address.contains("//") && !address.starts_with(S::SIGN_IN)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::super::tests::Club;
    use super::*;

    fn read(address: &str) -> String {
        ReturnAddress::read::<Club>(address).as_str().to_owned()
    }

    #[test]
    fn only_pages_of_the_site_are_returned_to() {
        for own in ["/klub", "/klub?meja=bkn.accounts", "/klub/tiket/662026112100001?x=1"] {
            assert_eq!(read(own), own);
        }
        assert_eq!(read("/en/klub/tiket?x=1"), "/klub/tiket?x=1");
        for other in [
            "/en",
            "/en//evil.example",
            "",
            "/",
            "//evil.example",
            "https://evil.example",
            "/klub//evil.example",
            "/klub\\evil",
            "/klubx",
            "/klub/masuk?x",
            "/klub/\u{e9}",
        ] {
            assert_eq!(read(other), Club::HOME, "{other}");
        }
        assert_eq!(read(&format!("/klub/{}", "x".repeat(LONGEST))), Club::HOME);
    }

    #[test]
    fn a_form_leads_back_to_the_page_it_stood_on() {
        let headers = HeaderMap::from_iter([(
            header::REFERER,
            HeaderValue::from_static("https://helpdesk.example/klub/tiket/1?a=b"),
        )]);
        let uri = Uri::from_static("/klub/tiket/1/jawaban");
        let of = |method: &Method, headers: &HeaderMap| ReturnAddress::of::<Club>(method, &uri, headers).0;
        assert_eq!(of(&Method::POST, &headers), "/klub/tiket/1?a=b");
        assert_eq!(of(&Method::POST, &HeaderMap::new()), Club::HOME);
        assert_eq!(of(&Method::GET, &headers), "/klub/tiket/1/jawaban");
        let back = ReturnAddress::read::<Club>("/klub?a=b");
        assert_eq!(back.sign_in::<Club>(), "/klub/masuk?kembali=%2Fklub%3Fa%3Db");
    }
}
