//! What the layers do with requests, without a socket.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::routing::{get, post};
use axum::{Router, response::IntoResponse};
use http_body_util::BodyExt as _;
use serde::Deserialize;
use serde_json::Value;
use tower::ServiceExt as _;

use super::layers;
use crate::{Json, Path, Problem, Query};

#[derive(Deserialize)]
struct Lookup {
    #[expect(dead_code, reason = "only read from the request")]
    page: u32,
}

fn routes() -> Router {
    let echo = async |Json(value): Json<Vec<u32>>| Json(value);
    layers(
        Router::new()
            .route("/numbers", post(echo))
            .route("/numbers/{number}", get(async |Path(_): Path<u32>, Query(_): Query<Lookup>| ()))
            .route("/own", get(async || ([("cache-control", "max-age=60")], "own")))
            .route("/missing", get(async || Problem::new(StatusCode::NOT_FOUND, "unknown_ticket", "Tidak ada")))
            .route("/panic", get(async || -> () { panic!("Siti Aminah") })),
    )
}

async fn answer(request: Request) -> (StatusCode, HeaderMap, Value) {
    let (parts, body) = routes().oneshot(request).await.into_response().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (parts.status, parts.headers, serde_json::from_slice(&bytes).unwrap_or_default())
}

fn request(method: Method, path: &str, body: &'static str) -> Request {
    let builder = Request::builder().method(method).uri(path).header("content-type", "application/json; charset=utf-8");
    builder.body(Body::from(body)).unwrap()
}

#[tokio::test]
async fn unknown_addresses_and_methods_are_problems() {
    let (status, headers, body) = answer(request(Method::GET, "/nowhere?nik=1", "")).await;
    assert_eq!((status.as_u16(), &body["code"]), (404, &"not_found".into()));
    assert_eq!(headers["content-type"], crate::problem::MEDIA_TYPE);

    let (status, headers, body) = answer(request(Method::GET, "/numbers", "")).await;
    assert_eq!((status.as_u16(), &body["code"]), (405, &"method_not_allowed".into()));
    assert_eq!(headers["allow"], "POST");
}

#[tokio::test]
async fn an_endpoints_own_404_stays_its_own() {
    let (_, _, body) = answer(request(Method::GET, "/missing", "")).await;
    assert_eq!(body["code"], "unknown_ticket");
}

#[tokio::test]
async fn layered_routers_can_be_merged() {
    let merged = routes().merge(layers(Router::new().route("/other", get(async || "other"))));
    for (path, status) in [("/own", 200), ("/other", 200), ("/nowhere", 404)] {
        let response = merged.clone().oneshot(request(Method::GET, path, "")).await.unwrap();
        assert_eq!(response.status().as_u16(), status, "{path}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    }
}

#[tokio::test]
async fn a_panic_is_a_500_that_says_nothing() {
    let (status, _, body) = answer(request(Method::GET, "/panic", "")).await;
    assert_eq!((status.as_u16(), &body["code"]), (500, &"internal".into()));
    assert!(!body.to_string().contains("Siti"));
}

#[tokio::test]
async fn answers_are_strict_unless_the_endpoint_says_otherwise() {
    let (_, headers, _) = answer(request(Method::GET, "/own", "")).await;
    assert_eq!(headers["cache-control"], "max-age=60");
    let (_, headers, _) = answer(request(Method::GET, "/nowhere", "")).await;
    assert_eq!(headers["cache-control"], "no-store");
    assert!(headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
}

#[tokio::test]
async fn a_request_id_is_echoed_only_if_it_looks_like_one() {
    for (id, echoed) in [("abc-1.2_X", true), ("a b", false), ("<script>", false), (&"x".repeat(65), false)] {
        let mut request = request(Method::GET, "/own", "");
        request.headers_mut().insert("x-request-id", id.parse().unwrap());
        let (_, headers, _) = answer(request).await;
        assert_eq!(headers.get("x-request-id").is_some_and(|value| value == id), echoed, "{id}");
    }
}

#[tokio::test]
async fn json_bodies_are_refused_as_problems_that_repeat_nothing() {
    let cases = [
        ("[1, 2]", 200, Value::Null),
        ("[1, ", 400, "malformed".into()),
        ("[\"Siti Aminah\"]", 400, "malformed".into()),
    ];
    for (sent, expected, code) in cases {
        let (status, _, body) = answer(request(Method::POST, "/numbers", sent)).await;
        assert_eq!(status.as_u16(), expected, "{sent}");
        assert_eq!(body.get("code").cloned().unwrap_or_default(), code, "{sent}");
        assert!(!body.to_string().contains("Siti"));
    }
    let mut text = request(Method::POST, "/numbers", "[]");
    text.headers_mut().insert("content-type", "text/plain".parse().unwrap());
    assert_eq!(answer(text).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn a_json_body_over_the_limit_is_refused() {
    let mut large = request(Method::POST, "/numbers", "");
    *large.body_mut() = Body::from(vec![b' '; crate::JSON_LIMIT_BYTES + 1]);
    let (status, _, body) = answer(large).await;
    assert_eq!((status.as_u16(), &body["code"]), (413, &"body_too_large".into()));
    assert_eq!(body["detail"], "Ukuran kiriman paling besar 64 KB.");
}

#[tokio::test]
async fn paths_and_queries_that_do_not_fit_are_problems() {
    for path in ["/numbers/x?page=1", "/numbers/1?page=x", "/numbers/1"] {
        let (status, _, body) = answer(request(Method::GET, path, "")).await;
        assert_eq!((status.as_u16(), &body["code"]), (400, &"malformed".into()), "{path}");
    }
}

#[tokio::test]
async fn a_body_that_stalls_is_a_408() {
    let stalled = Body::from_stream(futures_util::stream::iter([Err::<&'static [u8], _>(crate::CutOff::TooSlow)]));
    let mut request = request(Method::POST, "/numbers", "");
    *request.body_mut() = stalled;
    let (status, _, body) = answer(request).await;
    assert_eq!((status.as_u16(), &body["code"]), (408, &"too_slow".into()));
}
