//! The agency's system, as a child process during the trial.

use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result};
use tokio::process::{Child, Command};

/// How long it may take to end after the trial asked it to.
const GRACE: Duration = Duration::from_secs(5);

/// Settings that only the operator of the broker may know.
const SECRETS: [&str; 4] = ["AMQP_URL", "AMQP_URL_FILE", "RABBITMQ_MANAGEMENT_URL", "RABBITMQ_MANAGEMENT_URL_FILE"];

/// A command with its environment, and its process while it runs.
pub(super) struct System {
    command: Vec<String>,
    lines: Vec<(String, String)>,
    child: Option<Child>,
}

impl System {
    /// Makes the value. Starts nothing yet.
    pub(super) fn new(command: Vec<String>, lines: &[String]) -> Self {
        let lines =
            lines.iter().filter_map(|line| line.split_once('=')).map(|(key, value)| (key.to_owned(), value.to_owned()));
        Self { command, lines: lines.collect(), child: None }
    }

    /// Starts it unless it runs. Its output goes to standard error.
    pub(super) fn ensure_started(&mut self) -> Result<()> {
        if self.ended()?.is_some() {
            self.child = None;
        }
        let Some((program, arguments)) = self.command.split_first().filter(|_| self.child.is_none()) else {
            return Ok(());
        };
        let mut command = Command::new(program);
        command.args(arguments).envs(self.lines.iter().cloned()).stdin(Stdio::null()).stdout(std::io::stderr());
        for secret in SECRETS {
            command.env_remove(secret);
        }
        // A process group of its own: it ends with its own children, and only when we signal it.
        let child = command.process_group(0).kill_on_drop(true).spawn();
        self.child = Some(child.with_context(|| format!("starting {program}"))?);
        Ok(())
    }

    /// How it ended, if it ended by itself.
    pub(super) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.as_mut().map(Child::try_wait).transpose()?.flatten())
    }

    /// Asks it to end, and kills it after a while.
    pub(super) async fn stop(&mut self) -> Result<()> {
        let Some(mut child) = self.child.take() else { return Ok(()) };
        let Some(id) = child.id() else { return Ok(()) };
        signal("-TERM", id).await?;
        if tokio::time::timeout(GRACE, child.wait()).await.is_err() {
            signal("-KILL", id).await?;
            child.wait().await?;
        }
        Ok(())
    }
}

/// Signals the whole group. A group that has ended already needs no signal.
async fn signal(signal: &str, group: u32) -> Result<()> {
    let status = Command::new("kill").args([signal, "--", &format!("-{group}")]).stderr(Stdio::null()).status().await;
    status.context("running kill").map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_system_is_started_again_after_its_end_and_stopped_with_its_children() {
        let mut system = System::new(
            ["sh", "-c", "test \"$AGENCY_NAME\" = x && exit 3"].map(str::to_owned).to_vec(),
            &["AGENCY_NAME=x".to_owned()],
        );
        for _start in 0..2 {
            system.ensure_started().unwrap();
            let status = system.child.as_mut().unwrap().wait().await.unwrap();
            assert_eq!(status.code(), Some(3));
        }
        let mut system = System::new(["sh", "-c", "sleep 600 & wait"].map(str::to_owned).to_vec(), &[]);
        system.ensure_started().unwrap();
        assert!(system.ended().unwrap().is_none());
        tokio::time::timeout(GRACE, system.stop()).await.expect("in time").unwrap();
    }
}
