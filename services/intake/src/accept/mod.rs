//! Accepting a submission: the one story that every way in tells, the JSON API and the pages.
//!
//! What it promises:
//! - a ticket number is only shown after its row is committed, together with its message and its idempotency key;
//! - whoever sent something wrong learns about all of it at once, and nothing was stored;
//! - a resend under the same key shows the same ticket, also when the form was closed meanwhile, and also when its
//!   CAPTCHA is over or was spent by that very ticket;
//! - a person who files the same form again while a ticket of it is open is told that there is one, and neither its
//!   number nor its stage, since whoever knows the person's data could ask; also when both are filed at the same
//!   moment;
//! - a CAPTCHA counts for one ticket only: it is spent by the statement that writes the ticket. Being told of an open
//!   ticket spends it too, for everybody but the person who was told;
//! - no document of an accepted ticket is ever deleted: when it is not known whether the row was committed, the object
//!   stays, and the sweep decides a day later.

mod deadline;
mod examination;
mod filing;
mod filing_limits;
mod fingerprint;
mod idempotency_key;
mod inspection;
mod person;
mod receipt;
mod refusal;
mod repeat;
mod sealing;

use std::net::IpAddr;

use captcha::http::Answer;
use captcha::{Purpose, Solved};
use domain::{Form, TicketNumber};
use uuid::Uuid;
use web::ClientAddress;

use crate::public::PUBLIC_CHANNEL;
use crate::reception::{Fault, Received};
use crate::store::filings::Counts;
use crate::{Intake, texts};

pub(crate) use self::examination::{Documents, Examination, examine};
pub(crate) use self::filing::Filing;
pub(crate) use self::idempotency_key::IdempotencyKey;
pub(crate) use self::inspection::{Inspected, Inspection};
pub(crate) use self::receipt::Receipt;
pub(crate) use self::refusal::Refusal;
pub(crate) use self::repeat::{Repeats, reference};

/// Name of the field in which a person names the open ticket that they were told of, and wants another one beside.
pub(crate) const REPEAT_OF_FIELD: &str = "repeat_of";

/// What somebody wants to file.
#[derive(Debug)]
pub(crate) struct Submission {
    /// Which form; never one of the self-service forms.
    pub(crate) form: &'static Form,
    /// Who files.
    pub(crate) sender: Sender,
    /// Names this submission across resends.
    pub(crate) key: Option<IdempotencyKey>,
    /// Its parts.
    pub(crate) received: Received,
}

/// Who files a submission.
#[derive(Debug)]
pub(crate) enum Sender {
    /// An assisted channel, which answers for whom it files.
    Channel(Uuid),
    /// A person whom nobody knows.
    Person {
        /// What the person answered to the CAPTCHA.
        captcha: Answer,
        /// An open ticket that the person was told of and wants another one beside.
        repeats: Option<Repeats>,
        /// Where it comes from.
        address: ClientAddress,
    },
}

impl Sender {
    /// The network of a person; a channel has none that it is counted by.
    fn network(&self) -> Option<IpAddr> {
        match self {
            Self::Channel(_) => None,
            Self::Person { address, .. } => Some(address.network()),
        }
    }
}

/// What a person's submission has besides that of a channel.
#[derive(Debug)]
pub(crate) struct FromPerson {
    /// Spent by the ticket.
    captcha: Solved,
    /// The person's newest ticket of this form until now: only one submission can follow it.
    follows: Option<TicketNumber>,
    /// What it is counted by.
    counts: Counts,
}

/// What became of it.
#[derive(Debug)]
pub(crate) enum Acceptance {
    /// A new ticket.
    New(Receipt),
    /// The ticket that an earlier request with the same key and content became.
    Replayed(Receipt),
}

/// Accepts a submission or says why not.
pub(crate) async fn accept(intake: &Intake, submission: Submission) -> Result<Acceptance, Refusal> {
    let Submission { form, sender, key, received } = submission;
    let network = sender.network();
    let closure = intake.notices.closure(form.code);
    let (channel, person) = match sender {
        Sender::Channel(channel) => (channel, Ok(None)),
        Sender::Person { captcha: answer, repeats, address } => {
            let solved = intake.captchas.check(Purpose::Form(form.code), &answer);
            let solved = solved.map_err(|wrong| Fault::invalid(texts::CAPTCHA.fault(wrong)));
            (PUBLIC_CHANNEL, solved.map(|solved| Some((solved, repeats, address))))
        }
    };
    let examined = match examine(intake, form, received, Vec::new(), network).await?.whole() {
        Ok(examined) => examined,
        Err(examination) => {
            let faulty = || Refusal::Faulty(examination.faults.into_iter().chain(person.err()).collect());
            return Err(closure.map_or_else(faulty, Refusal::Closed));
        }
    };
    let mut filing = Filing::new(intake, channel, key.as_ref(), examined);
    if let Some(receipt) = filing.earlier(intake).await? {
        return Ok(Acceptance::Replayed(receipt));
    }
    if let Some(closure) = closure {
        return Err(Refusal::Closed(closure));
    }
    match person.map_err(|fault| Refusal::Faulty(vec![fault]))? {
        Some((solved, repeats, address)) => filing.file_for_person(intake, solved, repeats.as_ref(), address).await,
        None => filing.file(intake, None).await,
    }
}

#[cfg(test)]
mod tests;
