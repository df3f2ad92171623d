//! Which bucket, where, and with which keys.

use runtime::Settings;
use secrecy::SecretString;

/// The bucket of the documents: `S3_ENDPOINT` (http or https), `S3_REGION`, `S3_BUCKET`, `S3_ACCESS_KEY_ID`, `S3_SECRET_ACCESS_KEY`.
#[derive(Clone, Debug)]
pub struct StoreConfig {
    /// Address of the server, such as `https://s3.example.go.id`; buckets are named in the path.
    pub endpoint: String,
    /// Region to sign for; most servers of one's own take any.
    pub region: String,
    /// Name of the bucket.
    pub bucket: String,
    /// Name of the access key.
    pub access_key_id: SecretString,
    /// Its secret.
    pub secret_access_key: SecretString,
}

impl StoreConfig {
    /// Reads the settings and records what is wrong with them.
    pub fn read(settings: &mut Settings) -> Self {
        let endpoint = settings.required("S3_ENDPOINT", "address of the S3-compatible server, http:// or https://");
        if !endpoint.is_empty() && !endpoint.starts_with("http://") && !endpoint.starts_with("https://") {
            settings.problem("S3_ENDPOINT", "must start with http:// or https://".to_owned());
        }
        Self {
            endpoint,
            region: settings.value("S3_REGION", "us-east-1".to_owned(), "region that requests are signed for"),
            bucket: settings.required("S3_BUCKET", "bucket of the sealed documents"),
            access_key_id: settings.secret("S3_ACCESS_KEY_ID", "access key of the bucket"),
            secret_access_key: settings.secret("S3_SECRET_ACCESS_KEY", "secret of the access key"),
        }
    }
}
