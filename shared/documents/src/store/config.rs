//! The bucket, its server and its keys.

use runtime::Settings;
use secrecy::SecretString;

/// The bucket of the documents: `S3_ENDPOINT` (http or https), `S3_REGION`, `S3_BUCKET`, and the keys
/// `S3_ACCESS_KEY_ID` and `S3_SECRET_ACCESS_KEY`. Each service may have keys of its own (`INTAKE_S3_ACCESS_KEY_ID` …):
/// intake writes, reads and deletes, the desks only read.
#[derive(Clone, Debug)]
pub struct StoreConfig {
    /// Address of the server, such as `https://s3.example.go.id`. The path names the bucket.
    pub endpoint: String,
    /// Region for the signature. Most self-hosted servers accept any.
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
    pub fn read(settings: &mut Settings, service: &'static str) -> Self {
        let endpoint = settings.required("S3_ENDPOINT", "address of the S3-compatible server, http:// or https://");
        if !endpoint.is_empty() && !endpoint.starts_with("http://") && !endpoint.starts_with("https://") {
            settings.problem("S3_ENDPOINT", "must start with http:// or https://".to_owned());
        }
        if let Some(authority) = endpoint.strip_prefix("http://") {
            settings.refuse_plaintext("S3_ENDPOINT", host(authority), "write https://");
        }
        Self {
            endpoint,
            region: settings.value("S3_REGION", "us-east-1".to_owned(), "region that requests are signed for"),
            bucket: settings.required("S3_BUCKET", "bucket of the sealed documents"),
            access_key_id: settings.service_secret(service, "S3_ACCESS_KEY_ID", "access key of the bucket"),
            secret_access_key: settings.service_secret(service, "S3_SECRET_ACCESS_KEY", "secret of the access key"),
        }
    }
}

/// The host in `host:port/path`.
fn host(authority: &str) -> &str {
    let authority = authority.split('/').next().unwrap_or_default();
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        Some(_) | None => authority,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(endpoint: &str) -> usize {
        let pairs =
            [("S3_ENDPOINT", endpoint), ("S3_BUCKET", "b"), ("S3_ACCESS_KEY_ID", "k"), ("S3_SECRET_ACCESS_KEY", "s")];
        let mut settings = Settings::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let _config = StoreConfig::read(&mut settings, "intake");
        settings.finish().map_or_else(|error| error.problems().len(), |_| 0)
    }

    #[test]
    fn a_store_on_another_machine_is_reached_over_tls() {
        for endpoint in ["http://127.0.0.1:9000", "http://[::1]:9000", "http://localhost/", "https://s3.example.go.id"]
        {
            assert_eq!(problems(endpoint), 0, "{endpoint}");
        }
        for endpoint in ["http://s3.example.go.id", "http://10.1.1.1:9000/x", "http://localhost.example.go.id"] {
            assert_eq!(problems(endpoint), 1, "{endpoint}");
        }
    }
}
