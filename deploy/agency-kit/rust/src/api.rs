//! The HTTPS API: fetches what the applicant wrote, posts what the agency answers.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use bytes::Bytes;
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::Credentials;

const TIMEOUT: Duration = Duration::from_secs(30);

/// Longest answer that is read, in bytes.
const LONGEST: usize = 1024 * 1024;

/// A ticket, as far as the example looks at it.
#[derive(Deserialize)]
pub(crate) struct Ticket {
    /// What it is about.
    pub(crate) form_title: String,
}

/// The API with the agency's token.
pub(crate) struct Api {
    http: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    url: String,
    token: String,
}

impl Api {
    pub(crate) fn new(credentials: &Credentials) -> Result<Self> {
        let connector =
            HttpsConnectorBuilder::new().with_native_roots().context("no root certificates")?.https_or_http().enable_http1().build();
        let http = Client::builder(TokioExecutor::new()).build(connector);
        Ok(Self { http, url: credentials.api_url.clone(), token: credentials.api_token.clone() })
    }

    /// The ticket; `None` when it is not the agency's any more, or erased.
    pub(crate) async fn ticket(&self, number: &str) -> Result<Option<Ticket>> {
        let (status, body) = self.call(Method::GET, &format!("/api/v1/tickets/{number}"), Bytes::new()).await?;
        match status {
            StatusCode::OK => Ok(Some(serde_json::from_slice(&body)?)),
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(None),
            other => bail!("reading a ticket: {other}"),
        }
    }

    /// Posts a text for a report to refer to. The same text under the same id may be posted again.
    pub(crate) async fn post_text(&self, number: &str, id: Uuid, text: &str) -> Result<()> {
        let body = json!({ "text": text }).to_string().into();
        let (status, _) = self.call(Method::PUT, &format!("/api/v1/tickets/{number}/texts/{id}"), body).await?;
        ensure!(status.is_success(), "posting a text: {status}");
        Ok(())
    }

    async fn call(&self, method: Method, path: &str, body: Bytes) -> Result<(StatusCode, Bytes)> {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url))
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/json")
            .body(Full::new(body))?;
        let answer = async {
            let response = self.http.request(request).await?;
            let status = response.status();
            match Limited::new(response.into_body(), LONGEST).collect().await {
                Ok(body) => Ok((status, body.to_bytes())),
                Err(error) => bail!("the answer broke off: {error}"),
            }
        };
        tokio::time::timeout(TIMEOUT, answer).await.context("no answer in time")?
    }
}
