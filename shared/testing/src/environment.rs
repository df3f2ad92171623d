//! The servers that a test may use, as `make test-servers` recorded them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Lines `KEY=value` of an environment file.
#[derive(Clone, Debug)]
pub struct Environment {
    values: BTreeMap<String, String>,
}

impl Environment {
    /// Reads the file of the test servers: the one that `HELPDESK_TEST_ENV` names, else `.local/test/env` in the
    /// project.
    ///
    /// # Errors
    /// When there is no such file: the servers are not running.
    pub fn of_test_servers() -> Result<Self> {
        let file =
            std::env::var_os("HELPDESK_TEST_ENV").map_or_else(|| project_root().join(".local/test/env"), PathBuf::from);
        Self::read(&file).context("the test servers are not running: start them with `make test-servers`")
    }

    /// Reads any environment file.
    ///
    /// # Errors
    /// When it is unreadable.
    pub fn read(file: &Path) -> Result<Self> {
        Ok(Self::parse(&std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?))
    }

    /// Reads the lines `KEY=value` of a text. Ignores other lines and comments.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let values = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('='))
            .map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()))
            .collect();
        Self { values }
    }

    /// The value of `key`.
    ///
    /// # Errors
    /// When the file lacks it.
    pub fn get(&self, key: &str) -> Result<&str> {
        self.values.get(key).map(String::as_str).with_context(|| format!("{key} is missing in the environment file"))
    }

    /// The value of `key` if the file has it.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }
}

/// The folder of the checkout.
#[must_use]
pub(crate) fn project_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").components().collect::<PathBuf>()
}
