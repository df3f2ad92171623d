//! A test's own bucket.

use anyhow::Result;
use runtime::Settings;

use crate::Environment;

/// An empty bucket on the test servers' object store.
#[derive(Clone, Debug)]
pub struct Bucket {
    name: String,
    settings: Vec<(String, String)>,
}

impl Bucket {
    /// Creates it.
    ///
    /// # Errors
    /// When the object store is away.
    pub async fn create() -> Result<Self> {
        let environment = Environment::of_test_servers()?;
        let name = format!("test-{}", runtime::Clock::system().new_id().simple());
        let mut settings = vec![("S3_BUCKET".to_owned(), name.clone())];
        for key in ["S3_ENDPOINT", "S3_REGION", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] {
            settings.push((key.to_owned(), environment.get(key)?.to_owned()));
        }
        let bucket = Self { name, settings };
        bucket.store()?.create_bucket().await?;
        Ok(bucket)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The settings that lead a service to it.
    #[must_use]
    pub fn settings(&self) -> &[(String, String)] {
        &self.settings
    }

    /// Makes a client for it.
    ///
    /// # Errors
    /// When a setting is missing.
    pub fn store(&self) -> Result<::documents::Store> {
        let mut settings = Settings::from_pairs(self.settings.iter().cloned());
        let config = ::documents::StoreConfig::read(&mut settings, "test");
        settings.finish()?;
        Ok(::documents::Store::new(&config))
    }
}
