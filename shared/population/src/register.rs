//! Asks the register: bounded in time and size, with credentials that never print.

use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{Request, StatusCode, Uri};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{self, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;

use crate::breaker::Breaker;
use crate::wire::{Answer, Question, SERVICE};
use crate::{Checked, Config, Identity, Unavailable};

/// Longest answer that we read, in bytes. Theirs have some hundred.
const LONGEST_ANSWER: usize = 64 * 1024;

/// Why the register cannot be used at all.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// We cannot read the system's certificates, which HTTPS needs.
    #[error("the system's certificates cannot be read")]
    Certificates(#[source] std::io::Error),
    /// The institution's name does not fit in an address.
    #[error("POPULATION_REGISTER_INSTITUTION does not fit in an address")]
    Institution(#[source] http::Error),
}

/// The population register. A clone is cheap and shares connections and what is known about failures.
#[derive(Clone, Debug)]
pub struct Register {
    http: legacy::Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    service: Uri,
    config: Arc<Config>,
    breaker: Arc<Breaker>,
}

impl Register {
    /// The register that the settings name. Reaches nothing yet.
    ///
    /// # Errors
    /// When its address or the system's certificates do not serve.
    pub fn new(config: Config) -> Result<Self, Unusable> {
        let connector = HttpsConnectorBuilder::new().with_native_roots().map_err(Unusable::Certificates)?;
        let http =
            legacy::Client::builder(TokioExecutor::new()).build(connector.https_or_http().enable_http1().build());
        let mut service = Uri::builder()
            .scheme(config.url.scheme_str().unwrap_or("https"))
            .path_and_query(format!("/dukcapil/get_json/{}/{SERVICE}", config.institution));
        if let Some(authority) = config.url.authority() {
            service = service.authority(authority.clone());
        }
        let service = service.build().map_err(Unusable::Institution)?;
        Ok(Self { http, service, config: Arc::new(config), breaker: Arc::default() })
    }

    /// Asks whether the values belong together. Each answer costs one of the day's quota.
    ///
    /// # Errors
    /// When there is no verdict. It says nothing about the person then.
    pub async fn check(&self, identity: &Identity) -> Result<Checked, Unavailable> {
        if !self.breaker.lets_through(Instant::now()) {
            return Err(Unavailable::Resting);
        }
        let asked = tokio::time::timeout(self.config.patience, self.ask(identity)).await;
        let checked = asked.unwrap_or(Err(Unavailable::Timeout));
        // A quota that is used up is no failure: it comes back with the day.
        let failed = checked.as_ref().is_err_and(|error| !matches!(error, Unavailable::QuotaSpent));
        self.breaker.note(failed, Instant::now());
        checked
    }

    async fn ask(&self, identity: &Identity) -> Result<Checked, Unavailable> {
        let unreachable = |error: Box<dyn std::error::Error + Send + Sync>| Unavailable::Unreachable(error);
        let question =
            serde_json::to_vec(&Question::about(identity, &self.config)).map_err(|error| unreachable(error.into()))?;
        let request = Request::post(self.service.clone())
            .header(CONTENT_TYPE, "application/json")
            .header(ACCEPT, "application/json")
            .body(Full::new(Bytes::from(question)))
            .map_err(|error| unreachable(error.into()))?;
        let response = self.http.request(request).await.map_err(|error| unreachable(error.into()))?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::TOO_MANY_REQUESTS => return Err(Unavailable::QuotaSpent),
            status => return Err(Unavailable::Refused(status)),
        }
        let body = Limited::new(response.into_body(), LONGEST_ANSWER).collect().await.map_err(unreachable)?;
        // The parser's error would quote the answer.
        let answer: Answer = serde_json::from_slice(&body.to_bytes()).map_err(|_quotes| Unavailable::Malformed)?;
        answer.read()
    }
}
