//! The register's service, and its switches.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Context as _;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use population::wire::{Answer, Entry, Question, SERVICE};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::net::TcpListener;

use crate::{Persons, Switches};

/// Longest question in bytes.
const LONGEST_QUESTION: usize = 16 * 1024;
/// Longest wait before an answer.
const LONGEST_LATENCY: Duration = Duration::from_mins(1);
/// The code for a wrong user or password. Dukcapil's is not known; ours is none of its verdicts.
const WRONG_CREDENTIALS: &str = "05";
/// The code for a quota that is used up. Likewise.
const QUOTA_SPENT: &str = "06";

/// A running register. A clone is the same register.
#[derive(Clone)]
pub struct Register {
    persons: Arc<Persons>,
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
        Self { persons: Arc::new(persons), user, password, switches, answered: Arc::default() }
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
        register.persons.compare(&asked)
    } else {
        of_code(QUOTA_SPENT)
    };
    Json(Answer { content: vec![entry], quota_limiter: left }).into_response()
}

async fn show_switches(State(register): State<Register>) -> Json<Switches> {
    Json(*register.switches())
}

async fn set_switches(State(register): State<Register>, Json(switches): Json<Switches>) -> StatusCode {
    register.switch(switches);
    StatusCode::NO_CONTENT
}
