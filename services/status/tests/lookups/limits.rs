//! How many lookups one address gets.

use anyhow::Result;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{Request, header};
use serde_json::json;
use std::net::SocketAddr;

use crate::service::{Reply, Service};

#[tokio::test]
async fn an_address_that_asks_too_often_waits_and_others_do_not() -> Result<()> {
    let service = Service::start_with(&[("STATUS_RATE_PER_MINUTE", "3")]).await?;
    for _ in 0..3 {
        assert_eq!(ask(&service, [192, 0, 2, 1]).await?.problem(), (404, "unknown_ticket"));
    }

    let fourth = ask(&service, [192, 0, 2, 1]).await?;
    assert_eq!(fourth.problem(), (429, "too_many_requests"));
    assert!(fourth.retry_after().is_some_and(|seconds| (1..=20).contains(&seconds)));
    assert_eq!(ask(&service, [192, 0, 2, 2]).await?.problem(), (404, "unknown_ticket"));
    Ok(())
}

async fn ask(service: &Service, address: [u8; 4]) -> Result<Reply> {
    let body = json!({ "ticket_number": "662021060800001", "nik": "3174031708950001" }).to_string();
    let mut request =
        Request::post("/api/v1/status").header(header::CONTENT_TYPE, "application/json").body(Body::from(body))?;
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from((address, 40_000))));
    service.send(request).await
}
