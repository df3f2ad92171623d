//! Seals an examined submission into what is stored: nobody can read anything in it without the vault.

use bytes::Bytes;
use captcha::Solved;
use domain::{NoticeAddress, TicketNumber};
use jiff::Timestamp;
use messages::{TicketSubmitted, topology};
use uuid::Uuid;
use vault::{Index, Sealed};

use super::examination::Examined;
use super::person;
use crate::refusal::Refusal;
use crate::state::State;
use crate::store::filings::Counts;
use crate::store::tickets::{NewKey, NewMessage, NewTicket};

/// What a person's submission has besides that of a channel.
#[derive(Debug)]
pub(super) struct FromPerson {
    /// Spent by the ticket.
    pub(super) captcha: Solved,
    /// The person's newest ticket of this form until now: only one submission can follow it.
    pub(super) follows: Option<TicketNumber>,
    /// What it is counted by.
    pub(super) counts: Counts,
}

/// The row and the object of one ticket.
pub(super) struct SealedTicket {
    pub(super) ticket: NewTicket,
    /// Key and bytes of the object with all documents, if there are any.
    pub(super) object: Option<(String, Bytes)>,
}

impl SealedTicket {
    pub(super) fn new(
        state: &State,
        channel_id: Uuid,
        number: TicketNumber,
        submitted_at: Timestamp,
        examined: &Examined,
        key: Option<NewKey>,
        person: Option<FromPerson>,
    ) -> Result<Self, Refusal> {
        let Examined { content, notice_address, documents } = examined;
        let id = state.clock.new_id();
        // Whoever sends the announcement again, however late, sends the same message.
        let event_id = id;
        let (data_key, wrapped_key) = state.vault.new_data_key()?;
        let (bundle, stored) = documents::seal_bundle(&data_key, id, &documents.checked)?;
        let object = (!stored.is_empty()).then(|| (documents::object_key(number.day(), id), bundle));
        let message = TicketSubmitted {
            version: messages::VERSION,
            event_id,
            ticket_number: number,
            ticket_id: id,
            form: number.form(),
            region: content.nik().region().to_string(),
            submitted_at,
            answer_due_at: state.workdays.calendar().answer_due_at(submitted_at),
            documents: u8::try_from(stored.len()).unwrap_or(u8::MAX),
        };
        let seal_address =
            |address: &NoticeAddress| data_key.seal(&Sealed::NoticeAddress.of(id), address.expose().as_bytes());
        let ticket = NewTicket {
            number,
            id,
            submitted_on: number.day(),
            channel_id,
            submitted_at,
            answer_due_at: message.answer_due_at,
            region: message.region.clone(),
            hints: content.hints().into_iter().map(|hint| hint.as_str().to_owned()).collect(),
            nik_index: state.vault.index(Index::Nik, content.nik().expose().as_bytes()).as_bytes().to_vec(),
            person_index: person::index(&state.vault, content),
            data_key: wrapped_key.into_bytes(),
            content: data_key.seal(&Sealed::Content.of(id), &content.to_bytes())?,
            notice_address: notice_address.as_ref().map(seal_address).transpose()?,
            documents: serde_json::to_value(&stored).map_err(Refusal::internal)?,
            object_key: object.as_ref().map(|(object_key, _)| object_key.clone()),
            message: NewMessage {
                event_id,
                exchange: topology::SUBMISSIONS,
                routing_key: topology::submitted_key(number.form()),
                body: serde_json::to_value(&message).map_err(Refusal::internal)?,
                traceparent: runtime::telemetry::current_traceparent(),
            },
            key,
            counts: person.as_ref().map(|person| person.counts.clone()).unwrap_or_default(),
            follows: person.as_ref().map(|person| person.follows.as_ref().map(ToString::to_string).unwrap_or_default()),
            captcha: person.map(|person| person.captcha),
        };
        Ok(Self { ticket, object })
    }
}
