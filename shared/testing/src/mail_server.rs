//! A real mail server of a test's own, which keeps what it takes. `deploy/local/mail-server` says which addresses it
//! refuses, and how.

use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::Environment;
use crate::environment::project_root;

/// A mail server. Dropping it ends it; what it took stays.
#[derive(Debug)]
pub struct MailServer {
    folder: PathBuf,
    port: u16,
    process: Child,
}

impl MailServer {
    /// Starts one on a free port, with further arguments of the program.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(further: &[&str]) -> Result<Self> {
        let folder = PathBuf::from(Environment::of_test_servers()?.get("LOCAL_DIR")?)
            .join("mails")
            .join(runtime::Clock::system().new_id().simple().to_string());
        Self::start_on("127.0.0.1:0", folder, further).await
    }

    async fn start_on(listen: &str, folder: PathBuf, further: &[&str]) -> Result<Self> {
        let program = project_root().join("deploy/local/mail-server/mail_server.py");
        let mut process = Command::new("/usr/bin/python3")
            .arg(program)
            .args(["--listen", listen, "--folder"])
            .arg(&folder)
            .args(further)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("starting the mail server")?;
        let stdout = process.stdout.take().context("the mail server's output")?;
        let said = BufReader::new(stdout).lines().next_line().await?.context("the mail server ended")?;
        Ok(Self { folder, port: said.trim().parse()?, process })
    }

    /// Ends it, and leaves its port to the next one ([`MailServer::start_again`]).
    ///
    /// # Errors
    /// When it cannot be ended.
    pub async fn stop(&mut self) -> Result<()> {
        Ok(self.process.kill().await?)
    }

    /// Starts it again where it was.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start_again(&mut self) -> Result<()> {
        *self = Self::start_on(&self.authority(), self.folder.clone(), &[]).await?;
        Ok(())
    }

    /// Its address and port.
    #[must_use]
    pub fn authority(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The folder with the mails, and whatever a test puts there.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// The mails that it took, as they came over the line, in no particular order.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn mails(&self) -> Result<Vec<String>> {
        let mut mails = Vec::new();
        for entry in std::fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if path.extension().is_some_and(|extension| extension == "eml") && !name.starts_with('.') {
                mails.push(std::fs::read_to_string(&path)?);
            }
        }
        Ok(mails)
    }
}
