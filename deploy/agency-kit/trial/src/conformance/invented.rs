//! Tickets of invented people. Their NIK begins with a region that does not exist and contains a day that no month has.

use std::collections::BTreeMap;

use answer::practice::PracticeTicket;
use anyhow::{Context as _, Result, anyhow};
use documents::{MediaType, StoredDocument};
use domain::{
    Content, Desk, DocumentKind, Form, Outcome, SevenDigits, Stage, TicketNumber, answer_due_at, catalogue, invented,
    time,
};
use messages::{TicketRouted, VERSION};
use runtime::Clock;
use uuid::Uuid;
use vault::DataKey;

/// The file that serves as every document.
pub(super) const DOCUMENT: &[u8] = include_bytes!("sample.pdf");

/// How many bytes a value or text needs so that its appearance in a message is no coincidence.
pub(super) const LONG_ENOUGH: usize = 8;

/// An invented ticket.
#[derive(Clone, Debug)]
pub(super) struct Invented {
    pub(super) ticket: PracticeTicket,
    form: &'static Form,
    fields: BTreeMap<String, String>,
}

impl Invented {
    /// Makes the ticket with this place, at a desk that has forms of its own.
    pub(super) fn new(clock: &Clock, desk: Desk, at: u32) -> Result<Self> {
        let forms: Vec<&Form> = catalogue::FORMS
            .iter()
            .filter(|form| form.desk == Some(desk) && form.outcome != Outcome::SelfService)
            .collect();
        let form: &'static Form =
            forms.get(at as usize % forms.len().max(1)).copied().context("no form leads to this desk")?;
        let now = clock.now();
        let digits = SevenDigits::new(1 + at).context("too many invented tickets")?;
        let number = TicketNumber::drawn(form.code, time::wib_day(now), digits);
        let mut fields = invented::fields(form, at);
        for (name, value) in &mut fields {
            match name.as_str() {
                "nik" => *value = format!("0000009900{at:06}"),
                "kk" => *value = format!("0000009901{at:06}"),
                _ => {}
            }
        }
        let ticket = PracticeTicket { number, id: clock.new_id(), desk, stage: Stage::Submitted, submitted_at: now };
        Ok(Self { ticket, form, fields })
    }

    /// The message that carries it to its desk.
    pub(super) fn routed(&self, event_id: Uuid) -> TicketRouted {
        TicketRouted {
            version: VERSION,
            event_id,
            ticket_number: self.ticket.number,
            ticket_id: self.ticket.id,
            form: self.ticket.number.form(),
            desk: self.ticket.desk,
            submitted_at: self.ticket.submitted_at,
            answer_due_at: answer_due_at(self.ticket.submitted_at),
            documents: u8::try_from(self.documents().len()).unwrap_or(u8::MAX),
            transferred: false,
            follow_up: false,
        }
    }

    /// What its applicant wrote.
    pub(super) fn content(&self) -> Result<Content> {
        let day = self.ticket.number.day();
        Content::parse(self.form, &self.fields, day)
            .map_err(|errors| anyhow!("an invented ticket is wrong: {} fields", errors.len()))
    }

    /// Its documents.
    pub(super) fn documents(&self) -> Vec<StoredDocument> {
        let length = u64::try_from(DOCUMENT.len() + DataKey::OVERHEAD).unwrap_or(u64::MAX);
        let document = |kind: DocumentKind| StoredDocument { kind, media_type: MediaType::Pdf, offset: 0, length };
        self.form.documents.iter().filter(|spec| spec.required).map(|spec| document(spec.kind)).collect()
    }

    /// Whether this text contains something that the applicant wrote.
    pub(super) fn is_quoted_in(&self, text: &str) -> bool {
        self.fields.values().filter(|value| value.len() >= LONG_ENOUGH).any(|value| text.contains(value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_desk_has_tickets_of_people_who_cannot_exist() {
        for desk in Desk::ALL {
            for at in 0..40 {
                let invented = Invented::new(&Clock::system(), desk, at).unwrap();
                let content = invented.content().unwrap();
                assert!(content.nik().birth(invented.ticket.number.day()).is_none(), "nobody is born on a 99th");
                assert!(invented.is_quoted_in(&format!("x {} y", content.nik().expose())));
                assert!(!invented.is_quoted_in(&serde_json::to_string(&invented.routed(Uuid::nil())).unwrap()));
            }
        }
    }
}
