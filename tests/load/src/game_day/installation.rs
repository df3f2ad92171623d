//! The installation that the game day is played against. It has to say itself that it may be.

use anyhow::{Context as _, Result, bail, ensure};
use bytes::Bytes;
use http::Method;
use testing::{Client, Multipart, Response};

/// Marks each request, and the answer of an installation that allows it.
const MARK: &str = "game-day";

/// An installation and a channel of it. A clone is cheap.
#[derive(Clone, Debug)]
pub(super) struct Installation {
    client: Client,
    url: String,
    authorization: String,
    curve: &'static str,
}

impl Installation {
    /// Reads its address and the channel's token: neither is for a command line.
    pub(super) fn from_environment(curve: &'static str) -> Result<Self> {
        let setting = |name: &'static str| {
            std::env::var(name).ok().filter(|value| !value.is_empty()).with_context(|| format!("{name} must be set"))
        };
        let url = setting("HELPDESK_URL")?.trim_end_matches('/').to_owned();
        ensure!(url.starts_with("http://"), "HELPDESK_URL must begin with http://: play it behind the gateway's TLS");
        let authorization = format!("Bearer {}", setting("CHANNEL_TOKEN")?);
        Ok(Self { client: Client::default(), url, authorization, curve })
    }

    /// That it allows game days. Silence is no permission: an older version does not know the mark.
    pub(super) async fn demand_permission(&self) -> Result<()> {
        let url = format!("{}/api/v1/forms", self.url);
        let answer = self.client.send(Method::GET, &url, &[(MARK, self.curve)], Bytes::new()).await?;
        if answer.header(MARK) != Some("allowed") {
            bail!(
                "{} does not allow a game day (it answered {}): set ALLOW_GAMEDAY=true at intake where nobody waits \
                for answers",
                self.url,
                answer.status
            );
        }
        Ok(())
    }

    /// Files a submission. The same key never makes a second ticket.
    pub(super) async fn file(&self, slug: &str, key: &str, body: &Multipart) -> Result<Response> {
        let content_type = body.content_type();
        let headers = [
            ("authorization", self.authorization.as_str()),
            ("content-type", content_type.as_str()),
            ("idempotency-key", key),
            (MARK, self.curve),
        ];
        let url = format!("{}/api/v1/submissions/{slug}", self.url);
        self.client.send(Method::POST, &url, &headers, body.finish()).await
    }

    /// Looks a ticket up, as its applicant does.
    pub(super) async fn look_up(&self, number: &str, nik: &str) -> Result<Response> {
        let body = serde_json::json!({ "ticket_number": number, "nik": nik }).to_string();
        let headers = [("content-type", "application/json")];
        self.client.send(Method::POST, &format!("{}/api/v1/status", self.url), &headers, body).await
    }
}
