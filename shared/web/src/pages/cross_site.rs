//! Refuses forms that another site sends. A browser says where a request comes from (`Sec-Fetch-Site`); an old one names at least the origin.
//! Whoever says neither is no browser, and carries nobody's session or cookies: it is let through.

use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::problem::Problem;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

pub(super) async fn refuse(request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_own(request.headers(), request.uri()) {
        return next.run(request).await;
    }
    Problem::cross_site().into_response()
}

fn is_own(headers: &HeaderMap, uri: &Uri) -> bool {
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).or_else(|| uri.authority().map(Authority::as_str));
    let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_scheme, authority)| authority);
    origin.is_some_and(|origin| host.is_some_and(|host| origin.eq_ignore_ascii_case(host)))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn own(headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        is_own(&headers.collect(), &Uri::from_static("/formulir/data-tidak-sesuai"))
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
