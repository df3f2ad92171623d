//! The API's answers without a database behind them. `agency-trial conformance` shows them to an agency's system, about
//! tickets of people who do not exist. They have the types of the real answers, so they look the same.

use desk::store::actors::Names;
use desk::store::cases::Case;
use desk::{ANSWER, Caller, OpenTicket, Refusal};
use documents::StoredDocument;
use domain::{Content, Desk, Stage, Text, TicketNumber, answer_due_at};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use web::Problem;

use super::fields::text_field;
use super::list_tickets::TicketPage;
use super::path;
use super::show_ticket::TicketContent;
use super::ticket_summary::TicketSummary;
use crate::problems::Error;

/// A ticket that nobody filed.
#[derive(Clone, Copy, Debug)]
pub struct PracticeTicket {
    /// Its number.
    pub number: TicketNumber,
    /// Its id in messages.
    pub id: Uuid,
    /// Whose it is.
    pub desk: Desk,
    /// How far it is.
    pub stage: Stage,
    /// When it was filed.
    pub submitted_at: Timestamp,
}

impl PracticeTicket {
    fn case(&self) -> Case {
        Case {
            number: self.number,
            ticket_id: self.id,
            form: self.number.form(),
            desk: self.desk,
            stage: self.stage,
            submitted_at: self.submitted_at,
            answer_due_at: answer_due_at(self.submitted_at),
            claim: None,
            rests_until: None,
            came_back: None,
        }
    }

    fn caller(&self) -> Caller {
        Caller::token(self.id, vec![self.desk])
    }
}

/// `GET /api/v1/tickets/{number}`
#[must_use]
pub fn show(ticket: &PracticeTicket, content: Content, documents: Vec<StoredDocument>) -> impl Serialize + use<> {
    let open = OpenTicket {
        case: ticket.case(),
        people: Names::default(),
        hints: content.hints().into_iter().map(|hint| hint.as_str().to_owned()).collect(),
        content,
        documents,
        timeline: Vec::new(),
        answers: Vec::new(),
        follow_up: None,
        questions: Vec::new(),
        transfers: Vec::new(),
    };
    TicketContent::new(open, &ticket.caller(), ticket.submitted_at)
}

/// `GET /api/v1/desks/{desk}/tickets`, all on one page.
#[must_use]
pub fn list(tickets: &[PracticeTicket]) -> impl Serialize + use<> {
    let summaries = tickets
        .iter()
        .map(|ticket| TicketSummary::new(&ticket.case(), &ticket.caller(), &Names::default(), ticket.submitted_at));
    TicketPage { tickets: summaries.collect(), next: None }
}

/// The id of a text in the address of `PUT /api/v1/tickets/{number}/texts/{id}`.
///
/// # Errors
/// 400 when it is no UUID.
pub fn text_id(text: &str) -> Result<Uuid, Problem> {
    Ok(path::text_id(text)?)
}

/// The body of `PUT /api/v1/tickets/{number}/texts/{id}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PracticeText {
    text: Option<String>,
}

impl PracticeText {
    /// The text, if it keeps the rule of an answer.
    ///
    /// # Errors
    /// 422 when it does not.
    pub fn parse(&self) -> Result<Text, Problem> {
        text_field("text", self.text.as_deref(), ANSWER).map_err(|field| Problem::invalid_fields([field]))
    }
}

/// What a request about a ticket is refused with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PracticeRefusal {
    /// 404: not at this desk.
    UnknownTicket,
    /// 404: not this document.
    UnknownDocument,
    /// 410: erased.
    Erased,
    /// 409: another text has this id.
    TextTaken,
    /// 409: too many texts.
    TooManyTexts,
    /// 404: not this desk.
    UnknownDesk,
}

impl From<PracticeRefusal> for Problem {
    fn from(refusal: PracticeRefusal) -> Self {
        Error::from(match refusal {
            PracticeRefusal::UnknownTicket => Refusal::UnknownTicket,
            PracticeRefusal::UnknownDocument => Refusal::UnknownDocument,
            PracticeRefusal::Erased => Refusal::Erased,
            PracticeRefusal::TextTaken => Refusal::TextTaken,
            PracticeRefusal::TooManyTexts => Refusal::TooManyTexts,
            PracticeRefusal::UnknownDesk => Refusal::UnknownDesk,
        })
        .into()
    }
}
