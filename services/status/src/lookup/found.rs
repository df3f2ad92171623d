//! Opens a ticket for its applicant, who gave its number and their NIK.

use domain::catalogue::Form;
use domain::{Content, NoticeAddress, Stage, TicketNumber};
use jiff::Timestamp;
use vault::{DataKey, Sealed, Vault};

use super::Refusal;
use crate::store::{AttachedDocument, SealedAnswer, Ticket};

/// Everything an applicant sees of their ticket. Holds personal data, so it is never printed.
pub(crate) struct Found {
    pub(crate) number: TicketNumber,
    pub(crate) form: &'static Form,
    pub(crate) submitted_at: Timestamp,
    pub(crate) answer_due_at: Timestamp,
    pub(crate) stage: Stage,
    /// The stages reached, oldest first; the submission is the first.
    pub(crate) timeline: Vec<(Stage, Timestamp)>,
    /// What was filled in.
    pub(crate) content: Content,
    /// Where the applicant wants to be told of the answer.
    pub(crate) notice_address: Option<NoticeAddress>,
    /// What was attached.
    pub(crate) documents: Vec<AttachedDocument>,
    /// Newest first.
    pub(crate) answers: Vec<Answer>,
}

/// One answer of a desk.
pub(crate) struct Answer {
    pub(crate) text: String,
    pub(crate) answered_at: Timestamp,
}

impl Found {
    /// Opens what is sealed in `ticket`.
    pub(super) fn open(vault: &Vault, number: TicketNumber, ticket: Ticket) -> Result<Self, Refusal> {
        let key = vault.open_data_key(&ticket.data_key)?;
        let content = content(&key, &ticket)?;
        let notice_address = notice_address(&key, &ticket)?;
        let answers =
            ticket.answers.iter().map(|answer| Answer::open(&key, &ticket, answer)).collect::<Result<_, _>>()?;
        let submitted = (Stage::Submitted, ticket.submitted_at);
        Ok(Self {
            number,
            form: ticket.form,
            submitted_at: ticket.submitted_at,
            answer_due_at: ticket.answer_due_at,
            stage: ticket.stage,
            timeline: std::iter::once(submitted).chain(ticket.reached).collect(),
            content,
            notice_address,
            documents: ticket.documents,
            answers,
        })
    }

    /// What the applicant told in their own words, for forms that ask for it.
    pub(crate) fn question(&self) -> Option<String> {
        self.content.free_text().map(str::to_owned)
    }
}

fn content(key: &DataKey, ticket: &Ticket) -> Result<Content, Refusal> {
    let plain = key.open(&Sealed::Content.of(ticket.id), &ticket.content)?;
    Content::from_bytes(&plain).map_err(|_damaged| Refusal::Unreadable("content"))
}

fn notice_address(key: &DataKey, ticket: &Ticket) -> Result<Option<NoticeAddress>, Refusal> {
    let unreadable = || Refusal::Unreadable("notice address");
    let Some(sealed) = &ticket.notice_address else { return Ok(None) };
    let plain = key.open(&Sealed::NoticeAddress.of(ticket.id), sealed)?;
    // The parser's error would quote the address.
    let text = String::from_utf8(plain).map_err(|_quotes| unreadable())?;
    NoticeAddress::read(&text).map_err(|_invalid| unreadable())
}

impl Answer {
    fn open(key: &DataKey, ticket: &Ticket, sealed: &SealedAnswer) -> Result<Self, Refusal> {
        let plain = key.open(&Sealed::Answer(sealed.revision).of(ticket.id), &sealed.body)?;
        // The parser's error would quote the answer.
        let text = String::from_utf8(plain).map_err(|_quotes| Refusal::Unreadable("answer"))?;
        Ok(Self { text, answered_at: sealed.answered_at })
    }
}
