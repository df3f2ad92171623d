//! The public API, as its clients use it.

use anyhow::Result;
use bytes::Bytes;
use http::Method;
use serde_json::{Value, json};

use crate::{Client, Multipart, Response};

/// The addresses of a running system's services, and the tokens for them. A clone is cheap.
#[derive(Clone, Debug)]
pub struct Api {
    client: Client,
    intake: String,
    answer: String,
    status: String,
    channel_token: String,
}

/// A successful look-up, as far as tests need it.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// `submitted`, `received`, `processing` or `answered`.
    pub stage: String,
    /// Everything else.
    pub body: Value,
}

impl Api {
    /// Takes one address per service (all the same for `helpdesk serve`).
    #[must_use]
    pub fn new(intake: String, answer: String, status: String, channel_token: String) -> Self {
        Self { client: Client::default(), intake, answer, status, channel_token }
    }

    /// The HTTP client, for requests that have no function here.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Address of intake, without a path.
    #[must_use]
    pub fn intake(&self) -> &str {
        &self.intake
    }

    /// Address of answer, without a path.
    #[must_use]
    pub fn answer(&self) -> &str {
        &self.answer
    }

    /// Address of status, without a path.
    #[must_use]
    pub fn status(&self) -> &str {
        &self.status
    }

    /// Files a submission as the assisted channel.
    ///
    /// # Errors
    /// When no response arrives in time.
    pub async fn submit(&self, slug: &str, body: &Multipart, idempotency_key: Option<&str>) -> Result<Response> {
        let authorization = format!("Bearer {}", self.channel_token);
        let content_type = body.content_type();
        let mut headers = vec![("authorization", authorization.as_str()), ("content-type", content_type.as_str())];
        headers.extend(idempotency_key.map(|key| ("idempotency-key", key)));
        self.client
            .send(Method::POST, &format!("{}/api/v1/submissions/{slug}", self.intake), &headers, body.finish())
            .await
    }

    /// Looks a ticket up by number and NIK.
    ///
    /// # Errors
    /// When no response arrives in time.
    pub async fn lookup(&self, ticket_number: &str, nik: &str) -> Result<Response> {
        let body = json!({ "ticket_number": ticket_number, "nik": nik }).to_string();
        self.client
            .send(
                Method::POST,
                &format!("{}/api/v1/status", self.status),
                &[("content-type", "application/json")],
                body,
            )
            .await
    }

    /// Looks a ticket up; `None` unless the answer is 200.
    ///
    /// # Errors
    /// When no response arrives in time.
    pub async fn found(&self, ticket_number: &str, nik: &str) -> Result<Option<Lookup>> {
        let response = self.lookup(ticket_number, nik).await?;
        if !response.status.is_success() {
            return Ok(None);
        }
        let body = response.json()?;
        Ok(Some(Lookup { stage: body["stage"].as_str().unwrap_or_default().to_owned(), body }))
    }

    /// Sends `GET` to a desk's path (`/api/v1/…`) with a desk's token.
    ///
    /// # Errors
    /// When no response arrives in time.
    pub async fn desk_get(&self, token: &str, path: &str) -> Result<Response> {
        let authorization = format!("Bearer {token}");
        self.client
            .send(Method::GET, &format!("{}{path}", self.answer), &[("authorization", &authorization)], Bytes::new())
            .await
    }

    /// Sends `POST` with JSON to a desk's path with a desk's token.
    ///
    /// # Errors
    /// When no response arrives in time.
    pub async fn desk_post(&self, token: &str, path: &str, body: &Value) -> Result<Response> {
        let authorization = format!("Bearer {token}");
        let headers = [("authorization", authorization.as_str()), ("content-type", "application/json")];
        self.client.send(Method::POST, &format!("{}{path}", self.answer), &headers, body.to_string()).await
    }
}
