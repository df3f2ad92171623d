//! Chromium's `DevTools` protocol over a pipe: commands with their answers. Every tab has its own journal of events.

use std::collections::HashMap;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{ChildStdin, ChildStdout};
use tokio::sync::oneshot;

/// Longest wait for the answer to one command. The slowest are axe on a long page, and a start on a busy machine.
const PATIENCE: Duration = Duration::from_mins(3);

/// The open pipe to one Chromium.
#[derive(Debug)]
pub(crate) struct Devtools {
    commands: tokio::sync::Mutex<ChildStdin>,
    next: AtomicU64,
    shared: Arc<Shared>,
}

/// The state that the reading task fills.
#[derive(Debug, Default)]
struct Shared {
    answers: Mutex<HashMap<u64, oneshot::Sender<Value>>>,
    journals: Mutex<HashMap<String, Arc<Journal>>>,
}

/// The events of one tab, in the order of their arrival.
#[derive(Debug, Default)]
pub(crate) struct Journal(Mutex<Vec<Event>>);

/// One event.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// `Domain.name`.
    pub(crate) method: String,
    /// Its content.
    pub(crate) params: Value,
}

impl Devtools {
    /// Starts `program` with its protocol on a pipe, at the head of a process group of its own.
    pub(crate) fn start(
        program: &str,
        arguments: &[String],
        log: std::fs::File,
        home: &std::path::Path,
    ) -> Result<(Self, Child)> {
        // Chromium reads commands from descriptor 3 and writes answers to 4. A child process can get only standard
        // descriptors, so the shell duplicates them.
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null", program])
            .args(arguments)
            .env_clear()
            .envs([("PATH", "/usr/bin:/bin"), ("LANG", "C.UTF-8"), ("TZ", "Asia/Jakarta")])
            .env("HOME", home)
            .env("TMPDIR", home)
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .with_context(|| format!("starting {program}"))?;
        let commands = ChildStdin::from_std(child.stdin.take().context("a pipe to Chromium")?)?;
        let answers = ChildStdout::from_std(child.stdout.take().context("a pipe from Chromium")?)?;
        let shared = Arc::new(Shared::default());
        tokio::spawn(read(answers, shared.clone()));
        Ok((Self { commands: tokio::sync::Mutex::new(commands), next: AtomicU64::new(1), shared }, child))
    }

    /// Sends a command to the tab of `session` (to the browser itself without one) and waits for its answer.
    ///
    /// # Errors
    /// When Chromium refuses it, does not answer in time or has ended.
    pub(crate) async fn send(&self, session: Option<&str>, method: &str, params: Value) -> Result<Value> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let mut command = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = session {
            command["sessionId"] = json!(session);
        }
        let mut message = serde_json::to_vec(&command)?;
        message.push(0);
        let (sender, answer) = oneshot::channel();
        held(&self.shared.answers).insert(id, sender);
        {
            let mut pipe = self.commands.lock().await;
            pipe.write_all(&message).await.with_context(|| format!("sending {method}"))?;
            pipe.flush().await?;
        }
        let mut answer = tokio::time::timeout(PATIENCE, answer)
            .await
            .with_context(|| format!("{method} was not answered in {PATIENCE:?}"))?
            .with_context(|| format!("Chromium ended before it answered {method}"))?;
        if let Some(error) = answer.get("error") {
            bail!("{method}: {error}");
        }
        Ok(answer["result"].take())
    }

    /// The journal of a tab.
    pub(crate) fn journal(&self, session: &str) -> Arc<Journal> {
        held(&self.shared.journals).entry(session.to_owned()).or_default().clone()
    }
}

impl Journal {
    /// How many events there are. Use it to find later ones.
    pub(crate) fn mark(&self) -> usize {
        held(&self.0).len()
    }

    /// The events since a mark.
    pub(crate) fn since(&self, mark: usize) -> Vec<Event> {
        held(&self.0).iter().skip(mark).cloned().collect()
    }
}

/// Passes every message to its recipient, until Chromium ends.
async fn read(pipe: ChildStdout, shared: Arc<Shared>) {
    let mut pipe = BufReader::new(pipe);
    let mut message = Vec::new();
    while pipe.read_until(0, &mut message).await.is_ok_and(|bytes| bytes > 0) {
        message.pop();
        if let Ok(value) = serde_json::from_slice::<Value>(&message) {
            shared.deliver(value);
        }
        message.clear();
    }
    held(&shared.answers).clear();
}

impl Shared {
    fn deliver(&self, mut message: Value) {
        if let Some(id) = message["id"].as_u64() {
            if let Some(waiting) = held(&self.answers).remove(&id) {
                // The waiting task may have given up.
                drop(waiting.send(message));
            }
        } else if let (Some(session), Some(method)) = (message["sessionId"].as_str(), message["method"].as_str()) {
            let (session, method) = (session.to_owned(), method.to_owned());
            let journal = held(&self.journals).entry(session).or_default().clone();
            held(&journal.0).push(Event { method, params: message["params"].take() });
        }
    }
}

/// No holder panics, and a journal would still be valid after a panic.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
