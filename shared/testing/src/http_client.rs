//! A small HTTP client with pooled connections and a time-out on every request.

use std::net::IpAddr;
use std::time::Duration;

use anyhow::{Context, Result};
use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client as Pool;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// Longest wait for a whole response.
const TIMEOUT: Duration = Duration::from_secs(30);

/// An HTTP client. A clone is cheap; all clones share the connections.
#[derive(Clone, Debug)]
pub struct Client {
    pool: Pool<HttpConnector, Full<Bytes>>,
}

impl Default for Client {
    fn default() -> Self {
        Self::connecting(None)
    }
}

/// A whole response.
#[derive(Clone, Debug)]
pub struct Response {
    /// Status line.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Bytes,
}

impl Response {
    /// Parses the body as JSON.
    ///
    /// # Errors
    /// When it is not JSON.
    pub fn json(&self) -> Result<serde_json::Value> {
        serde_json::from_slice(&self.body).with_context(|| format!("{} with a body that is not JSON", self.status))
    }

    /// The value of a header, if the response has it and it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

impl Client {
    /// Makes a client with another address of this machine (127.0.0.0/8), for services that count by address.
    #[must_use]
    pub fn from_address(address: IpAddr) -> Self {
        Self::connecting(Some(address))
    }

    fn connecting(from: Option<IpAddr>) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        connector.set_connect_timeout(Some(Duration::from_secs(3)));
        connector.set_local_address(from);
        Self { pool: Pool::builder(TokioExecutor::new()).build(connector) }
    }

    /// Sends a request with these headers.
    ///
    /// # Errors
    /// When no response arrives in time.
    pub async fn send(
        &self,
        method: Method,
        url: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Result<Response> {
        let mut request = Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(body.into()))?;
        let exchange = async {
            let (parts, body) = self.pool.request(request).await?.into_parts();
            let body = body.collect().await?.to_bytes();
            anyhow::Ok(Response { status: parts.status, headers: parts.headers, body })
        };
        tokio::time::timeout(TIMEOUT, exchange).await.context("no response in time")?
    }

    /// Sends `GET` without headers.
    ///
    /// # Errors
    /// When no response arrives in time.
    pub async fn get(&self, url: &str) -> Result<Response> {
        self.send(Method::GET, url, &[], Bytes::new()).await
    }
}
