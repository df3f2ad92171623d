//! Honest people at a steady pace: some look up a ticket, some open a form and file it with a document.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use http::Method;
use testing::{Client, Person, Response, System, jpeg};
use tokio::task::JoinSet;

use super::super::intake::{file, submission};
use crate::clients::{Measured, summed};

/// The kinds of requests whose times we measure.
pub(super) const KINDS: [&str; 3] = ["look-ups", "form pages", "filings"];

/// Look-ups per second.
const LOOKUPS: f64 = 50.0;
/// Form pages per second. Somebody files each a moment later.
const FILINGS: f64 = 12.0;
/// A form with one document, and its size.
const SLUG: &str = "perguruan-tinggi-tidak-ditemukan";
const DOCUMENT: usize = 60_000;
/// How many tickets honest people look up.
const KNOWN: u64 = 50;

/// Answers a CAPTCHA's token.
type Solver = dyn Fn(&str) -> Result<String> + Send + Sync;

/// The honest people. A clone is cheap.
#[derive(Clone)]
pub(super) struct Honest {
    url: Arc<str>,
    client: Client,
    template: Arc<[u8]>,
    known: Arc<[(String, String)]>,
    codes: Arc<Solver>,
    next: Arc<AtomicU64>,
}

/// Times by kind, and how many requests the service refused.
#[derive(Default)]
pub(super) struct Times([Vec<Duration>; 3], pub(super) usize);

impl Times {
    pub(super) fn extend(&mut self, other: Self) {
        for (all, more) in self.0.iter_mut().zip(other.0) {
            all.extend(more);
        }
        self.1 += other.1;
    }

    fn refused() -> Self {
        Self(Default::default(), 1)
    }

    /// Sums up the kind at that place of [`KINDS`], measured for that many seconds.
    pub(super) fn of(&self, kind: usize, seconds: f64) -> Result<Measured> {
        summed(&self.0[kind], Duration::from_secs_f64(seconds))
    }
}

impl Honest {
    /// Files the tickets that honest people look up.
    pub(super) async fn prepare(system: &System) -> Result<Self> {
        let (api, template, mut known) = (system.api(), jpeg(3, DOCUMENT), Vec::new());
        for seed in 0..KNOWN {
            let person = Person::new(700_000 + seed);
            let filed = api.submit("pengaduan-instansi", &person.submission("pengaduan-instansi", 0), None).await?;
            ensure!(filed.status == 201, "intake answered {}", filed.status);
            known.push((filed.json()?["ticket_number"].as_str().context("a number")?.to_owned(), person.nik));
        }
        file(api.clone(), SLUG, submission(SLUG, &template, 1)).await?;
        let keys: Vec<_> = ["VAULT_KEYS", "VAULT_INDEX_KEY"]
            .into_iter()
            .filter_map(|name| Some((name, system.setting(name)?.to_owned())))
            .collect();
        let setting = move |name: &str| keys.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
        let codes = move |token: &str| {
            let (keys, index) = (setting("VAULT_KEYS"), setting("VAULT_INDEX_KEY"));
            testing::solve_captcha(|name| if name == "VAULT_KEYS" { keys.as_deref() } else { index.as_deref() }, token)
        };
        Ok(Self {
            url: system.url("helpdesk").into(),
            client: Client::default(),
            template: template.into(),
            known: known.into(),
            codes: Arc::new(codes),
            next: Arc::default(),
        })
    }

    /// Sends at a fixed pace, whether earlier requests have answers or not.
    pub(super) async fn for_a_while(&self, length: Duration) -> Result<Times> {
        let (mut running, started) = (JoinSet::new(), Instant::now());
        let mut lookups = tokio::time::interval(Duration::from_secs_f64(1.0 / LOOKUPS));
        let mut filings = tokio::time::interval(Duration::from_secs_f64(1.0 / FILINGS));
        while started.elapsed() < length {
            let (at, one) = (self.next.fetch_add(1, Ordering::Relaxed), self.clone());
            tokio::select! {
                _ = lookups.tick() => running.spawn(async move { one.look_up(at).await }),
                _ = filings.tick() => running.spawn(async move { one.file(at).await }),
            };
        }
        let mut times = Times::default();
        while let Some(done) = running.join_next().await {
            times.extend(done??);
        }
        Ok(times)
    }

    async fn look_up(&self, at: u64) -> Result<Times> {
        let (number, nik) = &self.known[usize::try_from(at * 7)? % self.known.len()];
        let body = serde_json::json!({ "ticket_number": number, "nik": nik }).to_string();
        let (answer, took) =
            self.send(at, Method::POST, "/api/v1/status", &[("content-type", "application/json")], body.into()).await?;
        Ok(if answer.status == 200 { Times([vec![took], vec![], vec![]], 0) } else { Times::refused() })
    }

    async fn file(&self, at: u64) -> Result<Times> {
        let path = format!("/formulir/{SLUG}");
        let seed = 2_000_000 + at;
        let body = submission(SLUG, &self.template, seed);
        let browser = [("accept", "text/html"), ("accept-encoding", "identity")];
        let (page, drawn_in) = self.send(at, Method::GET, &path, &browser, Vec::new()).await?;
        if page.status != 200 {
            return Ok(Times::refused());
        }
        let html = String::from_utf8_lossy(&page.body);
        let token = value(&html, "captcha_token")?;
        let body = body
            .text("submission_id", &value(&html, "submission_id")?)
            .text("captcha", &(self.codes)(&token)?)
            .text("captcha_token", &token)
            .text("confirmed", "yes")
            .text("action", "send");
        let content_type = body.content_type();
        let headers = [("accept", "text/html"), ("content-type", &content_type), ("sec-fetch-site", "same-origin")];
        let (filed, filed_in) = self.send(at, Method::POST, &path, &headers, body.finish()).await?;
        let is_filed = filed.status == 303;
        Ok(Times([vec![], vec![drawn_in], is_filed.then_some(filed_in).into_iter().collect()], usize::from(!is_filed)))
    }

    /// Sends a request. Every person has an address of their own.
    async fn send(
        &self,
        at: u64,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<(Response, Duration)> {
        let from = format!("10.{}.{}.{}", at >> 16 & 255, at >> 8 & 255, at & 255);
        let headers = [headers, &[("x-forwarded-for", from.as_str())]].concat();
        let begun = Instant::now();
        let answer = self.client.send(method, &format!("{}{path}", self.url), &headers, body).await?;
        Ok((answer, begun.elapsed()))
    }
}

/// The value of a control on a page.
pub(super) fn value(html: &str, name: &str) -> Result<String> {
    let tag = html.split_once(&format!("name=\"{name}\"")).and_then(|(_, rest)| rest.split_once('>'));
    let value = tag.and_then(|(tag, _)| tag.split_once("value=\"")).and_then(|(_, rest)| rest.split_once('"'));
    Ok(value.with_context(|| format!("{name} on the page"))?.0.to_owned())
}
