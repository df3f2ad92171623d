//! A simulated distributor of e-meterai as a process of its own.

use std::path::PathBuf;
use std::process::Stdio;

use crate::{Client, Environment, program};
use anyhow::{Context as _, Result, ensure};
use distributor::simulated::{COUNTS, CREDIT, Counts, Credit, SWITCHES, Switches};
use http::Method;
use runtime::Clock;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// A distributor. Dropping it ends it.
#[derive(Debug)]
pub struct Distributor {
    /// Its address.
    pub url: String,
    /// The PEM file of the authority of its stamps.
    pub authority: PathBuf,
    http: Client,
    _process: Child,
}

impl Distributor {
    /// Starts one that nobody else uses.
    ///
    /// # Errors
    /// When the test servers are not running, or it does not start.
    pub async fn start() -> Result<Self> {
        let folder = PathBuf::from(Environment::of_test_servers()?.get("LOCAL_DIR")?).join("distributors");
        std::fs::create_dir_all(&folder)?;
        let authority = folder.join(format!("{}.pem", Clock::system().new_id().simple()));
        let mut process = Command::new(program("stamp-distributor")?)
            .args(["--listen", "127.0.0.1:0", "--authority"])
            .arg(&authority)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = process.stdout.take().context("the distributor's output")?;
        let said = BufReader::new(stdout).lines().next_line().await?.context("the distributor ended")?;
        let url = said.split_whitespace().last().context("an address")?.to_owned();
        Ok(Self { url, authority, http: Client::default(), _process: process })
    }

    /// Sets how it fails from now on.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn switch(&self, switches: Switches) -> Result<()> {
        self.put(SWITCHES, serde_json::to_vec(&switches)?).await
    }

    /// Gives a user stamps. A new one has the name as password.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn credit(&self, user: &str, stamps: u64) -> Result<()> {
        self.put(CREDIT, serde_json::to_vec(&Credit { user: user.to_owned(), stamps })?).await
    }

    /// What it did.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn counts(&self) -> Result<Counts> {
        let answer = self.http.get(&format!("{}{COUNTS}", self.url)).await?;
        Ok(serde_json::from_slice(&answer.body)?)
    }

    async fn put(&self, path: &str, body: Vec<u8>) -> Result<()> {
        let headers = [("content-type", "application/json")];
        let answer = self.http.send(Method::PUT, &format!("{}{path}", self.url), &headers, body).await?;
        ensure!(answer.status.is_success(), "{}", answer.status);
        Ok(())
    }
}
