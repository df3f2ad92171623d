//! The public site as it runs for a test, and what only its owner can do: read the codes of its CAPTCHAs, and act as
//! its operator.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use captcha::Captcha;
use runtime::{Clock, Settings};
use sqlx::postgres::PgConnectOptions;
use testing::{Broker, Environment, Layout, System};
use vault::{Vault, VaultConfig};

use crate::{Browser, Line, Page, View};

/// The name of the process that serves all of the site.
const PROCESS: &str = "helpdesk";

/// A started system with a browser in front of it.
#[derive(Debug)]
pub struct Site {
    /// The system.
    pub system: System,
    browser: Browser,
    captcha: Captcha,
}

impl Site {
    /// Starts one that accepts any number of forms from this machine.
    ///
    /// # Errors
    /// When a server is away, or when the system or the browser does not start.
    pub async fn start() -> Result<Self> {
        Self::start_with(&[("FORMS_PER_MINUTE", "100000"), ("STATUS_RATE_PER_MINUTE", "100000")]).await
    }

    /// Starts one with settings of the test's own.
    ///
    /// # Errors
    /// As [`Site::start`].
    pub async fn start_with(settings: &[(&str, &str)]) -> Result<Self> {
        let environment = Environment::of_test_servers()?;
        let mut keys = Vec::new();
        for name in ["VAULT_KEYS", "VAULT_INDEX_KEY"] {
            keys.push((name.to_owned(), environment.get(name)?.to_owned()));
        }
        let mut keys = Settings::from_pairs(keys);
        let vault = Vault::new(&VaultConfig::read(&mut keys))?;
        let system = System::start_with(Layout::AllInOne, Broker::new_virtual_host().await?, settings).await?;
        Ok(Self { system, browser: Browser::start().await?, captcha: Captcha::new(vault, Clock::system()) })
    }

    /// Opens a new tab with the site.
    ///
    /// # Errors
    /// When the browser does not open it.
    pub async fn page(&self, view: View) -> Result<Page> {
        self.browser.page(&self.system.url(PROCESS), view).await
    }

    /// Opens a new tab with the site, over a line that the test can cut.
    ///
    /// # Errors
    /// When the browser does not open it.
    pub async fn page_over_a_line(&self, view: View) -> Result<(Page, Line)> {
        let address = self.system.url(PROCESS);
        let line = Line::to(address.trim_start_matches("http://")).await?;
        let page = self.browser.page(&format!("http://{}", line.address()), view).await?;
        Ok((page, line))
    }

    /// Restarts the system with a line to PostgreSQL that the test can cut.
    ///
    /// # Errors
    /// When the system does not start again.
    pub async fn put_database_on_a_line(&mut self) -> Result<Line> {
        let database: PgConnectOptions = self.system.database.url()?.parse()?;
        let server = format!("{}:{}", database.get_host(), database.get_port());
        let line = Line::to(&server).await?;
        for service in ["INTAKE", "ROUTER", "ANSWER", "STATUS"] {
            let url = self.system.database.service_url(service)?.replace(&server, &line.address());
            self.system.set(&format!("{service}_DATABASE_URL"), &url);
        }
        self.kill()?;
        self.launch().await?;
        Ok(line)
    }

    /// Ends the system's process as a power cut would.
    ///
    /// # Errors
    /// When it does not run.
    pub fn kill(&self) -> Result<()> {
        self.system.kill(PROCESS).map(drop)
    }

    /// Starts it again.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn launch(&self) -> Result<()> {
        self.system.launch(PROCESS)?;
        self.system.ready(PROCESS).await
    }

    /// Answers the page's CAPTCHA, unless it is answered already.
    ///
    /// # Errors
    /// When the page has none, or when it has expired.
    pub async fn answer_code(&self, page: &Page) -> Result<()> {
        if page.value("#captcha").await?.is_empty() {
            page.fill("#captcha", &self.code(page).await?).await?;
        }
        Ok(())
    }

    /// The code of the picture, which whoever owns the keys can read from its token.
    ///
    /// # Errors
    /// When the page has none, or when it has expired.
    pub async fn code(&self, page: &Page) -> Result<String> {
        let token = page.value("input[name=captcha_token]").await?;
        Ok(self.captcha.open(&token).context("a code that is not over")?.code().reveal())
    }

    /// How many tickets there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tickets(&self) -> Result<i64> {
        Ok(sqlx::query_scalar("SELECT count(*) FROM intake.tickets").fetch_one(self.system.database.owner()).await?)
    }

    /// Loads the reference lists of the project.
    ///
    /// # Errors
    /// When the operator's command fails.
    pub fn load_reference(&self, lists: &[&str]) -> Result<()> {
        for list in lists {
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/reference").join(format!("{list}.csv"));
            self.system.operate(&["reference", "import", list, &file.to_string_lossy()])?;
        }
        Ok(())
    }

    /// Puts a file where the browser finds it.
    ///
    /// # Errors
    /// When it cannot write the file.
    pub fn file(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let file = self.system.folder().join(name);
        std::fs::write(&file, bytes)?;
        Ok(file)
    }
}
