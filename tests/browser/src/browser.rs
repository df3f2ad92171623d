//! A test's own Chromium, which has no windows, and its tabs.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::sync::Arc;

use anyhow::{Context, Result};
use serde_json::json;
use testing::Environment;

use crate::devtools::Devtools;
use crate::{Page, View};

/// Stops everything that Chromium does of its own accord: network, first-run pages, updates. The sandbox is off,
/// because tests may run as root or in a container; the tests open only our own pages.
const ARGUMENTS: [&str; 22] = [
    "--headless",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    // A camera that shows a test picture, and that nobody asks about.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // No tab is in front of the others: all run at full speed.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    // Accepts keys and clicks from the first moment on; Chromium would otherwise drop those before the first picture of
    // a page.
    "--allow-pre-commit-input",
    // Tests load and go back faster than people do.
    "--disable-ipc-flooding-protection",
    "--mute-audio",
    "--disable-extensions",
    "--no-first-run",
    "--no-default-browser-check",
    "--lang=id",
    "--accept-lang=id",
];

/// A running Chromium. Dropping it ends it and deletes its profile.
#[derive(Debug)]
pub struct Browser {
    devtools: Arc<Devtools>,
    process: Child,
    profile: PathBuf,
}

impl Browser {
    /// Starts the distribution's Chromium.
    ///
    /// # Errors
    /// When it is not installed (`make test-servers` installs it) or does not start.
    pub async fn start() -> Result<Self> {
        let environment = Environment::of_test_servers()?;
        // In the folder for temporary files: Chromium makes a socket there, and the path of a socket must be short.
        let profile = std::env::temp_dir().join(format!("chromium-{}", runtime::Clock::system().new_id().simple()));
        std::fs::create_dir_all(&profile)?;
        let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).to_vec();
        arguments.push(format!("--user-data-dir={}", profile.display()));
        let log = File::create(profile.join("chromium.log"))?;
        let (devtools, process) = Devtools::start(environment.get("CHROMIUM")?, &arguments, log, &profile)?;
        let browser = Self { devtools: Arc::new(devtools), process, profile };
        browser.devtools.send(None, "Browser.getVersion", json!({})).await.with_context(|| browser.end_of_log())?;
        Ok(browser)
    }

    /// Opens a new tab as in a private window: it shares no cookie, no storage and no cache with any other. Paths are
    /// relative to `site`, and requests may go to no other address.
    ///
    /// # Errors
    /// When Chromium does not open it.
    pub async fn page(&self, site: &str, view: View) -> Result<Page> {
        let context =
            self.devtools.send(None, "Target.createBrowserContext", json!({ "disposeOnDetach": true })).await?;
        let asked = json!({ "url": "about:blank", "browserContextId": context["browserContextId"] });
        let target = self.devtools.send(None, "Target.createTarget", asked).await?;
        let asked = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = self.devtools.send(None, "Target.attachToTarget", asked).await?;
        let session = attached["sessionId"].as_str().context("the session of a tab")?.to_owned();
        Page::of(self.devtools.clone(), session, site.to_owned(), view).await
    }

    fn end_of_log(&self) -> String {
        let log = std::fs::read_to_string(self.profile.join("chromium.log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().rev().take(10).collect();
        format!("Chromium's log ends with:\n{}", lines.into_iter().rev().collect::<Vec<_>>().join("\n"))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Kills all of its processes at once, so that none writes into the folder any more. It may have ended already;
        // then there is nothing to kill.
        let group = format!("-{}", self.process.id());
        drop(Command::new("kill").args(["-KILL", "--", &group]).status());
        drop(self.process.wait());
        drop(std::fs::remove_dir_all(&self.profile));
    }
}
