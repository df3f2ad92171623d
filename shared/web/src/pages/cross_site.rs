//! Refuses forms that another site sends. A browser says where a request comes from (`Sec-Fetch-Site`); an old one
//! names at least the origin. The origin must be the site's configured address (its own, where it has one), or the host
//! in the request. A caller that says neither is no browser and carries nobody's session or cookies, so we accept its
//! request.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use runtime::Surroundings;

use crate::Site;
use crate::problem::Problem;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses such forms. `site` is the pages' own site. A site without an address is wherever the process is.
pub(super) async fn refuse(State(site): State<Site>, request: Request, next: Next) -> Response {
    let surroundings = request.extensions().get::<Arc<Surroundings>>();
    let public_url = site.url().or_else(|| surroundings.and_then(|surroundings| surroundings.public_url.as_deref()));
    if request.method().is_safe() || is_own(request.headers(), request.uri(), public_url) {
        return next.run(request).await;
    }
    Problem::cross_site().into_response()
}

fn is_own(headers: &HeaderMap, uri: &Uri, public_url: Option<&str>) -> bool {
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let Some(origin) = origin.to_str().ok().and_then(Place::of_url) else { return false };
    if public_url.and_then(Place::of_url).is_some_and(|ours| ours == origin) {
        return true;
    }
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .or_else(|| uri.authority().map(Authority::as_str));
    // The host does not say the scheme; the browser's own header decides which port is the default.
    host.and_then(|host| Place::new(&origin.scheme, host)).is_some_and(|host| host == origin)
}

/// Scheme, host and port, each in one spelling only.
#[derive(PartialEq, Eq)]
struct Place {
    scheme: String,
    host: String,
    port: u16,
}

impl Place {
    fn of_url(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        Self::new(scheme, rest.split('/').next()?)
    }

    fn new(scheme: &str, authority: &str) -> Option<Self> {
        let scheme = scheme.to_ascii_lowercase();
        let usual = match scheme.as_str() {
            "https" => 443,
            "http" => 80,
            _ => return None,
        };
        let authority = Authority::try_from(authority).ok().filter(|authority| !authority.as_str().contains('@'))?;
        let host = authority.host().trim_end_matches('.').to_ascii_lowercase();
        Some(Self { scheme, host, port: authority.port_u16().unwrap_or(usual) })
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn own_at(public_url: Option<&str>, headers: &[(&'static str, &'static str)]) -> bool {
        let headers =
            headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        is_own(&headers.collect(), &Uri::from_static("/formulir/data-tidak-sesuai"), public_url)
    }

    fn own(headers: &[(&'static str, &'static str)]) -> bool {
        own_at(None, headers)
    }

    #[test]
    fn our_own_forms_are_taken_behind_a_proxy_that_changes_the_host() {
        let site = Some("https://helpdesk.example");
        assert!(own_at(site, &[("origin", "https://helpdesk.example"), ("host", "10.0.0.7:8080")]));
        assert!(own_at(
            Some("https://helpdesk.example:443/"),
            &[("origin", "https://Helpdesk.Example"), ("host", "intake")]
        ));
        assert!(!own_at(site, &[("origin", "http://helpdesk.example"), ("host", "10.0.0.7:8080")]), "another scheme");
        assert!(
            !own_at(site, &[("origin", "https://helpdesk.example:8443"), ("host", "10.0.0.7:8080")]),
            "another port"
        );
        assert!(!own_at(site, &[("origin", "https://evil.example"), ("host", "10.0.0.7:8080")]));
    }

    #[tokio::test]
    async fn pages_with_an_address_of_their_own_take_forms_from_there_and_not_from_the_public_site() {
        let mut settings = runtime::Settings::from_pairs([("OWN_URL".to_owned(), "https://konsol.example".to_owned())]);
        let site = Site::read_own(&mut settings, "OWN_URL", "");
        let pages = crate::pages::protected_at(axum::Router::new().route("/", axum::routing::post(async || ())), site);
        let process =
            Arc::new(Surroundings { public_url: Some("https://helpdesk.example".into()), ..Surroundings::default() });
        for (origin, status) in [("https://konsol.example", 200), ("https://helpdesk.example", 403)] {
            let request = Request::post("/").header("origin", origin).header("host", "10.0.0.7:8081");
            let request = request.extension(Arc::clone(&process)).body(axum::body::Body::empty()).unwrap();
            let answer = tower::ServiceExt::oneshot(pages.clone(), request).await.unwrap();
            assert_eq!(answer.status(), status, "{origin}");
        }
    }

    #[test]
    fn the_usual_port_may_be_named_or_not() {
        assert!(own(&[("origin", "https://helpdesk.example"), ("host", "helpdesk.example:443")]));
        assert!(own(&[("origin", "http://helpdesk.example:80"), ("host", "helpdesk.example")]));
        assert!(!own(&[("origin", "https://helpdesk.example"), ("host", "helpdesk.example:80")]));
    }

    #[test]
    fn our_own_forms_are_taken() {
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(own(&[("sec-fetch-site", "none")]), "typed, or loaded again, by the person");
        assert!(own(&[("origin", "https://helpdesk.example"), ("host", "helpdesk.example")]));
        assert!(own(&[("origin", "http://localhost:8080"), ("host", "localhost:8080")]));
        assert!(own(&[]), "no browser");
    }

    #[test]
    fn other_sites_forms_are_not() {
        assert!(!own(&[("sec-fetch-site", "cross-site")]));
        assert!(!own(&[("sec-fetch-site", "same-site")]), "another name of the same domain is another site to us");
        assert!(!own(&[("sec-fetch-site", "cross-site"), ("origin", "https://a"), ("host", "a")]));
        assert!(!own(&[("origin", "https://evil.example"), ("host", "helpdesk.example")]));
        assert!(!own(&[("origin", "null"), ("host", "helpdesk.example")]));
        assert!(!own(&[("origin", "https://helpdesk.example")]));
    }
}
