//! The distributor over HTTP: bounded in time and size, with credentials that never print.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::request::Builder;
use http::{HeaderValue, Method, Request, StatusCode, Uri};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{self, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::wire::{self, Answer, Balance, Login, Purchase, Purchased, Stamped, Stamping, States};
use crate::{Config, Distributor, Document, Fault, Found, LARGEST_STAMPED, Reference, Serial};

/// Longest answer but a file, in bytes. Theirs have some hundred, or a picture of some ten thousand.
const LONGEST_ANSWER: usize = 512 * 1024;
/// What an e-meterai is worth, in rupiah.
const WORTH: &str = "10000";

/// Why the distributor cannot be used at all.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// We cannot read the system's certificates, which HTTPS needs.
    #[error("the system's certificates cannot be read")]
    Certificates(#[source] std::io::Error),
}

/// A distributor over HTTP. A clone is cheap and shares connections.
#[derive(Clone, Debug)]
pub struct Client {
    http: legacy::Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    config: Arc<Config>,
}

impl Client {
    /// The distributor that the settings name. Reaches nothing yet.
    ///
    /// # Errors
    /// When the system's certificates do not serve.
    pub fn new(config: Config) -> Result<Self, Unusable> {
        let connector = HttpsConnectorBuilder::new().with_native_roots().map_err(Unusable::Certificates)?;
        let http =
            legacy::Client::builder(TokioExecutor::new()).build(connector.https_or_http().enable_http1().build());
        Ok(Self { http, config: Arc::new(config) })
    }

    fn request(&self, method: Method, path: &str, token: Option<&SecretString>) -> Result<Builder, Fault> {
        // The distributor may stand behind a path of somebody's gateway.
        let path = format!("{}{path}", self.config.url.path().trim_end_matches('/'));
        let mut uri = Uri::builder().scheme(self.config.url.scheme_str().unwrap_or("https")).path_and_query(path);
        if let Some(authority) = self.config.url.authority() {
            uri = uri.authority(authority.clone());
        }
        let uri = uri.build().map_err(|error| Fault::Unreachable(error.into()))?;
        let request = Request::builder().method(method).uri(uri).header(ACCEPT, "application/json");
        let Some(token) = token else { return Ok(request) };
        // A token that is no header value is no token: who signs in again gets another.
        let mut bearer = HeaderValue::try_from(format!("Bearer {}", token.expose_secret()))
            .map_err(|_quotes_the_token| Fault::NeedsLogin)?;
        bearer.set_sensitive(true);
        Ok(request.header(AUTHORIZATION, bearer))
    }

    /// The body of an answer with the status 200, within a time and a size.
    async fn send(&self, request: Builder, body: Bytes, most: usize, patience: Duration) -> Result<Bytes, Fault> {
        let request = request.body(Full::new(body)).map_err(|error| Fault::Unreachable(error.into()))?;
        let answer = async {
            let response = self.http.request(request).await.map_err(|error| Fault::Unreachable(error.into()))?;
            let status = response.status();
            let read = Limited::new(response.into_body(), most).collect();
            if !status.is_success() {
                let Some(fault) = Fault::of_status(status) else {
                    let body = read.await.map_err(Fault::Unreachable)?.to_bytes();
                    return Err(refusal(&body));
                };
                return Err(fault);
            }
            Ok(read.await.map_err(Fault::Unreachable)?.to_bytes())
        };
        tokio::time::timeout(patience, answer).await.unwrap_or(Err(Fault::Timeout))
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        request: Builder,
        body: Option<&(impl Serialize + Sync)>,
        patience: Duration,
    ) -> Result<T, Fault> {
        let json = body.map(serde_json::to_vec).transpose().map_err(|error| Fault::Unreachable(error.into()))?;
        let request = if json.is_some() { request.header(CONTENT_TYPE, "application/json") } else { request };
        let answer = self.send(request, Bytes::from(json.unwrap_or_default()), LONGEST_ANSWER, patience).await?;
        // The parser's error would quote the answer.
        serde_json::from_slice(&answer).map_err(|_quotes| Fault::Malformed)
    }

    async fn get<T: DeserializeOwned>(&self, path: &str, token: Option<&SecretString>) -> Result<T, Fault> {
        let request = self.request(Method::GET, path, token)?;
        self.ask(request, None::<&()>, self.config.patience).await.map_err(Fault::without_a_file)
    }

    async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&SecretString>,
        body: &(impl Serialize + Sync),
        patience: Duration,
    ) -> Result<T, Fault> {
        self.ask(self.request(Method::POST, path, token)?, Some(body), patience).await
    }

    async fn put(&self, path: &str, token: &SecretString, file: Bytes) -> Result<(), Fault> {
        let request = self.request(Method::PUT, path, Some(token))?.header(CONTENT_TYPE, "application/pdf");
        self.send(request, file, LONGEST_ANSWER, self.config.stamp_patience).await.map(drop)
    }
}

/// What a refusal's words mean. One without words is of the file: nothing else in a request of ours varies. A request
/// without a file takes it for a failure.
fn refusal(body: &[u8]) -> Fault {
    let words = |answer: Stamped| answer.error_message;
    let stamping = serde_json::from_slice::<Stamped>(body).ok().and_then(words);
    let other = || serde_json::from_slice::<Answer<IgnoredAny>>(body).ok().and_then(|answer| answer.message);
    stamping.or_else(other).map_or(Fault::RefusedFile, |words| Fault::of_words_about_a_file(&words))
}

impl Distributor for Client {
    async fn is_up(&self) -> Result<(), Fault> {
        let request = self.request(Method::GET, wire::KINDS, None)?;
        match self.send(request, Bytes::new(), LONGEST_ANSWER, self.config.patience).await {
            // Who asks for a password is there.
            Ok(_) | Err(Fault::NeedsLogin) => Ok(()),
            Err(fault) => Err(fault),
        }
    }

    async fn login(&self, user: &str, password: &SecretString) -> Result<SecretString, Fault> {
        let login = Login { user: user.to_owned(), password: password.expose_secret().to_owned() };
        let answer: Answer<IgnoredAny> =
            self.post(wire::LOGIN, None, &login, self.config.patience).await.map_err(Fault::without_a_file)?;
        match answer.token {
            Some(token) if answer.status_code == wire::FINE => Ok(token.into()),
            _ if answer.status_code == wire::FINE => Err(Fault::Malformed),
            _ => Err(Fault::NeedsLogin),
        }
    }

    async fn balance(&self, token: &SecretString) -> Result<u64, Fault> {
        let answer: Answer<Balance> = self.get(wire::BALANCE, Some(token)).await?;
        Ok(answer.read()?.saldo)
    }

    async fn reserve_serial(&self, token: &SecretString, document: &Document<'_>) -> Result<Serial, Fault> {
        let purchase = Purchase {
            is_upload: false,
            namadoc: document.kind.to_owned(),
            namafile: format!("{}.pdf", document.reference),
            nilaidoc: WORTH.to_owned(),
            namejidentitas: String::new(),
            noidentitas: String::new(),
            namedipungut: String::new(),
            serial_only: false,
            nodoc: document.reference.to_string(),
            tgldoc: document.day.to_string(),
        };
        let bought = self.post(wire::SERIAL, Some(token), &purchase, self.config.patience).await;
        let answer: Answer<Purchased> = bought.map_err(Fault::without_a_file)?;
        let told = answer.result.as_ref().and_then(|result| result.err.clone());
        if let Some(words) = told {
            return Err(Fault::of_words(&words));
        }
        let serial = answer.read()?.sn.ok_or(Fault::Malformed)?;
        Serial::parse(&serial).map_err(|_another_form| Fault::Malformed)
    }

    async fn stamp(
        &self,
        token: &SecretString,
        document: &Document<'_>,
        serial: &Serial,
        file: Bytes,
    ) -> Result<Bytes, Fault> {
        let Document { reference, place, .. } = document;
        let (src, dest) =
            (format!("{}/{reference}.pdf", wire::UNSTAMPED), format!("{}/{reference}.pdf", wire::STAMPED));
        self.put(&src, token, file).await?;
        let [left, bottom, right, top] = place.corners;
        let stamping = Stamping {
            certificatelevel: "NOT_CERTIFIED".to_owned(),
            src,
            dest,
            docpass: String::new(),
            jw_token: token.expose_secret().to_owned(),
            location: "Indonesia".to_owned(),
            profile_name: "emeteraicertificateSigner".to_owned(),
            reason: document.kind.to_owned(),
            ref_token: serial.as_str().to_owned(),
            spesimen_path: format!("{}/{}.png", wire::PICTURES, serial.as_str()),
            left,
            bottom,
            right,
            top,
            vis_signature_page: place.page,
        };
        let answer: Stamped = self.post(wire::STAMP, Some(token), &stamping, self.config.stamp_patience).await?;
        if let Some(words) = answer.error_message {
            return Err(Fault::of_words_about_a_file(&words));
        }
        if !answer.status.is_some_and(|status| status.eq_ignore_ascii_case("true")) {
            return Err(Fault::Malformed);
        }
        self.stamped_file(token, *reference).await
    }

    async fn serial_state(&self, token: &SecretString, document: Reference) -> Result<Option<Found>, Fault> {
        let number = document.to_string();
        let path = format!("{}?filter={}", wire::STATE, utf8_percent_encode(&number, NON_ALPHANUMERIC));
        let answer: Answer<States> = self.get(&path, Some(token)).await?;
        let mut states = answer.read()?.data.into_iter().filter(|state| state.nodoc == number).collect::<Vec<_>>();
        // Nobody bought two. If somebody did, the one in use counts.
        states.sort_by_key(|state| state.status != wire::USED);
        let Some(state) = states.into_iter().next() else { return Ok(None) };
        let serial = Serial::parse(&state.serialnumber).map_err(|_another_form| Fault::Malformed)?;
        match state.status.as_str() {
            wire::USED => Ok(Some(Found { serial, is_used: true })),
            wire::UNUSED => Ok(Some(Found { serial, is_used: false })),
            _ => Err(Fault::Malformed),
        }
    }

    async fn stamped_file(&self, token: &SecretString, document: Reference) -> Result<Bytes, Fault> {
        let request = self.request(Method::GET, &format!("{}/{document}.pdf", wire::STAMPED), Some(token))?;
        match self.send(request, Bytes::new(), LARGEST_STAMPED, self.config.stamp_patience).await {
            // Only this file is not there, or is too long.
            Err(Fault::Away(StatusCode::NOT_FOUND)) => Err(Fault::Failed),
            Err(Fault::Unreachable(error)) if error.is::<LengthLimitError>() => Err(Fault::Failed),
            answer => answer.map_err(Fault::without_a_file),
        }
    }
}
