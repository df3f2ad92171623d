//! Answers in the language of the address: English behind `/en`, else Indonesian. Redirects stay in the language, and
//! the browser remembers a language that somebody chose by a link.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use language::{Chosen, Language, of_address, speaking};

/// No cache may give one visitor's choice to others.
const OWN: HeaderValue = HeaderValue::from_static("no-store");

pub(super) async fn speak(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map_or("/", |address| address.as_str()).to_owned();
    let (language, _) = of_address(address.split('?').next().unwrap_or_default());
    let chosen = (*request.method() == Method::GET).then(|| Chosen::read(request.headers()));
    let mut answer = speaking(&address, next.run(request)).await;
    stay(language, answer.headers_mut());
    if is_html(answer.headers()) {
        answer.headers_mut().insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.code()));
        if let Some(cookie) = chosen.filter(|_| answer.status().is_success()).and_then(|one| one.cookie(language)) {
            answer.headers_mut().append(header::SET_COOKIE, cookie);
            answer.headers_mut().insert(header::CACHE_CONTROL, OWN);
        }
    }
    answer
}

/// Leads an English visitor to the English page of an address of this site.
fn stay(language: Language, headers: &mut HeaderMap) {
    let Some(led) = headers.get(header::LOCATION).and_then(|led| led.to_str().ok()) else { return };
    let leaves = !led.starts_with('/') || led.starts_with("//") || of_address(path_of(led)).0 == language;
    if language.is_english()
        && !leaves
        && let Ok(led) = HeaderValue::try_from(language.path(led).as_ref())
    {
        headers.insert(header::LOCATION, led);
    }
}

fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

fn is_html(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::middleware::from_fn;
    use axum::response::{Html, Redirect};
    use axum::routing::get;
    use tower::ServiceExt as _;

    use super::*;

    fn routes() -> Router {
        let pages = Router::new()
            .route("/page", get(async || Html(language::current().code())))
            .route("/led", get(async || Redirect::to("/page?a=b#c")))
            .route("/away", get(async || Redirect::to("https://sscasn.bkn.go.id/")))
            .route("/data", get(async || "data"));
        pages.clone().nest("/en", pages).layer(from_fn(speak))
    }

    async fn headers(address: &str, before: Option<&str>) -> HeaderMap {
        let mut request = Request::get(address).header(header::HOST, "helpdesk.example");
        if let Some(before) = before {
            request = request.header(header::REFERER, before);
        }
        routes().oneshot(request.body(Body::empty()).unwrap()).await.unwrap().into_parts().0.headers
    }

    #[tokio::test]
    async fn a_page_says_its_language_and_a_redirect_stays_in_it() {
        for (address, language) in [("/page", "id"), ("/en/page", "en")] {
            assert_eq!(headers(address, None).await[header::CONTENT_LANGUAGE], language);
        }
        assert!(!headers("/en/data", None).await.contains_key(header::CONTENT_LANGUAGE));
        for (address, led) in
            [("/led", "/page?a=b#c"), ("/en/led", "/en/page?a=b#c"), ("/en/away", "https://sscasn.bkn.go.id/")]
        {
            assert_eq!(headers(address, None).await[header::LOCATION], led);
        }
    }

    #[tokio::test]
    async fn a_browser_remembers_the_language_that_a_link_led_to() {
        let switched = headers("/en/page", Some("https://helpdesk.example/page")).await;
        assert!(switched[header::SET_COOKIE].to_str().unwrap().starts_with("bahasa=en;"));
        assert_eq!(switched[header::CACHE_CONTROL], "no-store");
        for (address, before) in [
            ("/en/page", Some("https://helpdesk.example/en/page")),
            ("/en/page", Some("https://other.example/page")),
            ("/en/page", None),
            ("/en/data", Some("https://helpdesk.example/page")),
        ] {
            assert!(!headers(address, before).await.contains_key(header::SET_COOKIE), "{address} {before:?}");
        }
    }
}
