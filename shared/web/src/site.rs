//! The address that people find us at, for links that leave the screen: on paper, in a QR code, in a message.

use axum::http::{HeaderMap, header};
use runtime::Settings;

/// Where the site is, as configured or as the browser asked for it.
#[derive(Clone, Debug, Default)]
pub struct Site(Option<String>);

impl Site {
    /// Reads `PUBLIC_URL`.
    pub fn read(settings: &mut Settings) -> Self {
        let about = "address of the public site, such as https://helpdesk.example.go.id; without it, as the browser asked for it";
        let url = settings.optional("PUBLIC_URL", about).map(|url| url.trim_end_matches('/').to_owned());
        if url.as_ref().is_some_and(|url| !url.starts_with("http://") && !url.starts_with("https://")) {
            settings.problem("PUBLIC_URL", "must start with http:// or https://");
        }
        Self(url)
    }

    /// An absolute address on this site: as configured, else as the browser asked for it.
    #[must_use]
    pub fn address(&self, headers: &HeaderMap, path: &str) -> String {
        if let Some(url) = &self.0 {
            return format!("{url}{path}");
        }
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
        let name = host.rsplit_once(':').map_or(host, |(name, _port)| name);
        let scheme = if matches!(name, "localhost" | "127.0.0.1" | "[::1]") { "http" } else { "https" };
        format!("{scheme}://{host}{path}")
    }
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
    fn the_address_is_the_configured_one_or_the_browsers() {
        assert_eq!(address(Some("https://helpdesk.example"), "10.0.0.7:8080"), "https://helpdesk.example/status");
        assert_eq!(address(None, "helpdesk.example"), "https://helpdesk.example/status");
        assert_eq!(address(None, "127.0.0.1:18080"), "http://127.0.0.1:18080/status");
        assert_eq!(address(None, "localhost"), "http://localhost/status");
    }

    #[test]
    fn an_address_without_a_scheme_is_a_problem() {
        let mut settings = Settings::from_pairs([("PUBLIC_URL".to_owned(), "helpdesk.example".to_owned())]);
        Site::read(&mut settings);
        assert!(settings.finish().is_err());
    }
}
