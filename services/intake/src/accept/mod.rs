//! Accepts a submission, or says why not.
//!
//! What it promises:
//! - it shows a ticket number only after it has committed the ticket's row, together with its message and its
//!   idempotency key;
//! - whoever sent something wrong learns about all of it at once, and nothing was stored;
//! - a resend under the same key shows the same ticket, also when the form was closed meanwhile, and also when its
//!   CAPTCHA is over or was spent by that very ticket;
//! - a person who files the same form again while a ticket of it is open learns that there is one, also when both come
//!   at the same moment. They learn neither its number nor its stage, since whoever knows the person's data could ask;
//! - a CAPTCHA counts for one ticket only: the statement that writes the ticket spends it. Learning of an open ticket
//!   spends it too, for everybody but the person who learned of it;
//! - no document of an accepted ticket is ever deleted. When nobody knows whether the row was committed, the object
//!   stays, and the sweep decides a day later.
//!
//! Every way in examines what it received ([`examine`]), and then matches on what [`Filing::begin`] says.

mod begin;
mod deadline;
mod examination;
mod filing;
mod filing_limits;
mod idempotency_key;
mod person;
mod receipt;
mod repeat;
mod resend;
mod sealing;
mod sender;

use domain::Form;
use uploads::Received;

use crate::refusal::Refusal;
use crate::state::State;

pub(crate) use self::begin::{Step, captcha_fault};
pub(crate) use self::examination::{Examination, examine};
pub(crate) use self::filing::Filing;
pub(crate) use self::idempotency_key::IdempotencyKey;
pub(crate) use self::person::Identity;
pub(crate) use self::receipt::{Acceptance, Receipt};
pub(crate) use self::repeat::{Repeats, reference};
pub(crate) use self::sender::{Person, Sender};

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

/// Accepts a submission of a program, which can be asked nothing: whatever makes no ticket is a refusal.
pub(crate) async fn accept(state: &State, submission: Submission) -> Result<Acceptance, Refusal> {
    let Submission { form, sender, key, received } = submission;
    let examination = examine(state, form, received, Vec::new(), sender.network()).await?;
    match Filing::begin(state, sender, key.as_ref(), examination).await? {
        Step::Closed(closure) => Err(Refusal::Closed(closure)),
        Step::Faulty(faults) => Err(Refusal::Faulty(faults)),
        Step::Replayed(receipt) => Ok(Acceptance::Replayed(receipt)),
        Step::Asks(wrong) => Err(Refusal::Faulty(vec![captcha_fault(wrong)])),
        Step::Ready(filing) => filing.file(state).await,
    }
}

#[cfg(test)]
mod tests;
