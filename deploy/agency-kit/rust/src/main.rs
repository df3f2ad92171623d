//! A partner agency's system in one small program: takes tickets from the desk's queue, reads them, answers them.
//! `docs/agencies.md` explains each step.
//!
//! It reads `AGENCY_NAME`, `AGENCY_DESKS`, `AGENCY_AMQP_URL`, `AGENCY_API_URL` and `AGENCY_API_TOKEN`, as
//! `helpdesk agency add` prints them. Replace [`answer_to`] with your own work.

use std::time::Duration;

use agency_kit::{Credentials, Ticket, say, work};
use anyhow::Result;

/// Your work. The fields, hints, documents and earlier answers of a ticket are described in `docs/openapi.json`.
fn answer_to(ticket: &Ticket) -> String {
    format!("Pengaduan Anda ({}) sudah kami terima dan kami perbaiki.", ticket.form_title)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let credentials = Credentials::from_env()?;
    loop {
        // Refused with 403: the operator has not given you the desk's queue yet, or has taken it back.
        if let Err(error) = work(&credentials, answer_to).await {
            say(&format!("connecting again in 5 seconds: {error:#}"));
        }
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}
