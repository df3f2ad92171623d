//! Valid HTML, as the Nu HTML checker sees it.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use testing::Environment;
use tokio::process::Command;

/// Documents kept in a folder of their own, to be checked all at once: starting the checker takes longer than checking.
/// Dropping it takes the folder away.
#[derive(Debug)]
pub struct Markup {
    checker: String,
    folder: PathBuf,
}

/// What the checker says.
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
    /// Nothing kept yet.
    ///
    /// # Errors
    /// When the checker is not installed, or the folder cannot be made.
    pub fn new(environment: &Environment) -> Result<Self> {
        let name = runtime::Clock::system().new_id().simple().to_string();
        let folder = PathBuf::from(environment.get("LOCAL_DIR")?).join("markup").join(name);
        std::fs::create_dir_all(&folder)?;
        Ok(Self { checker: environment.get("VNU")?.to_owned(), folder })
    }

    /// Keeps a document under a name.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&self, name: &str, document: &str) -> Result<()> {
        let name: String = name.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '-' }).collect();
        std::fs::write(self.folder.join(format!("{name}.html")), document).context("keeping a document")
    }

    /// Errors and warnings about all that was kept, one line each.
    ///
    /// # Errors
    /// When the checker does not run or does not say what was expected of it.
    pub async fn check(&self) -> Result<Vec<String>> {
        let output = Command::new("java")
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
