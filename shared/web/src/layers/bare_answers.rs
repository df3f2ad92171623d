//! The router answers unknown addresses and methods with an empty 404 or 405. This layer turns them into problems. A
//! fallback of each service could not, because axum cannot merge routers with fallbacks. It also leads a person who
//! typed a superfluous slash to the address without it.

use axum::extract::{MatchedPath, Request};
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::problem::Problem;

pub(super) async fn explain(request: Request, next: Next) -> Response {
    let matched = request.extensions().get::<MatchedPath>().is_some();
    let without_slash = if matched { None } else { without_last_slash(request.method(), request.uri()) };
    let bare = next.run(request).await;
    let problem = match bare.status() {
        StatusCode::NOT_FOUND if !matched => match without_slash {
            Some(address) => return Redirect::permanent(&address).into_response(),
            None => Problem::not_found(),
        },
        StatusCode::METHOD_NOT_ALLOWED => Problem::method_not_allowed(),
        _ => return bare,
    };
    let mut explained = problem.into_response();
    if let Some(allowed) = bare.headers().get(header::ALLOW) {
        explained.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    explained
}

/// The same address without slashes at its end, on this site and no other.
fn without_last_slash(method: &Method, uri: &Uri) -> Option<String> {
    if *method != Method::GET && *method != Method::HEAD {
        return None;
    }
    let path = uri.path().strip_suffix('/')?.trim_end_matches('/');
    let is_local = path.strip_prefix('/').is_some_and(|rest| !rest.starts_with(['/', '\\']));
    is_local.then(|| uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_slash_at_the_end_of_an_address_of_ours_is_left_away() {
        let led = |address: &str| without_last_slash(&Method::GET, &address.parse().unwrap());
        assert_eq!(led("/status/").as_deref(), Some("/status"));
        assert_eq!(led("/faq/pns//?cari=kk").as_deref(), Some("/faq/pns?cari=kk"));
        for address in ["/", "/status", "//", "//lain.example/", "/\\lain.example/", "///lain.example/"] {
            assert_eq!(led(address), None, "{address}");
        }
        assert_eq!(without_last_slash(&Method::POST, &Uri::from_static("/status/")), None);
    }
}
