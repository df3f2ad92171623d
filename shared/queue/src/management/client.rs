//! Requests to the management API: bounded in time and size, with credentials that never print.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::uri::Scheme;
use http::{HeaderValue, Method, Request, StatusCode, Uri};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{self, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Longest wait for an answer. An import into a loaded broker takes some seconds.
const TIMEOUT: Duration = Duration::from_secs(30);
/// Longest answer that we read, in bytes.
const LONGEST_ANSWER: usize = 8 * 1024 * 1024;

/// Why the management API did not carry out a request.
#[derive(Debug, thiserror::Error)]
pub enum ManagementError {
    /// The URL has another form.
    #[error("the management URL is not http://user:password@host:port or https://…")]
    Url,
    /// We cannot read the system's certificates, which HTTPS needs.
    #[error("the system's certificates cannot be read")]
    Certificates(#[source] std::io::Error),
    /// No connection, or no whole answer.
    #[error("the broker's management API does not answer")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// No answer within 30 s.
    #[error("the broker's management API does not answer in time")]
    TimedOut,
    /// It refused.
    #[error("the broker's management API answered {status}: {answer}")]
    Refused {
        /// The HTTP status.
        status: StatusCode,
        /// The beginning of its explanation.
        answer: String,
    },
    /// The agency's rights did not change.
    #[error("the rights of {agency}")]
    Rights {
        /// The agency's name.
        agency: String,
        /// Why not.
        source: Box<Self>,
    },
    /// It answered with something unexpected.
    #[error("the broker's management API answered something unknown")]
    Unknown(#[source] serde_json::Error),
}

/// An HTTP client with the API's address and credentials.
#[derive(Clone, Debug)]
pub(super) struct Client {
    http: legacy::Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    scheme: Scheme,
    authority: String,
    authorization: HeaderValue,
}

impl Client {
    pub(super) fn new(url: &SecretString) -> Result<Self, ManagementError> {
        let uri: Uri = url.expose_secret().parse().map_err(|_quotes_the_password| ManagementError::Url)?;
        let scheme = uri
            .scheme()
            .filter(|scheme| [Scheme::HTTP, Scheme::HTTPS].contains(scheme))
            .ok_or(ManagementError::Url)?
            .clone();
        let authority = uri.authority().ok_or(ManagementError::Url)?;
        let (credentials, authority) = authority.as_str().rsplit_once('@').ok_or(ManagementError::Url)?;
        let credentials = percent_decode_str(credentials).collect::<Vec<u8>>();
        let mut authorization: HeaderValue = format!("Basic {}", BASE64_STANDARD.encode(credentials))
            .parse()
            .map_err(|_never_for_base64| ManagementError::Url)?;
        authorization.set_sensitive(true);
        let connector = HttpsConnectorBuilder::new().with_native_roots().map_err(ManagementError::Certificates)?;
        let http =
            legacy::Client::builder(TokioExecutor::new()).build(connector.https_or_http().enable_http1().build());
        Ok(Self { http, scheme, authority: authority.to_owned(), authorization })
    }

    /// Requests a change and ignores the answer's body.
    pub(super) async fn change(&self, method: Method, path: &[&str], body: &Value) -> Result<(), ManagementError> {
        self.request(method, path, Bytes::from(body.to_string())).await.map(drop)
    }

    pub(super) async fn read<T: DeserializeOwned>(&self, path: &[&str]) -> Result<T, ManagementError> {
        let answer = self.request(Method::GET, path, Bytes::new()).await?;
        serde_json::from_slice(&answer).map_err(ManagementError::Unknown)
    }

    async fn request(&self, method: Method, path: &[&str], body: Bytes) -> Result<Bytes, ManagementError> {
        let path: String = path
            .iter()
            .flat_map(|segment| ["/".to_owned(), utf8_percent_encode(segment, NON_ALPHANUMERIC).to_string()])
            .collect();
        let request = Request::builder()
            .method(method)
            .uri(format!("{}://{}/api{path}", self.scheme, self.authority))
            .header(AUTHORIZATION, &self.authorization)
            .header(CONTENT_TYPE, "application/json")
            .body(Full::new(body))
            .map_err(|error| ManagementError::Unreachable(error.into()))?;
        tokio::time::timeout(TIMEOUT, self.answer(request)).await.unwrap_or(Err(ManagementError::TimedOut))
    }

    async fn answer(&self, request: Request<Full<Bytes>>) -> Result<Bytes, ManagementError> {
        let response = self.http.request(request).await.map_err(|error| ManagementError::Unreachable(error.into()))?;
        let status = response.status();
        let body = Limited::new(response.into_body(), LONGEST_ANSWER)
            .collect()
            .await
            .map_err(ManagementError::Unreachable)?
            .to_bytes();
        if status.is_success() {
            return Ok(body);
        }
        let answer = String::from_utf8_lossy(&body).chars().take(300).collect();
        Err(ManagementError::Refused { status, answer })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_needed_and_never_print() {
        let client = Client::new(&"http://operator:p%40ss@127.0.0.1:15672".into()).unwrap();
        assert_eq!(client.authority, "127.0.0.1:15672");
        assert_eq!(client.authorization, format!("Basic {}", BASE64_STANDARD.encode("operator:p@ss")).as_str());
        assert!(!format!("{client:?}").contains("Basic"), "{client:?}");
        assert!(Client::new(&"http://127.0.0.1:15672".into()).is_err());
        assert!(Client::new(&"ftp://operator:pass@127.0.0.1:15672".into()).is_err());
        assert_eq!(Client::new(&"https://operator:pass@127.0.0.1:15672".into()).unwrap().scheme, Scheme::HTTPS);
    }
}
