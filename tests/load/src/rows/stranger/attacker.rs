//! One address that attacks, with no more than a fast home line can do: 100 Mbit/s, a thousand requests or connections
//! a second. With a faster one we would measure how the load generator and the service share two processors.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Result, ensure};
use http::Method;
use testing::Client;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::{Interval, MissedTickBehavior};

/// How many requests or connections it begins in a second.
const PER_SECOND: f64 = 1000.0;
/// Bytes that the line carries in a second.
const BYTES_PER_SECOND: f64 = 12_500_000.0;
/// How many requests may be under way at the same time.
const AT_ONCE: usize = 64;
/// Pause between two bytes of a slow body.
const DRIP: Duration = Duration::from_millis(100);

/// A running attack. Dropping it ends it.
pub(super) struct UnderWay {
    tasks: JoinSet<()>,
    sent: Arc<AtomicU64>,
}

/// A request that the attacker sends over and over.
#[derive(Clone)]
pub(super) struct Blow {
    pub(super) method: Method,
    pub(super) url: String,
    pub(super) headers: Vec<(&'static str, String)>,
    /// The body of the n-th.
    pub(super) body: Arc<dyn Fn(u64) -> Vec<u8> + Send + Sync>,
}

/// What the attacker does with a connection on which it never sends a whole request.
#[derive(Clone, Copy)]
pub(super) enum Hold {
    /// It sends this, and then nothing.
    Still(&'static str),
    /// It sends this, and then a byte now and then.
    Dripping(&'static str),
}

impl UnderWay {
    fn new() -> Self {
        Self { tasks: JoinSet::new(), sent: Arc::default() }
    }

    /// No attack.
    pub(super) fn nothing() -> Self {
        let quiet = Self::new();
        quiet.sent.fetch_add(1, Ordering::Relaxed);
        quiet
    }

    /// Sends the request as fast as the line and the answers allow.
    pub(super) fn blows(from: Ipv4Addr, blow: &Blow) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a body has less than 2^52 bytes")]
        let bytes = ((blow.body)(0).len() + 500) as f64;
        let (mut attack, pace) = (Self::new(), pace(PER_SECOND.min(BYTES_PER_SECOND / bytes)));
        let client = Client::from_address(from.into());
        for _ in 0..AT_ONCE {
            let (blow, client, pace, sent) =
                (blow.clone(), client.clone(), Arc::clone(&pace), Arc::clone(&attack.sent));
            attack.tasks.spawn(async move {
                loop {
                    pace.lock().await.tick().await;
                    let headers: Vec<_> = blow.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    let body = (blow.body)(sent.fetch_add(1, Ordering::Relaxed));
                    // The next request follows whatever the answer.
                    client.send(blow.method.clone(), &blow.url, &headers, body).await.ok();
                }
            });
        }
        attack
    }

    /// Holds `number` connections at the same time, and begins a new one whenever one closes.
    pub(super) fn connections(from: Ipv4Addr, to: SocketAddr, number: usize, hold: Hold) -> Self {
        let (mut attack, pace) = (Self::new(), pace(PER_SECOND));
        for _ in 0..number {
            let (pace, sent) = (Arc::clone(&pace), Arc::clone(&attack.sent));
            attack.tasks.spawn(async move {
                loop {
                    pace.lock().await.tick().await;
                    sent.fetch_add(1, Ordering::Relaxed);
                    // It begins another one however this one ends.
                    held(from, to, hold).await.ok();
                }
            });
        }
        attack
    }

    /// Ends the attack. Returns how many requests or connections it began.
    pub(super) fn end(mut self) -> Result<u64> {
        self.tasks.abort_all();
        let sent = self.sent.load(Ordering::Relaxed);
        ensure!(sent > 0, "the attack never began");
        Ok(sent)
    }
}

fn pace(per_second: f64) -> Arc<Mutex<Interval>> {
    let mut pace = tokio::time::interval(Duration::from_secs_f64(1.0 / per_second));
    pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
    Arc::new(Mutex::new(pace))
}

/// Holds one connection until the other end closes it.
async fn held(from: Ipv4Addr, to: SocketAddr, hold: Hold) -> std::io::Result<()> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((from, 0).into())?;
    let mut stream = socket.connect(to).await?;
    let (Hold::Still(text) | Hold::Dripping(text)) = hold;
    stream.write_all(text.as_bytes()).await?;
    match hold {
        Hold::Still(_) => until_closed(&mut stream).await,
        Hold::Dripping(_) => loop {
            stream.write_all(b"x").await?;
            tokio::time::sleep(DRIP).await;
        },
    }
}

async fn until_closed(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut answer = vec![0; 16 * 1024];
    while stream.read(&mut answer).await? > 0 {}
    Ok(())
}
