//! Accounts: made in all four steps, signed in to, and entered again with the answer to a question and a new password,
//! each in a browser of its own. All are bound by Argon2, so beside them stands how often the machine hashes on as many
//! threads.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::available_parallelism;

use anyhow::{Context as _, Result, ensure};
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use http::StatusCode;
use testing::{Applicant, Broker, Client, Layout, Person, REGISTERED_PERSONS, System};

use crate::Plan;
use crate::bare::hashes;
use crate::clients::{Measured, closed_loop, median};
use crate::table::Row;

/// How many people are at it at the same time: with fewer, threads that hash wait for the next one.
const CLIENTS: usize = 8;
/// Accounts that people sign in to in turn.
const ACCOUNTS: u64 = 200;
/// The first of them; those before are made while it is measured.
const FIRST_ACCOUNT: u64 = REGISTERED_PERSONS - ACCOUNTS;
/// Hashes that a person costs: the password, and the answers to two questions.
const HASHES_OF_A_PERSON: f64 = 3.0;
/// Hashes of a new password: two for the answer, and one each to see that the password is another one and to keep it.
const HASHES_OF_A_RESET: f64 = 4.0;
/// Passwords that people choose in turn: a new one is never the old one.
const PASSWORDS: [&str; 2] = ["Ombak-Kelabu-83-Layar", "Kabut-Jingga-29-Sawah"];
/// The process that is measured.
const PROCESS: &str = "accounts";

/// Measures all, with the threads that a process takes by itself, and with all processors.
pub(crate) async fn measure(plan: Plan) -> Result<Vec<Row>> {
    let all = available_parallelism().map_or(1, NonZeroUsize::get);
    let half = (all / 2).max(1);
    let mut rows = Vec::new();
    for threads in [half, all] {
        let system = Arc::new(prepare(threads).await?);
        rows.push(creation(&system, threads, plan).await?);
        rows.push(sign_in(&system, threads, plan).await?);
        rows.push(reset(&system, threads, plan).await?);
        if half == all {
            break;
        }
    }
    Ok(rows)
}

async fn creation(system: &Arc<System>, threads: usize, plan: Plan) -> Result<Row> {
    let name = named("made in four steps", threads);
    super::announce(&name);
    let (client, mut ours, mut hashed) = (Client::default(), Vec::new(), Vec::new());
    let next = Arc::new(AtomicU64::new(0));
    for _ in 0..plan.rounds {
        let (system, client, next) = (Arc::clone(system), client.clone(), Arc::clone(&next));
        let make = move |_at| make(Arc::clone(&system), client.clone(), next.fetch_add(1, Ordering::Relaxed));
        ours.push(closed_loop(CLIENTS, plan.length, make).await?);
        hashed.push(hashes::measure(threads, plan.length).await?);
    }
    let (ours, hashed) = (median(ours)?, median(hashed)?);
    row(&name, system, &ours, hashed.rate / HASHES_OF_A_PERSON)
}

async fn sign_in(system: &Arc<System>, threads: usize, plan: Plan) -> Result<Row> {
    let name = named("sign-in", threads);
    super::announce(&name);
    let (client, mut ours, mut hashed) = (Client::default(), Vec::new(), Vec::new());
    let next = Arc::new(AtomicU64::new(0));
    for _ in 0..plan.rounds {
        let (system, client, next) = (Arc::clone(system), client.clone(), Arc::clone(&next));
        let enter = move |_at| enter(Arc::clone(&system), client.clone(), next.fetch_add(1, Ordering::Relaxed));
        ours.push(closed_loop(CLIENTS, plan.length, enter).await?);
        hashed.push(hashes::measure(threads, plan.length).await?);
    }
    let (ours, hashed) = (median(ours)?, median(hashed)?);
    row(&name, system, &ours, hashed.rate)
}

async fn reset(system: &Arc<System>, threads: usize, plan: Plan) -> Result<Row> {
    let name = named("reset by form 04", threads);
    super::announce(&name);
    let (client, mut ours, mut hashed) = (Client::default(), Vec::new(), Vec::new());
    let next = Arc::new(AtomicU64::new(0));
    for _ in 0..plan.rounds {
        let (system, client, next) = (Arc::clone(system), client.clone(), Arc::clone(&next));
        let renew = move |_at| renew(Arc::clone(&system), client.clone(), next.fetch_add(1, Ordering::Relaxed));
        ours.push(closed_loop(CLIENTS, plan.length, renew).await?);
        hashed.push(hashes::measure(threads, plan.length).await?);
    }
    let (ours, hashed) = (median(ours)?, median(hashed)?);
    row(&name, system, &ours, hashed.rate / HASHES_OF_A_RESET)
}

fn named(work: &str, threads: usize) -> String {
    format!("accounts, {work}, {threads} hashing at once")
}

fn row(name: &str, system: &System, ours: &Measured, limit: f64) -> Result<Row> {
    Ok(Row::rated(name, ours.rate, limit).timed(ours.p50_ms, ours.p99_ms).sized(system.memory_mb(PROCESS)?))
}

/// A process in which so many threads hash, and the accounts that people sign in to.
async fn prepare(threads: usize) -> Result<System> {
    let threads = threads.to_string();
    let further = [
        ("PASSWORDS_AT_ONCE", threads.as_str()),
        ("PASSWORDS_PATIENCE", "30s"),
        ("IDENTITY_CHECKS_PER_SECOND", "100000"),
    ];
    let system = System::start_with(Layout::Accounts, Broker::new_virtual_host().await?, &further).await?;
    system.open_accounts().await?;
    let client = Client::default();
    let begin = |number| {
        let (mut applicant, system) = (applicant(&client, number), &system);
        async move {
            applicant.identify(system, PROCESS).await?.leads_to(Applicant::DETAILS)?;
            anyhow::Ok(applicant)
        }
    };
    let identified = stream::iter((FIRST_ACCOUNT..REGISTERED_PERSONS).map(begin)).buffered(CLIENTS);
    let mut applicants: Vec<Applicant> = identified.try_collect().await?;
    let first = applicants.first_mut().context("somebody")?;
    first.complete(&system, PROCESS).await?.leads_to(Applicant::CHECK)?;
    system.database.complete_drafts().await?;
    for mut applicant in applicants {
        applicant.confirm(&system, PROCESS).await?.leads_to(Applicant::MADE)?;
    }
    Ok(system)
}

/// Somebody in front of a browser of their own.
fn applicant(client: &Client, number: u64) -> Applicant {
    Applicant::new(client, &Person::new(number), number)
}

/// Somebody goes through all four steps.
async fn make(system: Arc<System>, client: Client, at: u64) -> Result<()> {
    ensure!(at < FIRST_ACCOUNT, "the register knows nobody else");
    applicant(&client, at).make_account(&system, PROCESS).await
}

/// Somebody signs in, in a browser that was never seen before.
async fn enter(system: Arc<System>, client: Client, at: u64) -> Result<()> {
    let person = Person::new(FIRST_ACCOUNT + at % ACCOUNTS);
    let mut applicant = Applicant::new(&client, &person, REGISTERED_PERSONS + at);
    let shown = applicant.sign_in(&system, PROCESS).await?;
    // The address says so when the oldest session had to end for this one.
    let led = shown.location.as_deref().is_some_and(|led| led.split('?').next() == Some(Applicant::HOME));
    ensure!(shown.status == StatusCode::SEE_OTHER && led, "answered {}: {}", shown.status, shown.html);
    Ok(())
}

/// Somebody answers the first question and chooses another password, in a browser that was never seen before.
async fn renew(system: Arc<System>, client: Client, at: u64) -> Result<()> {
    let person = Person::new(FIRST_ACCOUNT + at % ACCOUNTS);
    let password = PASSWORDS[usize::from(at / ACCOUNTS % 2 == 1)];
    let applicant = Applicant::new(&client, &person, 2 * REGISTERED_PERSONS + at);
    let mut applicant = applicant.typing("password", password).typing("password_again", password);
    applicant.answer_first(&system, PROCESS).await?.leads_to(Applicant::NEW_PASSWORD)?;
    applicant.choose_password(&system, PROCESS).await?.leads_to(Applicant::RECOVERED)
}
