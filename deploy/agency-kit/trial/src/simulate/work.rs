//! The work on one ticket in the simulated agency.

use std::time::Duration;

use agency_kit::{Api, Credentials, made_from, properties, publish, report};
use anyhow::Result;
use domain::TicketNumber;
use lapin::Channel;
use messages::replies::{CaseAnswered, CaseProcessing, CaseReceived};
use messages::{CaseReply, TicketRouted, VERSION};
use runtime::Shutdown;
use uuid::Uuid;

use super::fault::Fault;
use super::garbage;
use super::tally::Tally;

/// What the work on every ticket needs.
pub(super) struct Worker {
    pub(super) credentials: Credentials,
    pub(super) api: Api,
    pub(super) tally: Tally,
    /// The delay of a slow answer.
    pub(super) slowness: Duration,
    /// Stops when no new ticket may begin. It also ends every deliberate delay.
    pub(super) ending: Shutdown,
}

impl Worker {
    /// Works on one ticket to its answer.
    pub(super) async fn work_on(&self, channel: &Channel, routed: &TicketRouted, fault: Option<Fault>) -> Result<()> {
        let number = routed.ticket_number;
        if fault == Some(Fault::Duplicate) {
            return self.answer_in_disorder(channel, routed).await;
        }
        self.say(channel, &received(routed, "received")).await?;
        let Some(text) = self.text_for(number).await? else { return Ok(()) };
        self.say(channel, &processing(routed, "processing")).await?;
        match fault {
            Some(Fault::Slow) => {
                self.dawdle().await;
                self.say(channel, &processing(routed, "still processing")).await?;
                self.dawdle().await;
            }
            Some(Fault::Garbage) => self.send_garbage(channel, routed).await?,
            Some(Fault::Duplicate | Fault::Silent) | None => {}
        }
        self.answer(channel, routed, &text, "answer").await?;
        self.tally.answered();
        Ok(())
    }

    /// Sends the answer before the reports that lead to it, and then all of them again, under the same and under new
    /// ids. It takes effect once.
    async fn answer_in_disorder(&self, channel: &Channel, routed: &TicketRouted) -> Result<()> {
        let Some(text) = self.text_for(routed.ticket_number).await? else { return Ok(()) };
        self.answer(channel, routed, &text, "answer").await?;
        self.tally.answered();
        for purpose in ["received", "received", "received again"] {
            self.say(channel, &processing(routed, &format!("processing, {purpose}"))).await?;
            self.say(channel, &received(routed, purpose)).await?;
        }
        self.answer(channel, routed, &text, "answer").await?;
        self.answer(channel, routed, &text, "answer again").await
    }

    /// Reads the ticket and writes an answer to it; `None` when the agency can no longer see it.
    async fn text_for(&self, number: TicketNumber) -> Result<Option<String>> {
        let Some(ticket) = self.api.ticket(&number.to_string()).await? else {
            self.tally.left_out();
            return Ok(None);
        };
        Ok(Some(format!(
            "Pertanyaan Anda ({}) sudah kami terima. Jawaban ini berasal dari simulasi.",
            ticket.form_title
        )))
    }

    async fn answer(&self, channel: &Channel, routed: &TicketRouted, text: &str, purpose: &str) -> Result<()> {
        let text_id = made_from(routed.event_id, &format!("text of {purpose}"));
        self.api.post_text(&routed.ticket_number.to_string(), text_id, text).await?;
        self.say(channel, &answered(routed, purpose, text_id)).await
    }

    async fn say(&self, channel: &Channel, reply: &CaseReply) -> Result<()> {
        report(&self.credentials, channel, reply).await?;
        self.tally.reported();
        Ok(())
    }

    async fn send_garbage(&self, channel: &Channel, routed: &TicketRouted) -> Result<()> {
        for wrong in garbage::reports(routed) {
            self.tally.meant_wrong(wrong.id);
            let message_id = wrong.id.map_or_else(|| "no-uuid".to_owned(), |id| id.to_string());
            let properties = properties(&self.credentials, &message_id);
            publish(&self.credentials, channel, wrong.key, properties, &wrong.body).await?;
        }
        Ok(())
    }

    /// Waits half of the time that a slow answer takes.
    async fn dawdle(&self) {
        tokio::select! {
            () = tokio::time::sleep(self.slowness / 2) => {}
            () = self.ending.stopping() => {}
        }
    }
}

fn received(routed: &TicketRouted, purpose: &str) -> CaseReply {
    let event_id = made_from(routed.event_id, purpose);
    CaseReply::Received(CaseReceived { version: VERSION, event_id, ticket_number: routed.ticket_number })
}

fn processing(routed: &TicketRouted, purpose: &str) -> CaseReply {
    let event_id = made_from(routed.event_id, purpose);
    CaseReply::Processing(CaseProcessing { version: VERSION, event_id, ticket_number: routed.ticket_number })
}

fn answered(routed: &TicketRouted, purpose: &str, text_id: Uuid) -> CaseReply {
    let event_id = made_from(routed.event_id, purpose);
    CaseReply::Answered(CaseAnswered {
        version: VERSION,
        event_id,
        ticket_number: routed.ticket_number,
        text_id,
        corrects: None,
    })
}
