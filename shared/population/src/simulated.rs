//! What only a simulated register takes: further invented persons.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, StatusCode, Uri};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_util::client::legacy::{self, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;

/// The address at which it takes persons.
pub const PERSONS: &str = "/persons";

/// The columns of a file of persons. The last one may be left out.
pub const COLUMNS: [&str; 6] = ["nik", "kk", "full_name", "birth_place", "birth_date", "state"];

/// How a person stands in it.
pub const STATES: [&str; 4] = ["active", "dead", "twice", "inactive"];

/// Longest answer that we read, in bytes.
const LONGEST_ANSWER: usize = 64;

/// Why it did not take persons.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// A register on another machine is a real one.
    #[error("persons go to a simulated register on this machine only: http://127.0.0.1:…")]
    Elsewhere,
    /// It is not there.
    #[error("the simulated register cannot be reached")]
    Away(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It takes no persons, or none of this form.
    #[error("the register takes no such persons: {0}")]
    Refused(StatusCode),
}

/// Adds the persons of a CSV to the register at `url`; whoever is there already, by NIK, is replaced. Returns how many
/// it has then.
///
/// # Errors
/// [`NotTaken`]. Nobody was added then.
pub async fn add(url: &Uri, csv: Vec<u8>) -> Result<u64, NotTaken> {
    let away = |error: Box<dyn std::error::Error + Send + Sync>| NotTaken::Away(error);
    let local = matches!(url.host(), Some("127.0.0.1" | "localhost" | "[::1]")) && url.scheme_str() == Some("http");
    let authority = url.authority().filter(|_| local).ok_or(NotTaken::Elsewhere)?;
    let request = Request::put(format!("http://{authority}{PERSONS}"))
        .header(CONTENT_TYPE, "text/csv")
        .body(Full::new(Bytes::from(csv)))
        .map_err(|error| away(error.into()))?;
    let client: legacy::Client<HttpConnector, _> = legacy::Client::builder(TokioExecutor::new()).build_http();
    let response = client.request(request).await.map_err(|error| away(error.into()))?;
    if response.status() != StatusCode::OK {
        return Err(NotTaken::Refused(response.status()));
    }
    let body = Limited::new(response.into_body(), LONGEST_ANSWER).collect().await.map_err(away)?;
    let number = std::str::from_utf8(&body.to_bytes()).ok().and_then(|text| text.trim().parse().ok());
    number.ok_or(NotTaken::Refused(StatusCode::OK))
}
