//! A bare program as a process of its own, so that the kernel schedules it as it schedules ours.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use testing::{Client, eventually};

/// A running bare program. Dropping it ends it.
#[derive(Debug)]
pub(crate) struct Program {
    child: Child,
    url: String,
}

impl Program {
    /// Starts this binary again with a subcommand, and waits until it answers.
    pub(crate) async fn start(subcommand: &str, settings: &[(String, String)]) -> Result<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let child = Command::new(std::env::current_exe()?)
            .arg(subcommand)
            .env("LISTEN", format!("127.0.0.1:{port}"))
            .envs(settings.iter().cloned())
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("starting {subcommand}"))?;
        let program = Self { child, url: format!("http://127.0.0.1:{port}") };
        let client = Client::default();
        eventually(subcommand, Duration::from_secs(10), async || Ok(client.get(&program.url).await.ok().map(drop)))
            .await?;
        Ok(program)
    }

    /// Processor time that it has taken.
    pub(crate) fn processor_time(&self) -> Result<Duration> {
        testing::processor_time(self.child.id())
    }

    /// Its address, without a path.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to kill.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Serves routes on `LISTEN` until somebody ends the process.
pub(super) async fn serve(routes: axum::Router) -> Result<()> {
    let listener = tokio::net::TcpListener::bind(std::env::var("LISTEN")?).await?;
    let listener = axum::serve::ListenerExt::tap_io(listener, |socket| {
        // Without it small answers wait. A socket that refuses shows itself at once.
        drop(socket.set_nodelay(true));
    });
    Ok(axum::serve(listener, routes).await?)
}
