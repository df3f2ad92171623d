//! Runs the simulated distributor.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Parser;
use runtime::{Clock, Shutdown};
use stamp_distributor::{Ledger, Simulated, serve};
use tokio::net::TcpListener;

/// A distributor of e-meterai whose stamps are no stamps. It speaks as Peruri's does.
#[derive(Parser)]
#[command(
    version,
    after_help = "A first user comes from the environment: STAMP_USER and STAMP_PASSWORD.\nWhile it runs, PUT /switches \
                  sets how it fails, such as {\"away\": true}; GET shows all of them. GET /counts tells what it sold \
                  and stamped, PUT /credit {\"user\": \"…\", \"stamps\": 5} gives a user stamps, and GET \
                  /authority.pem is the certificate of its authority."
)]
struct Options {
    /// Address to listen on; port 0 takes a free one, which the ready line names
    #[arg(long, default_value = "127.0.0.1:9200")]
    listen: SocketAddr,

    /// Stamps that the first user has
    #[arg(long, default_value_t = 1_000)]
    stamps: u64,

    /// File in which it leaves the certificate of its authority, as PEM
    #[arg(long)]
    authority: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let mut ledger = Ledger::default();
    if let (Ok(user), Ok(password)) = (std::env::var("STAMP_USER"), std::env::var("STAMP_PASSWORD")) {
        ledger.add(&user, password.into(), options.stamps);
    }
    let simulated = Simulated::new(ledger, Clock::system())?;
    if let Some(file) = &options.authority {
        std::fs::write(file, simulated.authority()).with_context(|| format!("writing {}", file.display()))?;
    }
    let shutdown = Shutdown::on_signals().context("listening for signals")?;
    let listener =
        TcpListener::bind(options.listen).await.with_context(|| format!("listening on {}", options.listen))?;
    let address = listener.local_addr().context("reading the address")?;
    writeln!(std::io::stdout(), "stamp distributor ready on http://{address}").context("saying that it is ready")?;
    serve(listener, simulated, async move { shutdown.stopping().await }).await
}
