//! The shape of a problem as callers see it.

use std::io;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use http_body_util::BodyExt as _;
use language::text;
use serde_json::{Value, json};
use utoipa::PartialSchema as _;

use super::*;

async fn sent(problem: Problem) -> (Response<()>, Value) {
    let (parts, body) = problem.into_response().into_parts();
    let bytes = Body::new(body).collect().await.unwrap().to_bytes();
    (Response::from_parts(parts, ()), serde_json::from_slice(&bytes).unwrap())
}

#[tokio::test]
async fn a_problem_names_every_field_to_correct() {
    let fields = ["nik", "kk"].map(|field| InvalidField {
        field: field.to_owned(),
        code: "missing".into(),
        message: "Harap diisi.".to_owned(),
    });
    let (response, body) = sent(Problem::invalid_fields(fields)).await;
    assert_eq!(response.status(), 422);
    assert_eq!(response.headers()[header::CONTENT_TYPE], MEDIA_TYPE);
    assert_eq!(
        body,
        json!({
            "type": "about:blank",
            "title": text("invalid-fields"),
            "status": 422,
            "code": "invalid_fields",
            "detail": text("invalid-fields.detail"),
            "errors": [
                {"field": "nik", "code": "missing", "message": "Harap diisi."},
                {"field": "kk", "code": "missing", "message": "Harap diisi."},
            ],
        })
    );
}

#[tokio::test]
async fn waiting_times_are_told_in_words_and_in_the_header() {
    let (response, body) = sent(Problem::too_many_requests(Duration::from_millis(1500))).await;
    assert_eq!(response.headers()[header::RETRY_AFTER], "2");
    assert_eq!(body["detail"], "Terlalu banyak percobaan. Silakan coba lagi dalam 2 detik.");

    let (response, body) = sent(Problem::too_many_requests(Duration::from_secs(601))).await;
    assert_eq!(response.headers()[header::RETRY_AFTER], "601");
    assert_eq!(body["detail"], "Terlalu banyak percobaan. Silakan coba lagi dalam 11 menit.");

    let (response, _) = sent(Problem::unavailable()).await;
    assert_eq!((response.status().as_u16(), &response.headers()[header::RETRY_AFTER]), (503, &HeaderValue::from(5)));
}

#[tokio::test]
async fn an_internal_error_shows_nothing_of_its_cause() {
    let (response, body) = sent(Problem::internal(&io::Error::other("row of Siti Aminah"))).await;
    assert_eq!(response.status(), 500);
    assert!(!body.to_string().contains("Siti"));
}

#[tokio::test]
async fn unauthorized_says_how_to_authenticate() {
    let (response, _) = sent(Problem::unauthorized()).await;
    assert_eq!(response.headers()[header::WWW_AUTHENTICATE], "Bearer");
}

#[test]
fn the_schema_describes_what_is_sent() {
    let schema = serde_json::to_value(Problem::schema()).unwrap();
    let described: Vec<_> = schema["properties"].as_object().unwrap().keys().collect();
    assert_eq!(described, ["code", "detail", "errors", "status", "title", "trace_id", "type"]);
    assert_eq!(schema["required"], json!(["type", "title", "status", "code"]));
}
