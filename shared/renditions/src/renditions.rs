//! The service's side: starts a process for each page, feeds it, and makes sure that it ends.

use std::io;
use std::num::NonZeroU16;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout};

use crate::protocol::{self, BROKEN, DONE, MAX_DOCUMENT, MAX_OUTPUT, NO_SUCH_PAGE, NOT_CONFINED, Order, PANIC, within};
use crate::{NotDrawn, Picture, RenditionsConfig, Size, measures};

/// How many callers may wait for each running drawing. We refuse further ones at once; they may try again later.
const WAITING_FOR_EACH: usize = 16;

/// Draws pages. Cheap to clone; all clones share the places.
#[derive(Clone, Debug)]
pub struct Renditions {
    program: Arc<Path>,
    timeout: Duration,
    /// Drawings that run or wait.
    admitted: Arc<Semaphore>,
    /// Drawings that run.
    running: Arc<Semaphore>,
}

impl Renditions {
    /// Makes the places. It starts no process yet.
    #[must_use]
    pub fn new(config: &RenditionsConfig) -> Self {
        measures::describe();
        Self {
            program: config.program.as_path().into(),
            timeout: config.timeout,
            admitted: Arc::new(Semaphore::new(config.at_once * (1 + WAITING_FOR_EACH))),
            running: Arc::new(Semaphore::new(config.at_once)),
        }
    }

    /// Draws one page of a PDF file. Takes at most twice the configured time-out: once for the wait, once for the
    /// drawing. Dropping the future ends the process.
    ///
    /// # Errors
    /// [`NotDrawn`] says why there is no picture.
    pub async fn page(&self, pdf: &[u8], page: NonZeroU16, size: Size) -> Result<Picture, NotDrawn> {
        let drawn = match self.run(pdf, Order::Draw(page, size)).await {
            Ok(output) => protocol::picture(output).ok_or_else(made_up),
            Err(failure) => Err(failure),
        };
        measured(drawn)
    }

    /// Counts the pages of a PDF file, under the same bounds as [`Self::page`].
    ///
    /// # Errors
    /// As [`Self::page`].
    pub async fn pages(&self, pdf: &[u8]) -> Result<u16, NotDrawn> {
        let counted = match self.run(pdf, Order::Count).await {
            Ok(output) => protocol::pages(&output).ok_or_else(made_up),
            Err(failure) => Err(failure),
        };
        measured(counted)
    }

    async fn run(&self, pdf: &[u8], order: Order) -> Result<Vec<u8>, NotDrawn> {
        if !within(pdf.len(), MAX_DOCUMENT) {
            return Err(NotDrawn::TooHard);
        }
        let Ok(_admitted) = self.admitted.try_acquire() else { return Err(NotDrawn::Busy) };
        let Ok(Ok(_running)) = timeout(self.timeout, self.running.acquire()).await else { return Err(NotDrawn::Busy) };
        let mut child = self.start(order).map_err(NotDrawn::Failed)?;
        let begun = Instant::now();
        let ended = timeout(self.timeout, converse(&mut child, pdf)).await;
        if !matches!(ended, Ok(Ok(_))) {
            // Kills a process that does not end by itself or that writes too much, and waits for it, so that no zombie
            // stays.
            child.kill().await.map_err(NotDrawn::Failed)?;
        }
        measures::took(begun.elapsed());
        match ended {
            Ok(Ok((status, output))) => judged(status, output),
            Ok(Err(Unheard::TooMuch)) | Err(_) => Err(NotDrawn::TooHard),
            Ok(Err(Unheard::Pipe(error))) => Err(NotDrawn::Failed(error)),
        }
    }

    /// Starts the process without our settings and our folder. It has no file of ours but the two pipes.
    fn start(&self, order: Order) -> io::Result<Child> {
        Command::new(&*self.program)
            .args(order.arguments())
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // A panic's message could quote the document.
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
    }
}

/// Why we could not read the process's output to its end.
enum Unheard {
    TooMuch,
    Pipe(io::Error),
}

/// Writes and reads at the same time, because a pipe holds little. Then waits for the end.
async fn converse(child: &mut Child, pdf: &[u8]) -> Result<(ExitStatus, Vec<u8>), Unheard> {
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Unheard::Pipe(io::Error::other("no pipes")));
    };
    let write = async {
        // A process that has seen enough stops reading. Its exit code says more than the broken pipe.
        stdin.write_all(pdf).await.ok();
        drop(stdin);
    };
    let read = async {
        let mut output = Vec::new();
        stdout.take(MAX_OUTPUT + 1).read_to_end(&mut output).await.map(|_| output)
    };
    let ((), output) = tokio::join!(write, read);
    let output = output.map_err(Unheard::Pipe)?;
    if !within(output.len(), MAX_OUTPUT) {
        return Err(Unheard::TooMuch);
    }
    Ok((child.wait().await.map_err(Unheard::Pipe)?, output))
}

/// What the end of the process means.
fn judged(status: ExitStatus, output: Vec<u8>) -> Result<Vec<u8>, NotDrawn> {
    // A process that is out of memory, out of time or too deep ends by a signal.
    let Some(code) = status.code() else { return Err(NotDrawn::TooHard) };
    match u8::try_from(code).unwrap_or(u8::MAX) {
        DONE => Ok(output),
        BROKEN | PANIC => Err(NotDrawn::Broken),
        NO_SUCH_PAGE => match protocol::pages(&output) {
            Some(pages) => Err(NotDrawn::NoSuchPage { pages }),
            None => Err(made_up()),
        },
        NOT_CONFINED => Err(NotDrawn::Failed(io::Error::other("it could not give up its rights"))),
        _ => Err(NotDrawn::Failed(io::Error::other(format!("it ended with {code}")))),
    }
}

fn made_up() -> NotDrawn {
    NotDrawn::Failed(io::Error::other("what it said is none of its words"))
}

/// Counts the outcome. Logs for the operator what must not happen.
fn measured<T>(drawn: Result<T, NotDrawn>) -> Result<T, NotDrawn> {
    measures::drawn(drawn.as_ref().err());
    if let Err(NotDrawn::Failed(error)) = &drawn {
        tracing::error!(%error, "the process that draws pages does not work");
    }
    drawn
}
