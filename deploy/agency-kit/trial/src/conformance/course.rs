//! The course for a system under test: one situation after the other, each with tickets of its own.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use answer::practice::PracticeRefusal;
use anyhow::Result;
use domain::TicketNumber;
use serde_json::json;
use tokio::time::Instant;

use super::invented::Invented;
use super::practice::{Practice, Special};
use super::rule::Rule;
use super::stage::{Line, Stage};
use super::system::System;

/// Pause between two checks.
const LOOK: Duration = Duration::from_millis(50);

/// How long the course waits for a fault to show, such as an acknowledgement that comes too early or a second answer.
const SETTLE: Duration = Duration::from_secs(3);

/// Tickets of the first situation.
const ORDINARY: u32 = 3;

/// What the course needs.
pub(super) struct Course {
    pub(super) stage: Arc<Stage>,
    pub(super) line: Arc<Line>,
    pub(super) practice: Arc<Practice>,
    pub(super) patience: Duration,
}

impl Course {
    /// Runs the whole course. It stops judging a system that does not consume.
    pub(super) async fn run(&self, system: &mut System) -> Result<()> {
        let consumes = self.begin(system, "waiting for a consumer").await?;
        self.practice.ledger.judge(Rule::Consumes, consumes, || {
            "nobody consumed the queue in time: no connection, or one that was refused, for example because it declares"
                .to_owned()
        });
        if !consumes {
            return Ok(());
        }
        self.ordinary(system).await?;
        self.begin(system, "a ticket that comes several times").await?;
        self.twice(system).await?;
        self.begin(system, "messages that cannot be read").await?;
        self.unreadable(system).await?;
        self.begin(system, "an API that is busy").await?;
        self.busy(system).await?;
        self.begin(system, "tickets that are gone").await?;
        self.gone(system).await?;
        self.begin(system, "a rejection").await?;
        self.rejection(system).await?;
        self.begin(system, "a connection that the broker ends").await?;
        self.disconnected(system).await?;
        self.begin(system, "reports that the broker refuses").await?;
        self.refused(system).await?;
        self.begin(system, "the end").await?;
        self.end().await
    }

    /// Announces a situation, and restarts a system that ended. Returns whether somebody consumes.
    async fn begin(&self, system: &mut System, what: &str) -> Result<bool> {
        progress(what);
        system.ensure_started()?;
        self.until(system, async || Ok(self.line.desk().await?.consumers > 0)).await
    }

    async fn ordinary(&self, system: &mut System) -> Result<()> {
        progress("ordinary tickets");
        let mut numbers = Vec::new();
        for _ticket in 0..ORDINARY {
            numbers.push(self.send(Special::Nothing).await?.ticket.number);
        }
        self.answered(system, &numbers).await?;
        for number in numbers {
            self.practice.ledger.judge(Rule::InTime, self.practice.is_done(number), || self.late(number));
        }
        Ok(())
    }

    /// Sends the same message twice at once, and the ticket once more under a new id, as an operator resends it.
    async fn twice(&self, system: &mut System) -> Result<()> {
        let invented = self.send(Special::Nothing).await?;
        let number = invented.ticket.number;
        let (id, body) = self.message(&invented)?;
        self.line.send(&id, &body).await?;
        self.line.send(&id, &body).await?;
        self.answered(system, &[number]).await?;
        let (id, body) = self.message(&invented)?;
        self.line.send(&id, &body).await?;
        let next = self.send(Special::Nothing).await?.ticket.number;
        self.answered(system, &[next]).await?;
        tokio::time::sleep(SETTLE).await;
        self.practice.ledger.judge(Rule::AnswersOnce, self.practice.is_done(number), || self.late(number));
        Ok(())
    }

    async fn unreadable(&self, system: &mut System) -> Result<()> {
        let invented = self.practice.invent(Special::Nothing)?;
        let (_, body) = self.message(&invented)?;
        let mut later: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&body)?;
        later.insert("version".to_owned(), json!(messages::VERSION + 1));
        later.insert("ticket_number".to_owned(), json!({ "of": "a later version" }));
        let bodies = [b"\xFF\x00 no JSON".to_vec(), b"{}".to_vec(), b"[1, 2]".to_vec(), serde_json::to_vec(&later)?];
        for body in bodies {
            self.line.send(&self.new_id(), &body).await?;
        }
        self.goes_on(system, Rule::SurvivesUnreadable).await
    }

    async fn busy(&self, system: &mut System) -> Result<()> {
        let mut numbers = Vec::new();
        for special in [Special::UnavailableOnce, Special::TooOftenOnce, Special::NoTextOnce] {
            numbers.push(self.send(special).await?.ticket.number);
        }
        self.answered(system, &numbers).await?;
        for number in numbers {
            self.practice.ledger.judge(Rule::TriesAgain, self.practice.is_done(number), || self.late(number));
        }
        Ok(())
    }

    async fn gone(&self, system: &mut System) -> Result<()> {
        for refusal in [PracticeRefusal::UnknownTicket, PracticeRefusal::Erased] {
            self.send(Special::Gone(refusal)).await?;
        }
        self.goes_on(system, Rule::GoesOnWithoutGone).await
    }

    async fn rejection(&self, system: &mut System) -> Result<()> {
        let number = self.send(Special::RejectedOnce).await?.ticket.number;
        let taken = self.until(system, async || Ok(self.practice.was_rejected(number))).await?;
        let taken = taken && self.until(system, async || Ok(self.line.rejections().await?.ready == 0)).await?;
        let consumed = taken && self.line.rejections().await?.consumers > 0;
        self.practice
            .ledger
            .judge(Rule::TakesRejections, consumed, || "nobody took the rejection from its queue".to_owned());
        self.goes_on(system, Rule::TakesRejections).await
    }

    async fn disconnected(&self, system: &mut System) -> Result<()> {
        self.stage.end_connections().await?;
        self.line.returned().await?;
        let back = self.until(system, async || Ok(self.line.desk().await?.consumers > 0)).await?;
        if !self
            .practice
            .ledger
            .judge(Rule::ConnectsAgain, back, || "nobody consumed the queue again in time".to_owned())
        {
            return Ok(());
        }
        self.goes_on(system, Rule::ConnectsAgain).await
    }

    /// Checks that a ticket whose report the broker refuses is back in the queue as soon as the connection is gone.
    async fn refused(&self, system: &mut System) -> Result<()> {
        self.stage.refuse_reports().await?;
        self.line.returned().await?;
        if self.until(system, async || Ok(self.line.desk().await?.consumers > 0)).await? {
            let before = self.waiting().await?;
            let number = self.send(Special::Nothing).await?.ticket.number;
            tokio::time::sleep(SETTLE).await;
            self.stage.shut_out().await?;
            self.line.returned().await?;
            let kept = self.until(system, async || Ok(self.waiting().await? > before)).await?;
            self.practice
                .ledger
                .judge(Rule::AcknowledgesAfterReport, kept, || format!("{number} was acknowledged and never reported"));
        }
        self.stage.end_connections().await?;
        Ok(())
    }

    /// Whatever the agency still has in hand returns to its queues. There should be nothing.
    async fn end(&self) -> Result<()> {
        tokio::time::sleep(SETTLE).await;
        self.stage.shut_out().await?;
        self.line.returned().await?;
        tokio::time::sleep(LOOK * 10).await;
        for (queue, look) in
            [("the desk's queue", self.line.desk().await?), ("its rejections", self.line.rejections().await?)]
        {
            let ready = look.ready;
            self.practice
                .ledger
                .judge(Rule::AcknowledgesAll, ready == 0, || format!("{ready} messages of {queue} were left"));
        }
        Ok(())
    }

    /// How many messages of the desk nobody has in hand, including those that the broker parked after many returns.
    async fn waiting(&self) -> Result<u32> {
        Ok(self.line.desk().await?.ready + self.line.parked().await?.ready)
    }

    /// Whether the system answers one more ticket.
    async fn goes_on(&self, system: &mut System, rule: Rule) -> Result<()> {
        let number = self.send(Special::Nothing).await?.ticket.number;
        let answered = self.answered(system, &[number]).await?;
        let ended = system.ended()?;
        self.practice.ledger.judge(rule, answered, || match ended {
            Some(status) => format!("it ended ({status})"),
            None => self.late(number),
        });
        Ok(())
    }

    fn late(&self, number: TicketNumber) -> String {
        format!("{number} was not answered within {}", humantime::format_duration(self.patience))
    }

    async fn send(&self, special: Special) -> Result<Invented> {
        let invented = self.practice.invent(special)?;
        let (id, body) = self.message(&invented)?;
        self.line.send(&id, &body).await?;
        Ok(invented)
    }

    /// A message that carries the ticket to its desk, under an id of its own.
    fn message(&self, invented: &Invented) -> Result<(String, Vec<u8>)> {
        let routed = invented.routed(self.practice.clock.new_id());
        Ok((routed.event_id.to_string(), serde_json::to_vec(&routed)?))
    }

    fn new_id(&self) -> String {
        self.practice.clock.new_id().to_string()
    }

    async fn answered(&self, system: &mut System, numbers: &[TicketNumber]) -> Result<bool> {
        self.until(system, async || Ok(numbers.iter().all(|number| self.practice.is_done(*number)))).await
    }

    /// Waits for a condition, as long as patience lasts and the system runs.
    async fn until(&self, system: &mut System, mut look: impl AsyncFnMut() -> Result<bool>) -> Result<bool> {
        let deadline = Instant::now() + self.patience;
        loop {
            if look().await? {
                return Ok(true);
            }
            if Instant::now() >= deadline || system.ended()?.is_some() {
                return Ok(false);
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// Prints a line of progress on standard error. Only the report goes to standard output.
pub(super) fn progress(line: impl std::fmt::Display) {
    // When standard error is closed, nobody reads the progress.
    writeln!(std::io::stderr(), "{line}").ok();
}
