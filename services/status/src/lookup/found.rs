//! Opens a ticket for its applicant, who gave its number and their NIK.

use domain::catalogue::Form;
use domain::{Content, NoticeAddress, Outcome, Stage, TicketNumber};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;
use vault::{DataKey, Sealed, Vault};
use workdays::Calendar;

use super::Refusal;
use crate::store::{AttachedDocument, Frozen, QuestionState, SealedAnswer, SealedFollowUp, SealedQuestion, Ticket};

/// So long after an answer its applicant says whether it helped, and writes once more.
const JUDGED_FOR: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Everything an applicant sees of their ticket. Holds personal data, so it is never printed.
pub(crate) struct Found {
    /// Binds what is sealed.
    pub(super) id: Uuid,
    /// Seals what its owner writes.
    pub(super) key: DataKey,
    pub(crate) number: TicketNumber,
    pub(crate) form: &'static Form,
    pub(crate) submitted_at: Timestamp,
    /// That to what the applicant wrote last.
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
    /// What the applicant wrote after the first answer.
    pub(crate) follow_up: Option<FollowUp>,
    /// What officers asked, oldest first.
    pub(crate) questions: Vec<Question>,
    /// Whether the answer helped, where the applicant said so.
    pub(crate) helped: Option<bool>,
    /// The account that is frozen for it (form 02).
    pub(crate) frozen: Option<Frozen>,
}

/// What an officer asked.
pub(crate) struct Question {
    pub(crate) id: Uuid,
    pub(crate) text: String,
    pub(crate) asked_at: Timestamp,
    pub(crate) due_at: Timestamp,
    state: QuestionState,
    pub(crate) reply: Option<FollowUp>,
}

/// What the applicant wrote after the first answer, or to a question.
pub(crate) struct FollowUp {
    pub(crate) text: String,
    pub(crate) at: Timestamp,
}

/// One answer of a desk.
pub(crate) struct Answer {
    pub(crate) text: String,
    /// Whether it answers what the applicant wrote once more.
    pub(crate) to_follow_up: bool,
    pub(crate) answered_at: Timestamp,
}

impl Found {
    /// Opens what is sealed in `ticket`.
    pub(super) fn open(
        vault: &Vault,
        calendar: &Calendar,
        number: TicketNumber,
        ticket: Ticket,
    ) -> Result<Self, Refusal> {
        let key = vault.open_data_key(&ticket.data_key)?;
        let content = content(&key, &ticket)?;
        let notice_address = notice_address(&key, &ticket)?;
        let answers =
            ticket.answers.iter().map(|answer| Answer::open(&key, &ticket, answer)).collect::<Result<_, _>>()?;
        let follow_up = ticket.follow_up.as_ref().map(|said| FollowUp::open(&key, &ticket, said)).transpose()?;
        let questions =
            ticket.questions.iter().map(|asked| Question::open(&key, &ticket, asked)).collect::<Result<_, _>>()?;
        let came_back = follow_up.as_ref().filter(|_said| !ticket.answers.iter().any(|answer| answer.to_follow_up));
        let submitted = (Stage::Submitted, ticket.submitted_at);
        Ok(Self {
            number,
            form: ticket.form,
            submitted_at: ticket.submitted_at,
            // What is still on its way back to the desk has a new deadline already.
            answer_due_at: came_back
                .filter(|_said| ticket.stage == Stage::Answered)
                .map_or(ticket.answer_due_at, |said| calendar.answer_due_at(said.at)),
            // Its way back to the desk is no step of the applicant's: it is worked on again.
            stage: came_back.map_or(ticket.stage, |_said| Stage::Processing),
            timeline: std::iter::once(submitted).chain(ticket.reached).collect(),
            content,
            notice_address,
            documents: ticket.documents,
            answers,
            follow_up,
            questions,
            helped: ticket.helped,
            frozen: None,
            id: ticket.id,
            key,
        })
    }

    /// Whether the applicant wrote once more and waits for the answer to it.
    pub(crate) fn came_back(&self) -> bool {
        self.follow_up.is_some() && !self.answers.iter().any(|answer| answer.to_follow_up)
    }

    /// The question that the applicant can reply to: the newest one, as long as the ticket is not answered.
    pub(crate) fn asked(&self) -> Option<&Question> {
        self.questions.last().filter(|asked| asked.reply.is_none() && asked.state != QuestionState::Closed)
    }

    /// Until when the ticket rests because its applicant was asked.
    pub(crate) fn rests_until(&self) -> Option<Timestamp> {
        self.asked().filter(|asked| asked.state == QuestionState::Open).map(|asked| asked.due_at)
    }

    /// Whether the applicant can say now whether the answer helped: a desk answered, 14 days ago at most.
    pub(crate) fn may_judge(&self, now: Timestamp) -> bool {
        let in_time = self.judged_until().is_some_and(|until| now <= until);
        in_time && !self.came_back() && self.form.outcome == Outcome::Ticket
    }

    /// When it can no longer be said whether the newest answer helped.
    pub(crate) fn judged_until(&self) -> Option<Timestamp> {
        self.answers.first()?.answered_at.checked_add(JUDGED_FOR).ok()
    }

    /// Whether the applicant can write once more now: in time, and for the first time.
    pub(crate) fn may_follow_up(&self, now: Timestamp) -> bool {
        self.may_judge(now) && self.follow_up.is_none()
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

impl FollowUp {
    fn open(key: &DataKey, ticket: &Ticket, sealed: &SealedFollowUp) -> Result<Self, Refusal> {
        let plain = key.open(&Sealed::Entry(sealed.id).of(ticket.id), &sealed.body)?;
        // The parser's error would quote the text.
        let text = String::from_utf8(plain).map_err(|_quotes| Refusal::Unreadable("follow-up"))?;
        Ok(Self { text, at: sealed.said_at })
    }
}

impl Question {
    fn open(key: &DataKey, ticket: &Ticket, sealed: &SealedQuestion) -> Result<Self, Refusal> {
        let plain = key.open(&Sealed::Entry(sealed.id).of(ticket.id), &sealed.body)?;
        // The parser's error would quote the text.
        let text = String::from_utf8(plain).map_err(|_quotes| Refusal::Unreadable("question"))?;
        let SealedQuestion { id, asked_at, due_at, state, .. } = *sealed;
        let reply = sealed.reply.as_ref().map(|said| FollowUp::open(key, ticket, said)).transpose()?;
        Ok(Self { id, text, asked_at, due_at, state, reply })
    }
}

impl Answer {
    fn open(key: &DataKey, ticket: &Ticket, sealed: &SealedAnswer) -> Result<Self, Refusal> {
        let plain = key.open(&Sealed::Answer(sealed.revision).of(ticket.id), &sealed.body)?;
        // The parser's error would quote the answer.
        let text = String::from_utf8(plain).map_err(|_quotes| Refusal::Unreadable("answer"))?;
        Ok(Self { text, to_follow_up: sealed.to_follow_up, answered_at: sealed.answered_at })
    }
}
