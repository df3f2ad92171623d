//! Checks that HTML is valid, with the Nu HTML checker.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use testing::Environment;
use tokio::process::Command;

/// Characters of a name that the name of its file shows.
const LONGEST_NAME: usize = 100;

/// The virtual machine ends before its better compiler pays: without it a check takes half of the processor's time.
const SHORT_LIVED: [&str; 2] = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

/// Documents in a folder of their own, for one check of them all: the checker takes longer to start than to check.
/// Dropping it deletes the folder.
#[derive(Debug)]
pub struct Markup {
    checker: String,
    folder: PathBuf,
}

/// The checker's report.
#[derive(Debug, Deserialize)]
struct Report {
    messages: Vec<Message>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    sub_type: String,
    #[serde(rename = "message")]
    text: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    last_line: u32,
    #[serde(default)]
    extract: String,
}

impl Markup {
    /// Makes an empty folder.
    ///
    /// # Errors
    /// When the checker is not installed, or it cannot make the folder.
    pub fn new(environment: &Environment) -> Result<Self> {
        let name = runtime::Clock::system().new_id().simple().to_string();
        let folder = PathBuf::from(environment.get("LOCAL_DIR")?).join("markup").join(name);
        std::fs::create_dir_all(&folder)?;
        Ok(Self { checker: environment.get("VNU")?.to_owned(), folder })
    }

    /// Stores a document under a name.
    ///
    /// # Errors
    /// When it cannot write it.
    pub fn keep(&self, name: &str, document: &str) -> Result<()> {
        let plain = name.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '-' });
        // A receipt's address is longer than the name of a file can be.
        let mut whole = DefaultHasher::new();
        name.hash(&mut whole);
        let name = format!("{}-{:x}", plain.take(LONGEST_NAME).collect::<String>(), whole.finish());
        std::fs::write(self.folder.join(format!("{name}.html")), document).context("keeping a document")
    }

    /// Errors and warnings about all stored documents, one line each.
    ///
    /// # Errors
    /// When the checker does not run or answers something unexpected.
    pub async fn check(&self) -> Result<Vec<String>> {
        let output = Command::new("java")
            .args(SHORT_LIVED)
            .args(["-Xss8m", "-jar", &self.checker, "--stdout", "--exit-zero-always", "--format", "json"])
            .arg(&self.folder)
            .kill_on_drop(true)
            .output();
        let output = tokio::time::timeout(crate::page::PATIENCE * 4, output)
            .await
            .context("the Nu HTML checker takes too long")??;
        let said = String::from_utf8_lossy(&output.stdout);
        ensure!(
            output.status.success(),
            "the Nu HTML checker failed: {said} {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let report: Report =
            serde_json::from_str(&said).with_context(|| format!("the Nu HTML checker said: {said}"))?;
        let wrong = report.messages.into_iter().filter(|message| {
            message.kind == "error" || message.sub_type == "warning" || message.kind == "non-document-error"
        });
        Ok(wrong.map(Message::told).collect())
    }
}

impl Message {
    fn told(self) -> String {
        let name = self.url.rsplit('/').next().unwrap_or_default().trim_end_matches(".html");
        format!("{name}: markup, line {}: {} ({})", self.last_line, self.text, self.extract.trim())
    }
}

impl Drop for Markup {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}
