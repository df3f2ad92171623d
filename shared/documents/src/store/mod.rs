//! The bucket that holds the sealed documents, on any S3-compatible server.
//!
//! It holds only sealed bytes. Keys identify no person. Every call ends within [`OPERATION`]. When the server is away,
//! a call gives [`StoreError::Unavailable`], which callers turn into "try again later".

mod config;
mod error;
mod measures;

use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{
    BehaviorVersion, Credentials, Region, RequestChecksumCalculation, ResponseChecksumValidation,
};
use aws_sdk_s3::primitives::{AggregatedBytes, ByteStream, DateTime};
use aws_smithy_http_client::Builder as HttpClientBuilder;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use bytes::Bytes;
use jiff::Timestamp;
use runtime::Probe;
use secrecy::ExposeSecret as _;

pub use config::StoreConfig;
pub use error::StoreError;

use measures::{Operation, timed};

/// Longest time to reach the server.
const CONNECT: Duration = Duration::from_secs(2);
/// Longest time for one attempt, the body of a request included.
const ATTEMPT: Duration = Duration::from_secs(5);
/// Longest time for one call with all its attempts, and again for reading a body.
const OPERATION: Duration = Duration::from_secs(12);
/// We do not use a connection again that was idle for longer. Each connection to a server that vanished would cost a
/// whole attempt.
const IDLE: Duration = Duration::from_secs(3);
/// Longest time for the readiness probe, which must answer within two seconds.
const PROBE: Duration = Duration::from_millis(1_500);
/// Attempts of one call. All calls are safe to repeat.
const ATTEMPTS: u32 = 3;
/// Most keys in one page of a listing.
const PAGE: i32 = 1_000;

/// A client of one bucket. A clone is cheap; all clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    client: Client,
    bucket: String,
}

/// One stored object in a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its key.
    pub key: String,
    /// When somebody last wrote it, by the server's clock.
    pub modified_at: Timestamp,
}

/// One page of a listing, in the order of the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The objects of this page that are old enough. It may be empty although more pages follow.
    pub objects: Vec<Listed>,
    /// Where the next page starts, or `None` after the last one.
    pub next_start_after: Option<String>,
}

impl Store {
    /// Makes a client. It connects on first use, so this works whether or not the server is there.
    #[must_use]
    pub fn new(config: &StoreConfig) -> Self {
        let http_client = HttpClientBuilder::new().pool_idle_timeout(IDLE);
        let http_client = if config.endpoint.starts_with("https://") {
            http_client.tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https()
        } else {
            http_client.build_http()
        };
        let credentials = Credentials::new(
            config.access_key_id.expose_secret(),
            config.secret_access_key.expose_secret(),
            None,
            None,
            "configuration",
        );
        let time_outs = TimeoutConfig::builder()
            .connect_timeout(CONNECT)
            .operation_attempt_timeout(ATTEMPT)
            .operation_timeout(OPERATION)
            .build();
        let s3 = aws_sdk_s3::Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .http_client(http_client)
            .endpoint_url(&config.endpoint)
            .region(Region::new(config.region.clone()))
            .credentials_provider(credentials)
            .force_path_style(true)
            // The SDK's newer default breaks many S3-compatible servers. The seal authenticates our bytes anyway.
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
            .retry_config(RetryConfig::standard().with_max_attempts(ATTEMPTS))
            .timeout_config(time_outs)
            .build();
        measures::describe();
        Self { client: Client::from_conf(s3), bucket: config.bucket.clone() }
    }

    /// Writes an object, replacing one with the same key.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the server is unreachable or in trouble: it may or may not have written the
    /// object then. [`StoreError::Refused`] when the server refuses the object.
    pub async fn put(&self, key: &str, bytes: Bytes) -> Result<(), StoreError> {
        let put = self.client.put_object().bucket(&self.bucket).key(key);
        let put = put.content_type("application/octet-stream").body(ByteStream::from(bytes));
        timed(Operation::Put, async { put.send().await.map(|_| ()).map_err(StoreError::from) }).await
    }

    /// Reads exactly `length` bytes of an object, from `offset` on.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when there is no such object, [`StoreError::WrongLength`] when it is shorter than that,
    /// and as [`Store::put`].
    pub async fn get_range(&self, key: &str, offset: u64, length: u64) -> Result<Bytes, StoreError> {
        timed(Operation::Get, self.range(key, offset, length)).await
    }

    async fn range(&self, key: &str, offset: u64, length: u64) -> Result<Bytes, StoreError> {
        let Some(last) = length.checked_sub(1).and_then(|more| offset.checked_add(more)) else {
            return Err(StoreError::WrongLength);
        };
        let object = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(key)
            .range(format!("bytes={offset}-{last}"))
            .send()
            .await
            .map_err(StoreError::from)?;
        // We check this before we read the body: a server that ignores the range must not fill our memory.
        if object.content_length().and_then(|found| u64::try_from(found).ok()) != Some(length) {
            return Err(StoreError::WrongLength);
        }
        let body = tokio::time::timeout(OPERATION, object.body.collect()).await;
        body.map_err(|_elapsed| StoreError::timed_out())?.map(AggregatedBytes::into_bytes).map_err(StoreError::from)
    }

    /// Deletes an object. It succeeds when the object does not exist.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub async fn delete(&self, key: &str) -> Result<(), StoreError> {
        let delete = self.client.delete_object().bucket(&self.bucket).key(key);
        let deleted = async {
            match delete.send().await.map_err(StoreError::from) {
                Ok(_) | Err(StoreError::Missing) => Ok(()),
                Err(error) => Err(error),
            }
        };
        timed(Operation::Delete, deleted).await
    }

    /// Lists one page (it looks at 1,000 keys at most) of the objects under `prefix` that somebody last wrote before
    /// `older_than`, after the key `start_after` in the order of keys. Call again with [`Listing::next_start_after`]
    /// until it is `None`.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub async fn list(
        &self,
        prefix: &str,
        older_than: Timestamp,
        start_after: Option<&str>,
    ) -> Result<Listing, StoreError> {
        let request = self.client.list_objects_v2().bucket(&self.bucket).prefix(prefix).max_keys(PAGE);
        let request = request.set_start_after(start_after.map(str::to_owned));
        let page = timed(Operation::List, async { request.send().await.map_err(StoreError::from) }).await?;
        let last = page.contents().last().and_then(|object| object.key()).map(str::to_owned);
        let objects = page
            .contents()
            .iter()
            .filter_map(|object| {
                Some(Listed { key: object.key()?.to_owned(), modified_at: timestamp(object.last_modified()?)? })
            })
            .filter(|object| object.modified_at < older_than)
            .collect();
        Ok(Listing { objects, next_start_after: last.filter(|_| page.is_truncated() == Some(true)) })
    }

    /// Creates the bucket unless it exists.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub async fn create_bucket(&self) -> Result<(), StoreError> {
        match self.head_bucket().await {
            Err(StoreError::Missing) => {}
            found => return found,
        }
        let created = self.client.create_bucket().bucket(&self.bucket).send().await;
        match created.map_err(StoreError::from) {
            // Another process was quicker.
            Err(StoreError::Refused { status: 409, .. }) | Ok(_) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Readiness: whether the bucket answers.
    #[must_use]
    pub fn probe(&self) -> Probe {
        let store = self.clone();
        Probe::new("object store", move || {
            let store = store.clone();
            async move {
                match tokio::time::timeout(PROBE, store.head_bucket()).await {
                    Ok(answer) => answer.map_err(|error| error.to_string()),
                    Err(_elapsed) => Err(StoreError::timed_out().to_string()),
                }
            }
        })
    }

    async fn head_bucket(&self) -> Result<(), StoreError> {
        let head = self.client.head_bucket().bucket(&self.bucket);
        timed(Operation::Head, async { head.send().await.map(|_| ()).map_err(StoreError::from) }).await
    }
}

fn timestamp(time: &DateTime) -> Option<Timestamp> {
    Timestamp::from_second(time.secs()).ok()
}
