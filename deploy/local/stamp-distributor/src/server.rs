//! The distributor's services, its switches and counters.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Context as _;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Path, Query, Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use distributor::LARGEST_FILE;
use distributor::simulated::{AUTHORITY, COUNTS, CREDIT, Counts, Credit, Hang, SWITCHES, Switches};
use distributor::wire::{self, Answer, Balance, Login, Purchase, Purchased, Stamped, Stamping, States};
use runtime::Clock;
use serde::Deserialize;
use tokio::net::TcpListener;

use crate::folder::Folder;
use crate::ledger::No;
use crate::stamp::{another_file, stamp};
use crate::{Authority, Ledger};

/// Longest wait before an answer.
const LONGEST_LATENCY: Duration = Duration::from_mins(1);
/// The code of answers that are faults. Peruri's other codes are not known.
const FAULT: &str = "01";

/// A running distributor. A clone is the same one.
#[derive(Clone)]
pub struct Simulated {
    authority: Arc<Authority>,
    clock: Clock,
    inner: Arc<Mutex<Inner>>,
}

struct Inner {
    ledger: Ledger,
    folder: Folder,
    switches: Switches,
    counts: Counts,
}

impl Simulated {
    /// A distributor with these users and an authority of its own.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn new(ledger: Ledger, clock: Clock) -> anyhow::Result<Self> {
        let authority = Arc::new(Authority::new(clock.now())?);
        let (folder, switches, counts) = (Folder::default(), Switches::default(), Counts::default());
        Ok(Self { authority, clock, inner: Arc::new(Mutex::new(Inner { ledger, folder, switches, counts })) })
    }

    /// The certificate of its authority, as PEM.
    #[must_use]
    pub fn authority(&self) -> &str {
        self.authority.certificate()
    }

    /// Sets how it fails from now on.
    pub fn switch(&self, switches: Switches) {
        self.inner().switches = switches;
    }

    /// What it did since it runs.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.inner().counts
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Never returns when this is where requests are to hang.
    async fn hang_at(&self, point: Hang) {
        if self.inner().switches.hangs == Some(point) {
            let _counted = Hanging::begin(self);
            std::future::pending::<()>().await;
        }
    }
}

/// Counts a request that hangs, until its caller goes away.
struct Hanging<'a>(&'a Simulated);

impl<'a> Hanging<'a> {
    fn begin(simulated: &'a Simulated) -> Self {
        simulated.inner().counts.hanging += 1;
        Self(simulated)
    }
}

impl Drop for Hanging<'_> {
    fn drop(&mut self) {
        self.0.inner().counts.hanging -= 1;
    }
}

/// Serves until `end` resolves and the requests at work are done.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    simulated: Simulated,
    end: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let services = Router::new()
        .route(wire::LOGIN, post(login))
        .route(wire::KINDS, get(kinds))
        .route(wire::BALANCE, get(balance))
        .route(wire::SERIAL, post(sell))
        .route(wire::STATE, get(states))
        .route(wire::STAMP, post(stamp_file))
        .route(&format!("{}/{{name}}", wire::UNSTAMPED), put(put_file))
        .route(&format!("{}/{{name}}", wire::STAMPED), get(get_file))
        .layer(middleware::from_fn_with_state(simulated.clone(), fail_as_switched));
    let routes = services
        .route(SWITCHES, get(show_switches).put(set_switches))
        .route(COUNTS, get(show_counts))
        .route(CREDIT, put(set_credit))
        .route(AUTHORITY, get(show_authority))
        .layer(DefaultBodyLimit::max(LARGEST_FILE))
        .with_state(simulated);
    axum::serve(listener, routes).with_graceful_shutdown(end).await.context("serving")
}

async fn fail_as_switched(State(simulated): State<Simulated>, request: Request, next: Next) -> Response {
    let switches = {
        let mut inner = simulated.inner();
        inner.counts.requests += 1;
        inner.switches
    };
    tokio::time::sleep(Duration::from_millis(switches.latency_ms).min(LONGEST_LATENCY)).await;
    if switches.away { StatusCode::SERVICE_UNAVAILABLE.into_response() } else { next.run(request).await }
}

/// Who asks: the user of the token.
struct Person(String);

impl FromRequestParts<Simulated> for Person {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, simulated: &Simulated) -> Result<Self, Response> {
        let token = bearer(&parts.headers);
        let inner = simulated.inner();
        let user = token.filter(|_| !inner.switches.tokens_are_over).and_then(|token| inner.ledger.user_of(token));
        user.map(Self)
            .ok_or_else(|| (StatusCode::UNAUTHORIZED, Json(Answer::<()>::fault(FAULT, "Unauthorized"))).into_response())
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

async fn login(State(simulated): State<Simulated>, Json(asked): Json<Login>) -> Response {
    let mut inner = simulated.inner();
    match inner.ledger.login(&asked.user, &asked.password) {
        Ok(Some(token)) => {
            inner.counts.logins += 1;
            Json(Answer { token: Some(token), ..Answer::fine(()) }).into_response()
        }
        Ok(None) => Json(Answer::<()>::fault(FAULT, "User atau password salah")).into_response(),
        Err(_no_randomness) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn kinds() -> Response {
    Json(
        [("2", "Dokumen Transaksi"), ("3", "Surat Pernyataan"), ("3", "Surat Lainnya")].map(|(kode, nama)| {
            [("kode", kode), ("nama", nama)].into_iter().collect::<std::collections::BTreeMap<_, _>>()
        }),
    )
    .into_response()
}

async fn balance(State(simulated): State<Simulated>, Person(user): Person) -> Response {
    let saldo = simulated.inner().ledger.balance(&user);
    Json(Answer::fine(Balance { saldo })).into_response()
}

async fn sell(State(simulated): State<Simulated>, Person(user): Person, Json(asked): Json<Purchase>) -> Response {
    simulated.hang_at(Hang::BeforePurchase).await;
    let sold = {
        let mut inner = simulated.inner();
        let sold = inner.ledger.sell(&user, &asked.nodoc);
        inner.counts.serials += u64::from(matches!(sold, Ok(Ok(_))));
        sold
    };
    simulated.hang_at(Hang::AfterPurchase).await;
    match sold {
        Ok(Ok(serial)) => Json(Answer::fine(Purchased { sn: Some(serial), err: None })).into_response(),
        Ok(Err(_none_left)) => {
            let result = Some(Purchased { sn: None, err: Some("Saldo tidak cukup".to_owned()) });
            Json(Answer { result, ..Answer::fault(FAULT, "Gagal") }).into_response()
        }
        Err(_no_randomness) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[derive(Deserialize)]
struct Filter {
    filter: String,
}

async fn states(
    State(simulated): State<Simulated>,
    Person(user): Person,
    Query(Filter { filter }): Query<Filter>,
) -> Response {
    let data = simulated.inner().ledger.states(&user, &filter);
    Json(Answer::fine(States { data })).into_response()
}

async fn put_file(
    State(simulated): State<Simulated>,
    Person(user): Person,
    Path(name): Path<String>,
    file: Bytes,
) -> StatusCode {
    simulated.inner().folder.put(format!("{}/{name}", wire::UNSTAMPED), &user, file);
    StatusCode::NO_CONTENT
}

async fn get_file(State(simulated): State<Simulated>, Person(user): Person, Path(name): Path<String>) -> Response {
    match simulated.inner().folder.get(&format!("{}/{name}", wire::STAMPED), &user) {
        Some(file) => file.into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn stamp_file(State(simulated): State<Simulated>, Person(user): Person, Json(asked): Json<Stamping>) -> Response {
    simulated.hang_at(Hang::BeforeStamp).await;
    let answer = match take_file(&simulated, &user, &asked) {
        Ok(file) => stamp_with(&simulated, user, asked, file).await,
        Err((status, words)) => refusal(status, words),
    };
    simulated.hang_at(Hang::AfterStamp).await;
    answer
}

/// The file that is to be stamped, or with which status and words it is not.
fn take_file(simulated: &Simulated, user: &str, asked: &Stamping) -> Result<Bytes, (StatusCode, &'static str)> {
    let inner = simulated.inner();
    if inner.switches.refuses_files {
        return Err((StatusCode::BAD_REQUEST, "File PDF tidak dapat dibaca"));
    }
    if inner.switches.stamping_fails {
        return Err((StatusCode::OK, "Terjadi kesalahan"));
    }
    if inner.switches.wrong_file {
        return Ok(another_file().into());
    }
    inner.folder.get(&asked.src, user).ok_or((StatusCode::BAD_REQUEST, "Dokumen tidak ditemukan"))
}

async fn stamp_with(simulated: &Simulated, user: String, asked: Stamping, file: Bytes) -> Response {
    let (authority, at) = (Arc::clone(&simulated.authority), simulated.clock.now());
    let stamping = tokio::task::spawn_blocking(move || stamp(&file, &asked, &authority, at).map(|done| (asked, done)));
    let Ok(Ok((asked, stamped))) = stamping.await else {
        return refusal(StatusCode::BAD_REQUEST, "File PDF tidak dapat dibubuhi");
    };
    let mut inner = simulated.inner();
    match inner.ledger.spend(&user, &asked.ref_token) {
        Ok(()) => {}
        Err(No::Serial | No::Balance) => return refusal(StatusCode::OK, "Serial number sudah digunakan"),
    }
    inner.counts.stamps += 1;
    inner.folder.put(asked.dest, &user, stamped.into());
    Json(Stamped { status: Some("True".to_owned()), error_message: None }).into_response()
}

fn refusal(status: StatusCode, words: &str) -> Response {
    (status, Json(Stamped { status: None, error_message: Some(words.to_owned()) })).into_response()
}

async fn show_switches(State(simulated): State<Simulated>) -> Json<Switches> {
    Json(simulated.inner().switches)
}

async fn set_switches(State(simulated): State<Simulated>, Json(switches): Json<Switches>) -> StatusCode {
    simulated.switch(switches);
    StatusCode::NO_CONTENT
}

async fn show_counts(State(simulated): State<Simulated>) -> Json<Counts> {
    Json(simulated.counts())
}

async fn set_credit(State(simulated): State<Simulated>, Json(credit): Json<Credit>) -> StatusCode {
    simulated.inner().ledger.credit(&credit.user, credit.stamps);
    StatusCode::NO_CONTENT
}

async fn show_authority(State(simulated): State<Simulated>) -> String {
    simulated.authority().to_owned()
}
