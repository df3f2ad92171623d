//! Text messages, posted to the operator's gateway with a signature after Standard Webhooks. The gateway decides
//! whether a number gets an SMS or a message of another service.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, StatusCode, Uri};
use http_body_util::Full;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{self, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use jiff::Timestamp;
use ring::hmac;
use secrecy::ExposeSecret as _;
use serde::Serialize;
use uuid::Uuid;

use super::Refusal;
use crate::config::GatewayConfig;
use crate::letter::Letter;

/// A gateway.
pub(super) struct Gateway {
    http: legacy::Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    url: Uri,
    key: hmac::Key,
    patience: Duration,
}

/// What is posted.
#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    timestamp: Timestamp,
    data: Data<'a>,
}

#[derive(Serialize)]
struct Data<'a> {
    /// `+` and digits.
    to: &'a str,
    text: &'a str,
}

impl Gateway {
    pub(super) fn new(config: &GatewayConfig) -> anyhow::Result<Self> {
        let connector = HttpsConnectorBuilder::new().with_native_roots()?.https_or_http().enable_http1().build();
        Ok(Self {
            http: legacy::Client::builder(TokioExecutor::new()).build(connector),
            url: config.url.clone(),
            key: hmac::Key::new(hmac::HMAC_SHA256, config.secret.expose_secret()),
            patience: config.patience,
        })
    }

    pub(super) async fn send(&self, to: &str, letter: &Letter) -> Result<(), Refusal> {
        let later = |code: &str| Refusal::Later(code.to_owned());
        let text = letter.text();
        let body = Body { kind: "text.requested", timestamp: letter.at, data: Data { to, text: &text } };
        let body = serde_json::to_vec(&body).map_err(|_no_json| later("unfit"))?;
        let signature = signature(&self.key, letter.id, letter.at.as_second(), &body);
        let request = Request::post(self.url.clone())
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", letter.id.to_string())
            .header("webhook-timestamp", letter.at.as_second().to_string())
            .header("webhook-signature", signature)
            .body(Full::new(Bytes::from(body)))
            .map_err(|_unfit| later("unfit"))?;
        match tokio::time::timeout(self.patience, self.http.request(request)).await {
            Ok(Ok(response)) => judge(response.status()),
            Ok(Err(_unreachable)) => Err(later("unreachable")),
            Err(_elapsed) => Err(later("timeout")),
        }
    }
}

/// What the status of the answer means. Only what speaks about this letter is for good.
fn judge(status: StatusCode) -> Result<(), Refusal> {
    let code = status.as_u16().to_string();
    match status {
        _ if status.is_success() => Ok(()),
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Err(Refusal::Never(code)),
        _ => Err(Refusal::Later(code)),
    }
}

/// The signature over id, second and body: `v1,` and HMAC-SHA256 in Base64.
fn signature(key: &hmac::Key, id: Uuid, second: i64, body: &[u8]) -> String {
    let mut context = hmac::Context::with_key(key);
    context.update(format!("{id}.{second}.").as_bytes());
    context.update(body);
    format!("v1,{}", STANDARD.encode(context.sign()))
}

impl std::fmt::Debug for Gateway {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gateway").field("url", &self.url).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_about_the_letter_is_for_good() {
        let of = |status: u16| judge(StatusCode::from_u16(status).unwrap());
        assert_eq!((of(200), of(202)), (Ok(()), Ok(())));
        assert_eq!((of(400), of(422)), (Err(Refusal::Never("400".to_owned())), Err(Refusal::Never("422".to_owned()))));
        for status in [401, 404, 410, 429, 500, 503] {
            assert_eq!(of(status), Err(Refusal::Later(status.to_string())));
        }
    }
}
