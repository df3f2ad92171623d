//! Carries one connection over a line, with the line's fault.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Result, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::watch;

use super::replies::Replies;
use super::{Fault, State};

/// Bytes read at once.
const PIECE: usize = 16 * 1024;

/// How often a fault struck.
#[derive(Debug, Default)]
pub(super) struct Struck {
    times: AtomicU64,
    replies: AtomicU64,
}

impl Struck {
    pub(super) fn forget(&self) {
        self.times.store(0, Ordering::Relaxed);
        self.replies.store(0, Ordering::Relaxed);
    }

    pub(super) fn count(&self) -> u64 {
        self.times.load(Ordering::Relaxed)
    }

    fn once(&self) {
        self.times.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether the line swallows this reply. It counts over all connections.
    fn swallows(&self, one_in: u32) -> bool {
        let chosen = self.replies.fetch_add(1, Ordering::Relaxed).is_multiple_of(u64::from(one_in.max(1)));
        if chosen {
            self.once();
        }
        chosen
    }
}

/// The direction of bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    There,
    Back,
}

pub(super) async fn carry(
    caller: TcpStream,
    target: String,
    mut states: watch::Receiver<State>,
    struck: Arc<Struck>,
) -> Result<()> {
    caller.set_nodelay(true)?;
    // This task keeps the sockets, so a lost connection does not end even when the other side ends it.
    let lost = states.borrow_and_update().fault == Some(Fault::Lost);
    if lost {
        struck.once();
        return pending().await;
    }
    if states.borrow().fault == Some(Fault::Held) {
        struck.once();
        states.wait_for(|state| state.fault != Some(Fault::Held)).await?;
    }
    let server = TcpStream::connect(target).await?;
    server.set_nodelay(true)?;
    let ((mut asked, mut told), (mut answers, mut asks)) = (caller.into_split(), server.into_split());
    tokio::select! {
        ended = pump(Way::There, &mut asked, &mut asks, states.clone(), &struck) => ended,
        ended = pump(Way::Back, &mut answers, &mut told, states.clone(), &struck) => ended,
        () = gone(states) => {
            struck.once();
            pending().await
        }
    }
}

/// Resolves when the line loses everything on this connection.
async fn gone(mut states: watch::Receiver<State>) {
    if states.wait_for(|state| state.fault == Some(Fault::Lost)).await.is_err() {
        pending::<()>().await;
    }
}

/// Carries one direction of a connection until it ends.
async fn pump(
    way: Way,
    from: &mut OwnedReadHalf,
    to: &mut OwnedWriteHalf,
    mut states: watch::Receiver<State>,
    struck: &Struck,
) -> Result<()> {
    let mut piece = vec![0; PIECE];
    let mut replies = Replies::default();
    let (mut cut_in, mut bytes_left) = (0, 0);
    loop {
        let count = from.read(&mut piece).await?;
        if count == 0 {
            return Ok(());
        }
        let mut bytes = piece.get(..count).unwrap_or_default().to_vec();
        let state = *states.borrow_and_update();
        if way == Way::Back {
            let (reply, one_in) = match state.fault {
                Some(Fault::Swallowed { reply, one_in }) => (Some(reply), one_in),
                _ => (None, 1),
            };
            bytes = replies.filter(&bytes, reply, || struck.swallows(one_in));
        }
        match state.fault {
            Some(Fault::Held) => {
                struck.once();
                states.wait_for(|state| state.fault != Some(Fault::Held)).await?;
            }
            Some(Fault::Late(by)) => {
                struck.once();
                tokio::time::sleep(by).await;
            }
            Some(Fault::Cut { after }) if way == Way::Back => {
                if cut_in != state.faults_before {
                    (cut_in, bytes_left) = (state.faults_before, after);
                }
                if bytes.len() > bytes_left {
                    struck.once();
                    to.write_all(bytes.get(..bytes_left).unwrap_or_default()).await?;
                    to.as_ref().set_zero_linger()?;
                    from.as_ref().set_zero_linger()?;
                    bail!("cut");
                }
                bytes_left -= bytes.len();
            }
            None | Some(Fault::Lost | Fault::Swallowed { .. } | Fault::Cut { .. }) => {}
        }
        to.write_all(&bytes).await?;
    }
}
