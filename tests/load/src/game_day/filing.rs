//! One submission after the other, each of an invented person with documents of its own; who is told to wait waits and
//! comes again, as a channel does.

use std::time::Duration;

use runtime::Shutdown;
use serde_json::Value;
use testing::{Multipart, Person, Response, jpeg};
use tokio::time::{Instant, sleep};

use super::installation::Installation;
use crate::rows::intake::submission;

/// Forms in turn: without documents, with one, two and three.
const FORMS: [&str; 4] =
    ["pengaduan-instansi", "perguruan-tinggi-tidak-ditemukan", "status-bukan-pns", "nik-didaftarkan-orang-lain"];
/// How often a submission is sent at most.
const TRIES: u32 = 10;
/// Wait where nobody says how long.
const UNTOLD: Duration = Duration::from_secs(1);
/// Longest wait before another try.
const LONGEST_WAIT: Duration = Duration::from_mins(1);
/// The installation does not allow it any more, or not to this channel.
const FORBIDDEN: [u16; 2] = [401, 403];

/// What files submissions.
#[derive(Debug)]
pub(super) struct Filing {
    installation: Installation,
    first_person: u64,
    template: Vec<u8>,
}

/// What became of a submission.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) end: Ended,
    /// From the first try to the last answer.
    pub(super) took: Duration,
    /// Times that it had to wait, by the status that said so; 0 where no answer came.
    pub(super) waits: Vec<(u16, Duration)>,
}

/// How it ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// There is a ticket.
    Accepted { number: String, nik: String },
    /// It was not taken, for this status and code.
    Refused { status: u16, code: String },
    /// It was told to wait too often, or the game day ended meanwhile.
    GivenUp,
}

impl Outcome {
    /// Whether nothing more is to be sent.
    pub(super) fn forbids_more(&self) -> bool {
        matches!(&self.end, Ended::Refused { status, .. } if FORBIDDEN.contains(status))
    }
}

impl Filing {
    /// Persons begin with that number; documents have about so many bytes.
    pub(super) fn new(installation: Installation, first_person: u64, document: usize) -> Self {
        Self { installation, first_person, template: jpeg(first_person, document) }
    }

    /// Files the submission of that number.
    pub(super) async fn file(&self, number: u64, shutdown: &Shutdown) -> Outcome {
        let seed = self.first_person + number;
        let slug = FORMS[usize::try_from(number).unwrap_or(0) % FORMS.len()];
        let (person, body) = (Person::new(seed), submission(slug, &self.template, seed));
        let key = format!("gameday-{}-{number}", self.first_person);
        let (begun, mut waits) = (Instant::now(), Vec::new());
        let end = self.insist(slug, &key, &body, &person.nik, &mut waits, shutdown).await;
        Outcome { end, took: begun.elapsed(), waits }
    }

    async fn insist(
        &self,
        slug: &str,
        key: &str,
        body: &Multipart,
        nik: &str,
        waits: &mut Vec<(u16, Duration)>,
        shutdown: &Shutdown,
    ) -> Ended {
        for earlier in 0..TRIES {
            let (status, wait) = match self.installation.file(slug, key, body).await {
                Ok(answer) => match judged(&answer, nik) {
                    Some(end) => return end,
                    None => (answer.status.as_u16(), told_wait(&answer)),
                },
                Err(_) => (0, UNTOLD),
            };
            let wait = longer(wait, earlier);
            waits.push((status, wait));
            tokio::select! {
                () = shutdown.stopping() => return Ended::GivenUp,
                () = sleep(wait) => {}
            }
        }
        Ended::GivenUp
    }
}

/// What an answer means; `None`: come again.
fn judged(answer: &Response, nik: &str) -> Option<Ended> {
    let status = answer.status.as_u16();
    let said = |name: &str| {
        let body = answer.json().ok()?;
        body.get(name).and_then(Value::as_str).map(str::to_owned)
    };
    match status {
        200 | 201 => Some(match said("ticket_number") {
            Some(number) => Ended::Accepted { number, nik: nik.to_owned() },
            None => Ended::Refused { status, code: "no_number".to_owned() },
        }),
        429 | 500.. => None,
        _ => Some(Ended::Refused { status, code: said("code").unwrap_or_else(|| "unnamed".to_owned()) }),
    }
}

/// Who was told to wait before waits twice as long each time: an outage ends no sooner because people ask.
fn longer(wait: Duration, earlier: u32) -> Duration {
    wait.saturating_mul(2_u32.saturating_pow(earlier)).min(LONGEST_WAIT)
}

pub(super) fn told_wait(answer: &Response) -> Duration {
    let told = answer.header("retry-after").and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
    told.unwrap_or(UNTOLD).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_tries_outlast_an_outage_of_five_minutes() {
        let waits = (0..TRIES - 1).map(|earlier| longer(Duration::from_secs(5), earlier));
        let waits: Vec<u64> = waits.map(|wait| wait.as_secs()).collect();
        assert_eq!(waits, [5, 10, 20, 40, 60, 60, 60, 60, 60]);
        assert!(waits.iter().sum::<u64>() > 300);
    }
}
