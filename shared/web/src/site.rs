//! The address at which people find the site, for links that leave the screen: on paper, in a QR code, in a message.

use std::net::SocketAddr;

use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};
use runtime::{PUBLIC_URL_ABOUT, Settings};

/// The site's address, as configured. Only a service on this machine itself may go without; its links then lead to this
/// machine.
#[derive(Clone, Debug, Default)]
pub struct Site(Option<String>);

impl Site {
    /// Reads `PUBLIC_URL`, and demands it unless `LISTEN` is a loopback address: the sender of a request chooses its
    /// `Host`.
    pub fn read(settings: &mut Settings) -> Self {
        Self::of(settings, "PUBLIC_URL", PUBLIC_URL_ABOUT).unwrap_or_else(|| Self::unnamed(settings))
    }

    /// As [`Site::read`], for a service that may have another address than the public site: reads its own setting, else
    /// `PUBLIC_URL`.
    pub fn read_own(settings: &mut Settings, name: &str, about: &'static str) -> Self {
        Self::of(settings, name, about).unwrap_or_else(|| Self::read(settings))
    }

    /// What the setting says, if it is set.
    fn of(settings: &mut Settings, name: &str, about: &'static str) -> Option<Self> {
        let url = settings.optional(name, about)?.trim_end_matches('/').to_owned();
        if !is_address(&url) {
            settings.problem(name, "must be http:// or https:// with a host, a port if need be, and nothing else");
        }
        Some(Self(Some(url)))
    }

    /// Makes a site without an address.
    fn unnamed(settings: &mut Settings) -> Self {
        let listen =
            settings.value("LISTEN", SocketAddr::from(([127, 0, 0, 1], 8080)), "address and port of the service");
        if !listen.ip().to_canonical().is_loopback() {
            settings.problem("PUBLIC_URL", "must be set unless LISTEN is a loopback address");
        }
        Self(None)
    }

    /// The configured address, if there is one.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// An absolute address on this site: as configured, else on this machine, at the port that the browser used.
    #[must_use]
    pub fn address(&self, headers: &HeaderMap, path: &str) -> String {
        if let Some(url) = &self.0 {
            return format!("{url}{path}");
        }
        let host = headers.get(header::HOST).and_then(|host| Authority::try_from(host.as_bytes()).ok());
        let host = host
            .filter(|host| matches!(host.host(), "localhost" | "127.0.0.1" | "[::1]") && !host.as_str().contains('@'));
        format!("http://{}{path}", host.as_ref().map_or("localhost", Authority::as_str))
    }
}

fn is_address(url: &str) -> bool {
    let authority = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    authority.is_some_and(|authority| {
        Authority::try_from(authority).is_ok_and(|authority| !authority.as_str().contains('@'))
    })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn address(url: Option<&str>, host: &'static str) -> String {
        let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]);
        Site(url.map(str::to_owned)).address(&headers, "/status")
    }

    #[test]
    fn the_address_is_the_configured_one_or_this_machine() {
        assert_eq!(address(Some("https://helpdesk.example"), "10.0.0.7:8080"), "https://helpdesk.example/status");
        for host in ["evil.example", "127.0.0.1@evil.example", "localhost.evil.example", "evil.example:80/x"] {
            assert_eq!(address(None, host), "http://localhost/status", "{host}");
        }
        assert_eq!(address(None, "127.0.0.1:18080"), "http://127.0.0.1:18080/status");
        assert_eq!(address(None, "localhost"), "http://localhost/status");
    }

    #[test]
    fn an_address_is_a_scheme_and_a_host() {
        for (url, is_right) in [
            ("https://helpdesk.example", true),
            ("http://10.0.0.7:8080/", true),
            ("helpdesk.example", false),
            ("ftp://helpdesk.example", false),
            ("https://helpdesk.example/sscasn", false),
            ("https://", false),
        ] {
            assert_eq!(is_accepted(&[("PUBLIC_URL", url)]), is_right, "{url}");
        }
    }

    #[test]
    fn only_a_service_on_this_machine_itself_goes_without_an_address() {
        for listen in ["0.0.0.0:8080", "[::]:8080", "10.0.0.7:8080"] {
            assert!(!is_accepted(&[("LISTEN", listen)]), "{listen}");
            assert!(is_accepted(&[("LISTEN", listen), ("PUBLIC_URL", "https://helpdesk.example")]), "{listen}");
        }
        assert!(
            is_accepted(&[("LISTEN", "127.0.8.1:8080")]) && is_accepted(&[("LISTEN", "[::1]:0")]) && is_accepted(&[])
        );
    }

    fn is_accepted(pairs: &[(&str, &str)]) -> bool {
        let mut settings =
            Settings::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        Site::read(&mut settings);
        settings.finish().is_ok()
    }
}
