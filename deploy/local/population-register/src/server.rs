//! The register's service, and its switches.

use std::fs::File;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockWriteGuard};
use std::time::Duration;

use anyhow::Context as _;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use population::simulated::PERSONS;
use population::wire::{Answer, Entry, Question, SERVICE};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::net::TcpListener;

use crate::{Persons, Switches};

/// Longest question in bytes.
const LONGEST_QUESTION: usize = 16 * 1024;
/// Longest file of persons in bytes.
const LONGEST_FILE: usize = 64 * 1024 * 1024;
/// Longest wait before an answer.
const LONGEST_LATENCY: Duration = Duration::from_mins(1);
/// The code for a wrong user or password. Dukcapil's is not known; ours is none of its verdicts.
const WRONG_CREDENTIALS: &str = "05";
/// The code for a quota that is used up. Likewise.
const QUOTA_SPENT: &str = "06";

/// A running register. A clone is the same register.
#[derive(Clone)]
pub struct Register {
    persons: Arc<RwLock<Persons>>,
    /// Where persons are kept that were added while it ran.
    added: Option<Arc<PathBuf>>,
    user: SecretString,
    password: SecretString,
    switches: Arc<Mutex<Switches>>,
    answered: Arc<AtomicU64>,
}

impl Register {
    /// A register with these persons, which answers who gives this user and password.
    #[must_use]
    pub fn new(persons: Persons, user: SecretString, password: SecretString, switches: Switches) -> Self {
        let switches = Arc::new(Mutex::new(switches));
        Self {
            persons: Arc::new(RwLock::new(persons)),
            added: None,
            user,
            password,
            switches,
            answered: Arc::default(),
        }
    }

    /// Keeps in `file` who is added from now on, and adds who was kept there before.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn keeping(self, file: PathBuf) -> anyhow::Result<Self> {
        if file.exists() {
            self.persons_to_change().merge(read(&file)?);
        }
        Ok(Self { added: Some(Arc::new(file)), ..self })
    }

    /// How many persons it has.
    #[must_use]
    pub fn persons(&self) -> usize {
        self.persons.read().unwrap_or_else(PoisonError::into_inner).number()
    }

    /// Adds persons, kept first if they are kept at all. Returns how many there are then.
    fn add(&self, added: Persons) -> anyhow::Result<usize> {
        let mut persons = self.persons_to_change();
        if let Some(file) = &self.added {
            let mut kept = if file.exists() { read(file)? } else { Persons::default() };
            kept.merge(added.clone());
            let fresh = file.with_extension("new");
            kept.write(File::create(&fresh).with_context(|| format!("making {}", fresh.display()))?)?;
            std::fs::rename(&fresh, file.as_path()).with_context(|| format!("writing {}", file.display()))?;
        }
        persons.merge(added);
        Ok(persons.number())
    }

    fn persons_to_change(&self) -> RwLockWriteGuard<'_, Persons> {
        self.persons.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets how it fails from now on.
    pub fn switch(&self, switches: Switches) {
        *self.switches() = switches;
    }

    /// How many answers it gave about persons.
    #[must_use]
    pub fn answered(&self) -> u64 {
        self.answered.load(Ordering::Relaxed)
    }

    fn switches(&self) -> MutexGuard<'_, Switches> {
        self.switches.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes one answer of the quota. Returns what is left, and whether there was one.
    fn take_one(&self) -> (Option<i64>, bool) {
        let mut switches = self.switches();
        let Some(left) = switches.quota else { return (None, true) };
        let rest = left.saturating_sub(1);
        switches.quota = Some(rest);
        (Some(i64::try_from(rest).unwrap_or(i64::MAX)), left > 0)
    }

    fn knows(&self, asked: &Question) -> bool {
        asked.user_id == self.user.expose_secret() && asked.password == self.password.expose_secret()
    }
}

/// Serves until `end` resolves and the requests at work are done.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    register: Register,
    end: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let routes = Router::new()
        .route(&format!("/dukcapil/get_json/{{institution}}/{SERVICE}"), post(verify))
        .route("/switches", get(show_switches).put(set_switches))
        .layer(DefaultBodyLimit::max(LONGEST_QUESTION))
        .route(PERSONS, put(add_persons).layer(DefaultBodyLimit::max(LONGEST_FILE)))
        .with_state(register);
    axum::serve(listener, routes).with_graceful_shutdown(end).await.context("serving")
}

async fn verify(
    State(register): State<Register>,
    Path(_institution): Path<String>,
    Json(asked): Json<Question>,
) -> Response {
    let switches = *register.switches();
    tokio::time::sleep(Duration::from_millis(switches.latency_ms).min(LONGEST_LATENCY)).await;
    if switches.away {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    if switches.broken {
        return Html("<h1>Sedang dalam perbaikan</h1>").into_response();
    }
    let of_code = |code: &str| Entry { response_code: Some(code.to_owned()), ..Entry::default() };
    if !register.knows(&asked) {
        return Json(Answer { content: vec![of_code(WRONG_CREDENTIALS)], quota_limiter: None }).into_response();
    }
    let (left, had_one) = register.take_one();
    let entry = if had_one {
        register.answered.fetch_add(1, Ordering::Relaxed);
        register.persons.read().unwrap_or_else(PoisonError::into_inner).compare(&asked)
    } else {
        of_code(QUOTA_SPENT)
    };
    Json(Answer { content: vec![entry], quota_limiter: left }).into_response()
}

/// Answers how many there are then. A file that is no list of persons adds nobody.
async fn add_persons(State(register): State<Register>, file: Bytes) -> Response {
    let Ok(persons) = Persons::read(file.as_ref()) else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    match register.add(persons) {
        Ok(all) => all.to_string().into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")).into_response(),
    }
}

fn read(file: &std::path::Path) -> anyhow::Result<Persons> {
    let opened = File::open(file).with_context(|| format!("opening {}", file.display()))?;
    Persons::read(opened).with_context(|| format!("reading {}", file.display()))
}

async fn show_switches(State(register): State<Register>) -> Json<Switches> {
    Json(*register.switches())
}

async fn set_switches(State(register): State<Register>, Json(switches): Json<Switches>) -> StatusCode {
    register.switch(switches);
    StatusCode::NO_CONTENT
}
