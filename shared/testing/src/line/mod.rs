//! A line to a server on which a test causes faults, as they happen in real life: silently, half-way, and for a while.

mod carrying;
mod replies;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

pub use replies::Reply;

/// The fault of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No byte moves in either direction, and no connection opens. Everything arrives once the test mends the line.
    Held,
    /// Every piece arrives later by this much, in both directions.
    Late(Duration),
    /// The line loses everything on the way, in both directions and for good. Connections that were open meanwhile
    /// never carry anything again, and never end. Connections that open after the test mended the line are whole. A
    /// server behaves like this when it lost its power and its address moved.
    Lost,
    /// The line resets each connection after this many more bytes of the server's, in the middle of any message.
    Cut {
        /// How many bytes still arrive.
        after: usize,
    },
    /// Of every `one_in` replies of this kind, one never arrives.
    Swallowed {
        /// The kind of reply.
        reply: Reply,
        /// 1 means each of them.
        one_in: u32,
    },
}

/// The line's present state. The number distinguishes one fault from the next of the same kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct State {
    faults_before: u32,
    fault: Option<Fault>,
}

/// A relay on a loopback port of its own, until the test drops it.
#[derive(Debug)]
pub struct Line {
    address: SocketAddr,
    state: watch::Sender<State>,
    struck: Arc<carrying::Struck>,
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
        let state = watch::Sender::new(State::default());
        let struck = Arc::new(carrying::Struck::default());
        let (target, states, counted) = (target.to_owned(), state.subscribe(), Arc::clone(&struck));
        let relay = tokio::spawn(async move {
            let mut open = JoinSet::new();
            while let Ok((caller, _)) = listener.accept().await {
                // The test itself watches how a connection ends.
                open.spawn(carrying::carry(caller, target.clone(), states.clone(), Arc::clone(&counted)));
                while open.try_join_next().is_some() {}
            }
        });
        Ok(Self { address, state, struck, relay })
    }

    /// Makes a whole line to the server that a URL names.
    ///
    /// # Errors
    /// When no port is left, or when the URL names no host and port.
    pub async fn to_server_of(url: &str) -> Result<Self> {
        Self::to(authority(url)?).await
    }

    /// The same URL over this line.
    ///
    /// # Errors
    /// When the URL names no host and port.
    pub fn instead_of_server(&self, url: &str) -> Result<String> {
        Ok(url.replacen(authority(url)?, &self.address.to_string(), 1))
    }

    /// The address at which it begins: `127.0.0.1:port`.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Starts this fault.
    pub fn breaks(&self, fault: Fault) {
        self.struck.forget();
        self.state.send_modify(|state| *state = State { faults_before: state.faults_before + 1, fault: Some(fault) });
    }

    /// Makes the line whole again.
    pub fn is_mended(&self) {
        self.state.send_modify(|state| state.fault = None);
    }

    /// How often the last fault really happened: connections held, lost or cut, pieces delayed, replies swallowed.
    #[must_use]
    pub fn struck(&self) -> u64 {
        self.struck.count()
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.relay.abort();
    }
}

/// Host and port of a URL.
fn authority(url: &str) -> Result<&str> {
    let (_, rest) = url.split_once("://").context("a URL has a scheme")?;
    let rest = rest.split('/').next().unwrap_or(rest);
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    host.contains(':').then_some(host).context("a URL of the tests names its port")
}
