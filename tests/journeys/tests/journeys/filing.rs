//! Clients that file one submission after another while something goes wrong, and remember each acknowledged number.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use testing::{Api, Person, eventually};
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// Longest wait for acknowledged submissions.
const PATIENCE: Duration = Duration::from_secs(90);
/// Pause before a client sends a submission again, and of a patient client between two of them.
const PAUSE: Duration = Duration::from_millis(250);

/// How clients file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// As fast as they can. They send each submission once, and only a 201 counts.
    Once,
    /// With pauses. They send each submission again and again under the same key until the service acknowledges it.
    UntilAcknowledged,
}

pub(crate) struct Filing {
    accepted: Arc<Mutex<BTreeMap<String, Person>>>,
    enough: Arc<AtomicBool>,
    clients: JoinSet<Result<()>>,
}

impl Filing {
    /// Starts this many clients, whose people have seeds from `first` on.
    pub(crate) fn start(api: &Api, clients: u64, first: u64, manner: Manner) -> Self {
        let (accepted, enough) = (Arc::default(), Arc::new(AtomicBool::new(false)));
        let (next, mut running) = (Arc::new(AtomicU64::new(first)), JoinSet::new());
        for _ in 0..clients {
            let client =
                Client { api: api.clone(), manner, accepted: Arc::clone(&accepted), enough: Arc::clone(&enough) };
            running.spawn(client.file(Arc::clone(&next)));
        }
        Self { accepted, enough, clients: running }
    }

    pub(crate) async fn count(&self) -> usize {
        self.accepted.lock().await.len()
    }

    /// Waits for this many acknowledged submissions. Fails with the reason when a client ends early.
    pub(crate) async fn reached(&mut self, wanted: usize) -> Result<()> {
        let (accepted, clients) = (Arc::clone(&self.accepted), &mut self.clients);
        let failure = eventually(&format!("{wanted} acknowledged submissions"), PATIENCE, async || {
            if let Some(ended) = clients.try_join_next() {
                return Ok(Some(Some(ended?)));
            }
            Ok((accepted.lock().await.len() >= wanted).then_some(None))
        })
        .await?;
        failure.unwrap_or(Ok(()))
    }

    /// Waits for one more acknowledged submission than there are.
    pub(crate) async fn one_more(&mut self) -> Result<()> {
        let before = self.count().await;
        self.reached(before + 1).await
    }

    /// Ends it. Submissions under way still get their acknowledgement.
    pub(crate) async fn finish(mut self) -> Result<BTreeMap<String, Person>> {
        self.enough.store(true, Ordering::Relaxed);
        while let Some(client) = self.clients.join_next().await {
            client??;
        }
        Ok(std::mem::take(&mut *self.accepted.lock().await))
    }
}

struct Client {
    api: Api,
    manner: Manner,
    accepted: Arc<Mutex<BTreeMap<String, Person>>>,
    enough: Arc<AtomicBool>,
}

impl Client {
    /// Half of the submissions carry documents.
    async fn file(self, next: Arc<AtomicU64>) -> Result<()> {
        while !self.enough.load(Ordering::Relaxed) {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            let person = Person::new(seed);
            let slug = if seed.is_multiple_of(2) { "cek-eks-thk2" } else { "lokasi-lahir-tidak-ditemukan" };
            let number = self.acknowledged(slug, &person, &format!("filing-{seed}")).await?;
            let earlier = self.accepted.lock().await.insert(number.clone(), person);
            ensure!(earlier.is_none(), "number {number} was given twice");
            if self.manner == Manner::UntilAcknowledged {
                tokio::time::sleep(PAUSE).await;
            }
        }
        Ok(())
    }

    async fn acknowledged(&self, slug: &str, person: &Person, key: &str) -> Result<String> {
        let (body, since) = (person.submission(slug, 8_000), Instant::now());
        let again = self.manner == Manner::UntilAcknowledged;
        loop {
            ensure!(since.elapsed() < PATIENCE, "a submission was not acknowledged in time");
            let response = self.api.submit(slug, &body, again.then_some(key)).await?;
            match response.status.as_u16() {
                201 => return number_in(&response),
                200 if again => return number_in(&response),
                503 if again => tokio::time::sleep(PAUSE).await,
                other => bail!("intake answered {other}: {}", String::from_utf8_lossy(&response.body)),
            }
        }
    }
}

fn number_in(response: &testing::Response) -> Result<String> {
    Ok(response.json()?["ticket_number"].as_str().context("a number")?.to_owned())
}
