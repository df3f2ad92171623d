//! The parts of a partner agency's system: its credentials, the HTTPS API and the queues. `docs/agencies.md` explains
//! each step.

mod api;
mod catch_up;
mod desk;
mod reports;

use anyhow::{Context as _, Result};

pub use api::{Api, OpenTicket, Ticket};
pub use catch_up::{SETTLED, catch_up};
pub use desk::{PREFETCH, consume, work};
pub use reports::{connect, made_from, properties, publish, report};

/// What the operator handed over.
pub struct Credentials {
    /// The agency's name, part of its user's and its queue's.
    pub name: String,
    /// The desks that it serves.
    pub desks: Vec<String>,
    /// Where the broker is, with user and password.
    pub amqp_url: String,
    /// Where the API is, without a path.
    pub api_url: String,
    /// The API's bearer token.
    pub api_token: String,
}

impl Credentials {
    /// `AGENCY_NAME`, `AGENCY_DESKS`, `AGENCY_AMQP_URL`, `AGENCY_API_URL` and `AGENCY_API_TOKEN`, as
    /// `helpdesk agency add` prints them.
    ///
    /// # Errors
    /// When one of them is not set.
    pub fn from_env() -> Result<Self> {
        let read = |name: &str| {
            std::env::var(name).with_context(|| format!("{name} is not set; `helpdesk agency add` printed it"))
        };
        Ok(Self {
            name: read("AGENCY_NAME")?,
            desks: read("AGENCY_DESKS")?.split(',').map(str::to_owned).collect(),
            amqp_url: read("AGENCY_AMQP_URL")?,
            api_url: read("AGENCY_API_URL")?,
            api_token: read("AGENCY_API_TOKEN")?,
        })
    }

    /// The lines of an environment file that [`Credentials::from_env`] reads.
    #[must_use]
    pub fn lines(&self) -> [String; 5] {
        [
            format!("AGENCY_NAME={}", self.name),
            format!("AGENCY_DESKS={}", self.desks.join(",")),
            format!("AGENCY_AMQP_URL={}", self.amqp_url),
            format!("AGENCY_API_URL={}", self.api_url),
            format!("AGENCY_API_TOKEN={}", self.api_token),
        ]
    }
}

/// Prints a line.
#[expect(clippy::print_stdout, reason = "the example speaks on standard output")]
pub fn say(line: &str) {
    println!("{line}");
}
