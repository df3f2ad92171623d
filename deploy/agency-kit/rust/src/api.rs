//! The HTTPS API: fetches what the applicant wrote, posts what the agency answers.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use bytes::Bytes;
use http::header::RETRY_AFTER;
use http::response::Parts;
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::Credentials;

const TIMEOUT: Duration = Duration::from_secs(30);

/// How often a request is sent before it is given up.
const ATTEMPTS: u32 = 3;

/// Longest answer that is read, in bytes.
const LONGEST: usize = 1024 * 1024;

/// A ticket, as far as the example looks at it.
#[derive(Deserialize)]
pub struct Ticket {
    /// What it is about.
    pub form_title: String,
}

/// A ticket that waits for an answer.
#[derive(Deserialize)]
pub struct OpenTicket {
    /// Its number: a text, not to be taken apart.
    pub ticket_number: String,
    /// When it was filed.
    pub submitted_at: Timestamp,
}

/// A page of a desk's list.
#[derive(Deserialize)]
struct Page {
    tickets: Vec<OpenTicket>,
    next: Option<String>,
}

/// The API with the agency's token.
pub struct Api {
    http: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    url: String,
    token: String,
}

impl Api {
    /// With the agency's token. Nothing is sent yet.
    ///
    /// # Errors
    /// When this machine trusts no certificates.
    pub fn new(credentials: &Credentials) -> Result<Self> {
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()
            .context("no root certificates")?
            .https_or_http()
            .enable_http1()
            .build();
        let http = Client::builder(TokioExecutor::new()).build(connector);
        Ok(Self { http, url: credentials.api_url.clone(), token: credentials.api_token.clone() })
    }

    /// The ticket; `None` when it is not the agency's any more, or erased.
    ///
    /// # Errors
    /// When the API is away or answers something else.
    pub async fn ticket(&self, number: &str) -> Result<Option<Ticket>> {
        let (status, body) = self.call(Method::GET, &format!("/api/v1/tickets/{number}"), Bytes::new()).await?;
        match status {
            StatusCode::OK => Ok(Some(serde_json::from_slice(&body)?)),
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(None),
            other => bail!("reading a ticket: {other}"),
        }
    }

    /// All tickets of a desk that wait for an answer, whatever their stage, oldest deadline first.
    ///
    /// # Errors
    /// When the API is away or refuses.
    pub async fn open_tickets(&self, desk: &str) -> Result<Vec<OpenTicket>> {
        let (mut tickets, mut page_after) = (Vec::new(), String::new());
        loop {
            let path = format!("/api/v1/desks/{desk}/tickets?limit=100{page_after}");
            let (status, body) = self.call(Method::GET, &path, Bytes::new()).await?;
            ensure!(status.is_success(), "reading the list of {desk}: {status}");
            let page: Page = serde_json::from_slice(&body)?;
            tickets.extend(page.tickets);
            match page.next {
                Some(next) => page_after = format!("&after={next}"),
                None => return Ok(tickets),
            }
        }
    }

    /// Posts a text for a report to refer to. The same text under the same id may be posted again.
    ///
    /// # Errors
    /// When the API is away or refuses.
    pub async fn post_text(&self, number: &str, id: Uuid, text: &str) -> Result<()> {
        let body = json!({ "text": text }).to_string().into();
        let (status, _) = self.call(Method::PUT, &format!("/api/v1/tickets/{number}/texts/{id}"), body).await?;
        ensure!(status.is_success(), "posting a text: {status}");
        Ok(())
    }

    /// One request, sent again when the API asks for patience.
    async fn call(&self, method: Method, path: &str, body: Bytes) -> Result<(StatusCode, Bytes)> {
        for _attempt in 1..ATTEMPTS {
            let (parts, body) = self.send(&method, path, body.clone()).await?;
            if !matches!(parts.status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
                return Ok((parts.status, body));
            }
            let seconds =
                parts.headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok()).unwrap_or(5);
            tokio::time::sleep(Duration::from_secs(seconds).min(TIMEOUT)).await;
        }
        let (parts, body) = self.send(&method, path, body).await?;
        Ok((parts.status, body))
    }

    async fn send(&self, method: &Method, path: &str, body: Bytes) -> Result<(Parts, Bytes)> {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url))
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/json")
            .body(Full::new(body))?;
        let answer = async {
            let (parts, body) = self.http.request(request).await?.into_parts();
            match Limited::new(body, LONGEST).collect().await {
                Ok(body) => Ok((parts, body.to_bytes())),
                Err(error) => bail!("the answer broke off: {error}"),
            }
        };
        tokio::time::timeout(TIMEOUT, answer).await.context("no answer in time")?
    }
}
