//! The other end of a socket may be slow, but not for ever.
//!
//! A client that reads an answer at less than [`Patience::least`] bytes in [`Patience::window`] loses the connection,
//! so that nobody makes us keep answers by not taking them. The end is gentle. When our answer is complete, the server
//! still reads for a moment what the client sends, and throws it away. Closing over unread bytes would make the
//! client's system drop the answer before anybody has seen it.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

/// How patient a socket is.
#[derive(Clone, Copy, Debug)]
struct Patience {
    /// How long a reader may take for the next [`Patience::least`] bytes once it is behind.
    window: Duration,
    /// Bytes that a reader takes in a window at least.
    least: usize,
    /// How long the end waits for a client to stop sending.
    linger: Duration,
}

/// Half a kilobyte a second.
const OURS: Patience = Patience { window: Duration::from_secs(30), least: 16 * 1024, linger: Duration::from_secs(3) };

/// Most bytes that are thrown away at the end.
const DISCARDED_AT_MOST: usize = 16 * 1024 * 1024;

/// A socket with bounded patience.
#[derive(Debug)]
pub(super) struct PatientStream<S = TcpStream> {
    stream: S,
    patience: Patience,
    behind: Option<Behind>,
    ending: Ending,
}

/// A reader that did not take all at once.
#[derive(Debug)]
struct Behind {
    until: Pin<Box<Sleep>>,
    taken: usize,
}

#[derive(Debug)]
enum Ending {
    NotYet,
    Lingering { until: Pin<Box<Sleep>>, left: usize },
    Over,
}

impl<S> PatientStream<S> {
    pub(super) fn new(stream: S) -> Self {
        Self::with(stream, OURS)
    }

    fn with(stream: S, patience: Patience) -> Self {
        Self { stream, patience, behind: None, ending: Ending::NotYet }
    }

    /// What becomes of an attempt to hand over bytes: a time-out when the reader is behind for too long.
    fn judged<T>(
        &mut self,
        context: &mut Context<'_>,
        attempt: Poll<io::Result<T>>,
        taken: impl Fn(&T) -> Option<usize>,
    ) -> Poll<io::Result<T>> {
        match attempt {
            Poll::Pending => {
                let behind = self
                    .behind
                    .get_or_insert_with(|| Behind { until: Box::pin(sleep(self.patience.window)), taken: 0 });
                ready!(behind.until.as_mut().poll(context));
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
            Poll::Ready(Ok(done)) => {
                match (taken(&done), &mut self.behind) {
                    // All of it is on its way.
                    (None, behind) => *behind = None,
                    (Some(bytes), Some(behind)) => {
                        behind.taken += bytes;
                        if behind.taken >= self.patience.least {
                            behind.taken = 0;
                            behind.until.as_mut().reset(Instant::now() + self.patience.window);
                        }
                    }
                    (Some(_), None) => {}
                }
                Poll::Ready(Ok(done))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for PatientStream<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for PatientStream<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let attempt = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judged(context, attempt, |taken| (*taken < bytes.len()).then_some(*taken))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let all: usize = slices.iter().map(|slice| slice.len()).sum();
        let attempt = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.judged(context, attempt, |taken| (*taken < all).then_some(*taken))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        loop {
            match &mut this.ending {
                Ending::NotYet => {
                    ready!(Pin::new(&mut this.stream).poll_shutdown(context))?;
                    this.ending =
                        Ending::Lingering { until: Box::pin(sleep(this.patience.linger)), left: DISCARDED_AT_MOST };
                }
                Ending::Lingering { until, left } => {
                    let over = until.as_mut().poll(context).is_ready() || *left == 0;
                    let mut thrown_away = [0; 4096];
                    let mut into = ReadBuf::new(&mut thrown_away);
                    let read = if over {
                        Poll::Ready(Ok(()))
                    } else {
                        Pin::new(&mut this.stream).poll_read(context, &mut into)
                    };
                    match ready!(read) {
                        Ok(()) if !into.filled().is_empty() => *left = left.saturating_sub(into.filled().len()),
                        Ok(()) | Err(_) => this.ending = Ending::Over,
                    }
                }
                Ending::Over => return Poll::Ready(Ok(())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

    use super::*;

    const SHORT: Patience =
        Patience { window: Duration::from_millis(100), least: 1024, linger: Duration::from_millis(100) };

    #[tokio::test]
    async fn who_does_not_read_loses_the_connection() {
        let (ours, _theirs) = duplex(1024);
        let error = PatientStream::with(ours, SHORT).write_all(&[7; 4096]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn who_reads_a_byte_now_and_then_loses_it_too() {
        let (ours, mut theirs) = duplex(1024);
        let reading = async {
            while theirs.read_u8().await.is_ok() {
                sleep(Duration::from_millis(5)).await;
            }
        };
        let mut ours = PatientStream::with(ours, SHORT);
        let writing = async {
            let error = ours.write_all(&vec![7; 64 * 1024]).await.unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        };
        tokio::select! { () = writing => {}, () = reading => panic!("read to its end") }
    }

    #[tokio::test]
    async fn who_reads_slowly_but_steadily_gets_it_all() {
        let (ours, mut theirs) = duplex(1024);
        let reading = tokio::spawn(async move {
            let (mut all, mut some) = (0, [0; 1024]);
            while let Ok(read @ 1..) = theirs.read(&mut some).await {
                all += read;
                sleep(Duration::from_millis(1)).await;
            }
            all
        });
        let mut ours = PatientStream::with(ours, Patience { window: Duration::from_secs(20), ..SHORT });
        ours.write_all(&vec![7; 256 * 1024]).await.unwrap();
        ours.shutdown().await.unwrap();
        drop(ours);
        assert_eq!(reading.await.unwrap(), 256 * 1024);
    }

    #[tokio::test]
    async fn the_end_waits_for_what_is_still_sent() {
        let (ours, mut theirs) = duplex(64);
        let sending = tokio::spawn(async move {
            theirs.write_all(&[7; 4096]).await.unwrap();
            drop(theirs);
        });
        PatientStream::with(ours, Patience { linger: Duration::from_secs(20), ..SHORT }).shutdown().await.unwrap();
        sending.await.unwrap();
    }

    #[tokio::test]
    async fn the_end_does_not_wait_for_ever() {
        let (ours, _theirs) = duplex(64);
        PatientStream::with(ours, SHORT).shutdown().await.unwrap();
    }
}
