//! A process under test and a client that says no more HTTP than it must.

use std::net::SocketAddr;
use std::time::Duration;

use runtime::{Process, ProcessConfig, Service, Settings, Shutdown};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Nothing in these tests takes this long unless it hangs.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct System {
    pub(crate) address: SocketAddr,
    pub(crate) admin: SocketAddr,
    pub(crate) shutdown: Shutdown,
    running: JoinHandle<anyhow::Result<()>>,
}

pub(crate) fn config(grace: &str) -> ProcessConfig {
    config_with(&[("SHUTDOWN_GRACE", grace)])
}

pub(crate) fn config_with(pairs: &[(&str, &str)]) -> ProcessConfig {
    let pairs = [("LISTEN", "127.0.0.1:0"), ("ADMIN_LISTEN", "127.0.0.1:0")].iter().chain(pairs);
    let mut settings = Settings::from_pairs(pairs.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let config = ProcessConfig::read(&mut settings);
    settings.finish().unwrap();
    config
}

impl System {
    pub(crate) async fn start(service: Service, grace: &str) -> Self {
        Self::start_with(service, &config(grace)).await
    }

    pub(crate) async fn start_with(service: Service, config: &ProcessConfig) -> Self {
        let shutdown = Shutdown::new();
        let process = Process::bind(config, vec![service]).await.unwrap();
        let (address, admin) = (process.address().unwrap(), process.admin_address().unwrap());
        let running = tokio::spawn(process.run(shutdown.clone()));
        Self { address, admin, shutdown, running }
    }

    pub(crate) async fn ended(self) -> anyhow::Result<()> {
        timeout(PATIENCE, self.running).await.unwrap().unwrap()
    }
}

/// The status and the text of a GET on a connection of its own.
pub(crate) async fn get(address: SocketAddr, path: &str) -> (u16, String) {
    timeout(PATIENCE, try_get(address, path)).await.unwrap().unwrap()
}

pub(crate) async fn try_get(address: SocketAddr, path: &str) -> std::io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let status = answer.get(9..12).and_then(|status| status.parse().ok()).unwrap_or(0);
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    Ok((status, body.to_owned()))
}
