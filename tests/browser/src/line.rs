//! A line between two programs that a test can cut, as lines break in real life.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The state of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Whole,
    Deaf,
    Cut,
}

/// A relay on a loopback port of its own, until the test drops it.
#[derive(Debug)]
pub struct Line {
    address: SocketAddr,
    state: Arc<watch::Sender<State>>,
    relay: JoinHandle<()>,
}

impl Line {
    /// Makes a whole line to a server at `target`, such as `127.0.0.1:5432`.
    ///
    /// # Errors
    /// When no port is left.
    pub async fn to(target: &str) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.context("a port for a line")?;
        let address = listener.local_addr()?;
        let state = Arc::new(watch::Sender::new(State::Whole));
        let (target, states) = (target.to_owned(), state.subscribe());
        let relay = tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                // The test itself watches how a connection ends.
                tokio::spawn(carry(caller, target.clone(), states.clone()));
            }
        });
        Ok(Self { address, state, relay })
    }

    /// The address at which it begins: `127.0.0.1:port`.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Ends all connections and refuses new ones.
    pub fn cut(&self) {
        self.state.send_replace(State::Cut);
    }

    /// Lets requests arrive, and ends each connection as soon as its answer begins.
    pub fn lose_answers(&self) {
        self.state.send_replace(State::Deaf);
    }

    /// Makes it whole again.
    pub fn mend(&self) {
        self.state.send_replace(State::Whole);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.relay.abort();
        self.cut();
    }
}

/// Carries one connection, until either side ends it or the test cuts the line.
async fn carry(mut caller: TcpStream, target: String, mut states: watch::Receiver<State>) -> Result<()> {
    if *states.borrow() == State::Cut {
        return Ok(());
    }
    let mut server = TcpStream::connect(target).await?;
    let ((mut asked, mut told), (mut answers, mut asks)) = (caller.split(), server.split());
    let now = states.clone();
    let back = async {
        let mut bytes = vec![0; 16 * 1024];
        loop {
            let count = answers.read(&mut bytes).await?;
            if count == 0 || *now.borrow() != State::Whole {
                return anyhow::Ok(());
            }
            told.write_all(bytes.get(..count).unwrap_or_default()).await?;
        }
    };
    tokio::select! {
        asked = copy(&mut asked, &mut asks) => asked.map(drop).context("carrying what is asked"),
        answered = back => answered,
        _ = states.wait_for(|state| *state == State::Cut) => Ok(()),
    }
}
