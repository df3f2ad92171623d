//! A line to a server on which a test lets things go wrong, as they go wrong in real life: silently, half-way, and for
//! a while.

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

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing moves either way, and no connection is made. Everything arrives once the line is mended.
    Held,
    /// Every piece arrives later by this much, both ways.
    Late(Duration),
    /// What is on the way is lost, both ways and for good: connections that were open while this lasted never carry
    /// anything again, and never end. Connections made after the line was mended are whole. So does a server behave
    /// that lost its power and whose address moved.
    Lost,
    /// Each connection is reset after so many bytes more of the server's, in the middle of whatever they belong to.
    Cut {
        /// So many bytes still arrive.
        after: usize,
    },
    /// Of every so many replies of this kind, one never arrives.
    Swallowed {
        /// What is swallowed.
        reply: Reply,
        /// 1: each of them.
        one_in: u32,
    },
}

/// What the line is like now. The number tells one fault from the next of the same kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct State {
    faults_before: u32,
    fault: Option<Fault>,
}

/// A relay on a loopback port of its own, until it is dropped.
#[derive(Debug)]
pub struct Line {
    address: SocketAddr,
    state: watch::Sender<State>,
    struck: Arc<carrying::Struck>,
    relay: JoinHandle<()>,
}

impl Line {
    /// A whole line to a server at `target`, such as `127.0.0.1:5432`.
    ///
    /// # Errors
    /// When there is no port left.
    pub async fn to(target: &str) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.context("a port for a line")?;
        let address = listener.local_addr()?;
        let state = watch::Sender::new(State::default());
        let struck = Arc::new(carrying::Struck::default());
        let (target, states, counted) = (target.to_owned(), state.subscribe(), Arc::clone(&struck));
        let relay = tokio::spawn(async move {
            let mut open = JoinSet::new();
            while let Ok((caller, _)) = listener.accept().await {
                // However a connection ends, that is what the test wants to see the ends of.
                open.spawn(carrying::carry(caller, target.clone(), states.clone(), Arc::clone(&counted)));
                while open.try_join_next().is_some() {}
            }
        });
        Ok(Self { address, state, struck, relay })
    }

    /// A whole line to the server that a URL names.
    ///
    /// # Errors
    /// When there is no port left, or the URL names no host and port.
    pub async fn to_server_of(url: &str) -> Result<Self> {
        Self::to(authority(url)?).await
    }

    /// The same URL, over this line.
    ///
    /// # Errors
    /// When the URL names no host and port.
    pub fn instead_of_server(&self, url: &str) -> Result<String> {
        Ok(url.replacen(authority(url)?, &self.address.to_string(), 1))
    }

    /// Where it begins: `127.0.0.1:port`.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// From now on this goes wrong.
    pub fn breaks(&self, fault: Fault) {
        self.struck.forget();
        self.state.send_modify(|state| *state = State { faults_before: state.faults_before + 1, fault: Some(fault) });
    }

    /// The line is whole again.
    pub fn is_mended(&self) {
        self.state.send_modify(|state| state.fault = None);
    }

    /// How often the last fault really struck: connections held, lost or cut, pieces that were late, replies swallowed.
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
