//! Where somebody was when the session was over, to go on there after signing in.

use http::{HeaderMap, Method, Uri, header};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{HOME, SIGN_IN};

/// The longest address that is kept; ours are far shorter.
const LONGEST: usize = 512;

/// A page of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReturnAddress(String);

impl ReturnAddress {
    /// An address that somebody named, if it is one of the console's; else its beginning.
    pub(super) fn read(address: &str) -> Self {
        if is_own(address) { Self(address.to_owned()) } else { Self(HOME.to_owned()) }
    }

    /// Where a request was: the page itself, or the page whose form was sent.
    pub(super) fn of(method: &Method, uri: &Uri, headers: &HeaderMap) -> Self {
        if method.is_safe() {
            return Self::read(uri.path_and_query().map_or(HOME, |path| path.as_str()));
        }
        let referer = headers
            .get(header::REFERER)
            .and_then(|referer| referer.to_str().ok())
            .and_then(|referer| referer.parse::<Uri>().ok());
        Self::read(referer.as_ref().and_then(Uri::path_and_query).map_or(HOME, |path| path.as_str()))
    }

    /// The address itself.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The sign-in page that leads back here.
    pub(super) fn sign_in(&self) -> String {
        format!("{SIGN_IN}?kembali={}", utf8_percent_encode(&self.0, NON_ALPHANUMERIC))
    }
}

/// A path below the console and nothing that a browser could take for another site.
fn is_own(address: &str) -> bool {
    let inside = address.strip_prefix(HOME).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    let tame = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    inside && tame && address.len() <= LONGEST && !address.contains("//") && !address.starts_with(SIGN_IN)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn only_pages_of_the_console_are_returned_to() {
        for own in ["/petugas", "/petugas?meja=bkn.accounts", "/petugas/tiket/662026112100001?x=1"] {
            assert_eq!(ReturnAddress::read(own).as_str(), own);
        }
        for other in [
            "",
            "/",
            "//evil.example",
            "https://evil.example",
            "/petugas//evil.example",
            "/petugas\\evil",
            "/petugasx",
            "/petugas/masuk?x",
            "/petugas/\u{e9}",
        ] {
            assert_eq!(ReturnAddress::read(other).as_str(), HOME, "{other}");
        }
        assert_eq!(ReturnAddress::read(&format!("/petugas/{}", "x".repeat(LONGEST))).as_str(), HOME);
    }

    #[test]
    fn a_form_leads_back_to_the_page_it_stood_on() {
        let headers = HeaderMap::from_iter([(
            header::REFERER,
            HeaderValue::from_static("https://helpdesk.example/petugas/tiket/1?a=b"),
        )]);
        let uri = Uri::from_static("/petugas/tiket/1/jawaban");
        assert_eq!(ReturnAddress::of(&Method::POST, &uri, &headers).as_str(), "/petugas/tiket/1?a=b");
        assert_eq!(ReturnAddress::of(&Method::POST, &uri, &HeaderMap::new()).as_str(), HOME);
        assert_eq!(ReturnAddress::of(&Method::GET, &uri, &headers).as_str(), "/petugas/tiket/1/jawaban");
        assert_eq!(ReturnAddress::read("/petugas?a=b").sign_in(), "/petugas/masuk?kembali=%2Fpetugas%3Fa%3Db");
    }
}
