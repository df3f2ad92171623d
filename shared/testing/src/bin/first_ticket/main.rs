//! `first-ticket ENVIRONMENT [FILE [PERSONS]]`: files one submission on the system of `make up`, follows it to its
//! answer and prints each step. It writes the number and the (invented) NIK into FILE; with them a visitor can read the
//! answer on the site. Where PERSONS, here or in ENVIRONMENT, names the list of a register of invented people, its
//! first person then makes an account and signs in; and registers, where there is a distributor of e-meterai.

mod account;
mod registration;

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use testing::{Api, Environment, Person, eventually};

/// Longest wait for one stage.
const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let file = std::env::args().nth(1).unwrap_or_else(|| ".local/env".to_owned());
    let (remember_in, persons) = (std::env::args().nth(2), std::env::args().nth(3));
    match follow_one(Path::new(&file), remember_in.as_deref(), persons.as_deref()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("the first ticket did not arrive: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Follows one ticket from filing to its answer.
async fn follow_one(file: &Path, remember_in: Option<&str>, persons: Option<&str>) -> Result<()> {
    let environment = Environment::read(file)?;
    let url = environment.get("HELPDESK_URL")?.to_owned();
    let api = Api::new(url.clone(), url.clone(), url, environment.get("CHANNEL_TOKEN")?.to_owned());
    let desk_token = environment.get("DESK_TOKEN_BKN_DATA_FIXES")?;
    let started = Instant::now();
    let person = Person::new(u64::from(std::process::id()));

    let response = api.submit("status-bukan-pns", &person.submission("status-bukan-pns", 120_000), None).await?;
    ensure!(
        response.status == 201,
        "filing was answered {}: {}",
        response.status,
        String::from_utf8_lossy(&response.body)
    );
    let receipt = response.json()?;
    let number = receipt.get("ticket_number").and_then(Value::as_str).context("a receipt without a number")?;
    stage(started, "Pertanyaan", &format!("form 66 with two documents accepted: ticket {number}"));

    reached(&api, number, &person.nik, "received").await?;
    stage(started, "Diterima", "routed over RabbitMQ to desk bkn.data-fixes and received there");

    let claim =
        api.desk_post(desk_token, "/api/v1/desks/bkn.data-fixes/claims", &json!({ "ticket_number": number })).await?;
    ensure!(claim.status == 200, "claiming was answered {}", claim.status);
    let content = api.desk_get(desk_token, &format!("/api/v1/tickets/{number}")).await?;
    ensure!(content.status == 200, "reading was answered {}", content.status);
    let photo = api.desk_get(desk_token, &format!("/api/v1/tickets/{number}/documents/ktp")).await?;
    ensure!(photo.status == 200, "the document was answered {}", photo.status);
    reached(&api, number, &person.nik, "processing").await?;
    stage(
        started,
        "Proses",
        &format!("claimed by the desk; content and a document of {} KB read", photo.body.len() / 1024),
    );

    let text = "Data Anda sudah kami perbaiki. Silakan masuk kembali ke SSCASN.";
    let answer =
        api.desk_post(desk_token, &format!("/api/v1/tickets/{number}/answers"), &json!({ "text": text })).await?;
    ensure!(answer.status == 201, "answering was answered {}", answer.status);
    let found = reached(&api, number, &person.nik, "answered").await?;
    ensure!(found.pointer("/answers/0/text").and_then(Value::as_str) == Some(text), "the lookup shows another answer");
    stage(started, "Jawaban", &format!("answered, and the lookup by number and NIK shows: “{text}”"));
    if let Some(file) = remember_in {
        std::fs::write(file, format!("FIRST_TICKET={number}\nFIRST_TICKET_NIK={}\n", person.nik))
            .context("remembering the ticket")?;
    }
    if let Some(persons) = persons.or(environment.find("PERSONS")) {
        let site = environment.get("HELPDESK_URL")?;
        let tell = |name: &str, what: &str| stage(started, name, what);
        let nik = account::make_and_enter(site, Path::new(persons), &environment, &tell)
            .await
            .context("the first account")?;
        if environment.find("STAMP_USER").is_some() {
            registration::register(site, (&nik, account::PASSWORD), &environment, &tell)
                .await
                .context("the first registration")?;
        }
    }
    Ok(())
}

/// Waits until a look-up shows the stage, and returns that look-up.
async fn reached(api: &Api, number: &str, nik: &str, stage: &str) -> Result<Value> {
    eventually(&format!("stage {stage}"), PATIENCE, async || {
        Ok(api.found(number, nik).await?.filter(|lookup| lookup.stage == stage).map(|lookup| lookup.body))
    })
    .await
}

fn stage(started: Instant, name: &str, what: &str) {
    say(&format!("  {:>6} ms  {name:<10}  {what}", started.elapsed().as_millis()));
}

#[expect(clippy::print_stdout, reason = "this program exists to print the way of a ticket")]
fn say(line: &str) {
    println!("{line}");
}
