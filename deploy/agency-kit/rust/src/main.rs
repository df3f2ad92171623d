//! A partner agency's system in one small program: takes tickets from the desk's queue, reads them, answers them. `docs/agencies.md` explains
//! each step.
//!
//! It reads `AGENCY_NAME`, `AGENCY_DESKS`, `AGENCY_AMQP_URL`, `AGENCY_API_URL` and `AGENCY_API_TOKEN`, as `helpdesk agency add` prints them.
//! Replace [`answer_to`] with your own work.

mod api;
mod desk;

use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::api::Ticket;

/// Your work. The fields, hints, documents and earlier answers of a ticket are described in `docs/openapi.json`.
fn answer_to(ticket: &Ticket) -> String {
    format!("Pengaduan Anda ({}) sudah kami terima dan kami perbaiki.", ticket.form_title)
}

/// What the operator handed over.
struct Credentials {
    name: String,
    desks: Vec<String>,
    amqp_url: String,
    api_url: String,
    api_token: String,
}

impl Credentials {
    fn from_env() -> Result<Self> {
        let read = |name: &str| std::env::var(name).with_context(|| format!("{name} is not set; `helpdesk agency add` printed it"));
        Ok(Self {
            name: read("AGENCY_NAME")?,
            desks: read("AGENCY_DESKS")?.split(',').map(str::to_owned).collect(),
            amqp_url: read("AGENCY_AMQP_URL")?,
            api_url: read("AGENCY_API_URL")?,
            api_token: read("AGENCY_API_TOKEN")?,
        })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let credentials = Credentials::from_env()?;
    loop {
        // Refused with 403: the operator has not given you the desk's queue yet, or has taken it back.
        if let Err(error) = desk::work(&credentials).await {
            say(&format!("connecting again in 5 seconds: {error:#}"));
        }
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}

#[expect(clippy::print_stdout, reason = "the example speaks on standard output")]
fn say(line: &str) {
    println!("{line}");
}
