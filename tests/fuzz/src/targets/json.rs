//! Bodies and queries of the JSON API: of a look-up, of agencies' systems and officers' tools. The first byte chooses
//! the media type; the rest is the body, and the query too.

use answer::fuzzing::{Body, body, query};
use axum::extract::{FromRequest as _, Request};
use axum::http::{Uri, header};
use domain::TicketNumber;
use serde_json::Value;
use web::{JSON_LIMIT_BYTES, Json, Problem};

use super::{Target, finished, text};

pub(super) const TARGET: Target = Target { name: "json", words: &WORDS, most: 70_000, run };

const WORDS: [&[u8]; 32] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"\\u0000",
    b"\\ud800",
    b"\\u202e",
    b"null",
    b"true",
    b"1e999",
    b"-0",
    b"18446744073709551616",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":",
    b"\"ticket_number\":\"702026112900000422\"",
    b"\"nik\":\"3202051002900010\"",
    b"\"text\":\"Data Anda sudah diperbaiki.\"",
    b"\"text\":\"{nama} 3202051002900010\"",
    b"\"with_digits\":true",
    b"\"corrects\":1",
    b"\"stage\":\"received\"",
    b"\"desk\":\"bkn.accounts\"",
    b"\"reason\":\"Salah meja.\"",
    b"stage=received",
    b"limit=100",
    b"limit=+1",
    b"after=MTc5NTIzNzIwMDAwMDAwMC43MDIwMjYxMTI5MDAwMDA0MjI",
    b"&",
    b"=",
];

const MEDIA_TYPES: [&str; 4] = ["application/json", "Application/JSON ; charset=utf-8", "text/plain", ""];

fn run(input: &[u8]) -> bool {
    let (first, bytes) = input.split_first().unwrap_or((&0, &[]));
    let media_type = MEDIA_TYPES.get(usize::from(first.saturating_sub(250))).copied().unwrap_or_default();
    let request = || sent(media_type, bytes);
    let Ok(number) = "702026112900000422".parse::<TicketNumber>() else { return false };
    let any = any(request());
    match finished(status::fuzzing::body(request())) {
        Ok(_lookup) => assert!(any && bytes.len() <= 4_096, "a lookup is short JSON"),
        Err(problem) => refused(&problem),
    }
    let mut read = false;
    for kind in Body::ALL {
        match finished(body(kind, request(), number)) {
            Ok(words) => {
                read = true;
                let most = if kind == Body::Transfer { 500 } else { 4_000 };
                let fits = |words: String| (1..=most).contains(&words.chars().count());
                let may_lack = kind == Body::Claim && bytes.is_empty();
                assert!((any || may_lack) && words.is_none_or(fits), "{kind:?}");
            }
            Err(problem) => refused(&problem),
        }
    }
    read | listed(bytes) | any
}

fn sent(media_type: &str, bytes: &[u8]) -> Request {
    let mut request = Request::new(axum::body::Body::from(bytes.to_vec()));
    if let Ok(value) = media_type.parse() {
        request.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    request
}

/// Any JSON: an accepted value stays the same when printed and read again.
fn any(request: Request) -> bool {
    match finished(Json::<Value>::from_request(request, &())) {
        Ok(Json(value)) => {
            let Ok(printed) = serde_json::to_vec(&value) else { unreachable!("JSON is printed") };
            // It may be longer when printed. No body of ours has a fraction, whose printed form may differ slightly.
            if printed.len() <= JSON_LIMIT_BYTES && !has_fractions(&value) {
                let again = finished(Json::<Value>::from_request(sent(MEDIA_TYPES[0], &printed), &()));
                assert!(again.is_ok_and(|Json(again)| again == value), "JSON is read again: {value}");
            }
            true
        }
        Err(problem) => {
            refused(&problem);
            false
        }
    }
}

fn has_fractions(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(values) => values.iter().any(has_fractions),
        Value::Object(fields) => fields.values().any(has_fractions),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

fn listed(bytes: &[u8]) -> bool {
    let Ok(uri) = format!("/api/v1/desks/bkn.accounts/tickets?{}", text(bytes)).parse::<Uri>() else { return false };
    let mut request = Request::new(axum::body::Body::empty());
    *request.uri_mut() = uri;
    match finished(query(request)) {
        Ok(limit) => {
            assert!((1..=100).contains(&limit), "{limit} tickets on a page");
            true
        }
        Err(problem) => {
            refused(&problem);
            false
        }
    }
}

fn refused(problem: &Problem) {
    assert!(matches!(problem.status().as_u16(), 400 | 413 | 415 | 422), "{}", problem.status());
    assert!(!problem.code().is_empty() && !problem.explanation().is_empty(), "a body is refused with a reason");
}
