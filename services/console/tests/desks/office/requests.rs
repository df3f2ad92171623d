//! Requests and what comes back.

use axum::body::Body;
use bytes::Bytes;
use domain::Desk;
use http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use tower::ServiceExt as _;

use super::{Office, Officer};

/// A response, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{} without JSON", self.status))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Status and problem code.
    pub(crate) fn problem(&self) -> (u16, String) {
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json");
        (self.status.as_u16(), self.json()["code"].as_str().unwrap().to_owned())
    }
}

impl Office {
    /// A page of the console.
    pub(crate) async fn page(&self, officer: &Officer, path: &str) -> Answer {
        self.send(Request::get(path).header(header::COOKIE, &officer.cookie).body(Body::empty()).unwrap()).await
    }

    /// A form of the console, with the session's token.
    pub(crate) async fn submit(&self, officer: &Officer, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf(officer).await;
        let fields = fields.iter().copied().chain([("csrf", csrf.as_str())]).collect::<Vec<_>>();
        self.send(form(path).header(header::COOKIE, &officer.cookie).body(body_of(&fields)).unwrap()).await
    }

    /// The token that forms of the session carry, read from the page of the own account.
    pub(crate) async fn csrf(&self, officer: &Officer) -> String {
        let page = self.page(officer, "/petugas/sesi").await;
        hidden(&page.text(), "csrf")
    }

    pub(crate) async fn get(&self, token: &str, path: &str) -> Answer {
        self.send(
            Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}")).body(Body::empty()).unwrap(),
        )
        .await
    }

    pub(crate) async fn post(&self, token: &str, path: &str, body: &Value) -> Answer {
        self.json(Request::post(path), token, body).await
    }

    pub(crate) async fn put(&self, token: &str, path: &str, body: &Value) -> Answer {
        self.json(Request::put(path), token, body).await
    }

    async fn json(&self, request: http::request::Builder, token: &str, body: &Value) -> Answer {
        let request = request
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// `POST` without a body: takes the desk's next ticket.
    pub(crate) async fn claim(&self, token: &str, desk: Desk) -> Answer {
        let request = Request::post(format!("/api/v1/desks/{desk}/claims"))
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// An answer without its body, such as one that goes on.
    pub(crate) async fn head(&self, request: Request<Body>) -> Answer {
        let (parts, _) = self.begin(request).await.into_parts();
        Answer { status: parts.status, headers: parts.headers, body: Bytes::new() }
    }

    /// An answer whose body is still to come.
    pub(crate) async fn begin(&self, mut request: Request<Body>) -> axum::response::Response {
        request.headers_mut().entry(header::HOST).or_insert(HeaderValue::from_static("localhost"));
        self.routes.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.begin(request).await.into_parts();
        Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes() }
    }
}

/// The value of a hidden field on a page.
pub(crate) fn hidden(page: &str, name: &str) -> String {
    let field = page
        .split(&format!("name=\"{name}\" value=\""))
        .nth(1)
        .unwrap_or_else(|| panic!("no field {name} on the page"));
    field.split('"').next().unwrap().to_owned()
}

/// A form as a browser sends it.
pub(crate) fn form(path: &str) -> http::request::Builder {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
}

/// The fields of a form as its body.
pub(crate) fn body_of(fields: &[(&str, &str)]) -> Body {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    Body::from(pairs.collect::<Vec<_>>().join("&"))
}

/// The moment in a JSON text.
pub(crate) fn moment(value: &Value) -> Timestamp {
    value.as_str().unwrap().parse().unwrap()
}
