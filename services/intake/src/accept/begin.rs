//! Begins a filing: the one story of what comes before anything is stored. Every way in tells it by matching on
//! [`Step`].
//!
//! The order matters. Somebody who sent something wrong learns all of it, but of a closed form only that it is closed.
//! A resend shows its ticket even when the form was closed meanwhile, and even when its CAPTCHA is over or was spent by
//! that very ticket. The page shows what [`Step::Ready`] would file before it files it.

use captcha::Wrong;
use notices::Closure;
use uploads::Fault;

use super::deadline::Deadline;
use super::examination::Examination;
use super::filing::{Filing, SolvedPerson};
use super::resend::Resend;
use super::sender::{Person, Sender};
use super::{IdempotencyKey, Receipt};
use crate::refusal::Refusal;
use crate::state::State;
use crate::texts;

/// How far a submission is before anything is stored.
#[derive(Debug)]
pub(crate) enum Step {
    /// The operator closed the form for now.
    Closed(Closure),
    /// Fields or documents are wrong: all faults are here, that of the CAPTCHA too.
    Faulty(Vec<Fault>),
    /// This very submission became a ticket before.
    Replayed(Receipt),
    /// The person's answer to the CAPTCHA does not count; nothing else is wrong.
    Asks(Wrong),
    /// Nothing is in the way of [`Filing::file`].
    Ready(Filing),
}

impl Filing {
    /// Says how far a submission is. From here on, all waiting until there is a ticket has one end.
    ///
    /// # Errors
    /// [`Refusal::OtherContent`] when the key was used for another submission; otherwise when the database is away or a
    /// row cannot be read.
    pub(crate) async fn begin(
        state: &State,
        sender: Sender,
        key: Option<&IdempotencyKey>,
        examination: Examination,
    ) -> Result<Step, Refusal> {
        let form = examination.form;
        let closure = || state.notices.closure(form.code);
        let examined = match examination.whole() {
            Ok(examined) => examined,
            Err(mut faults) => {
                faults.extend(sender.wrong_captcha().map(captcha_fault));
                return Ok(closure().map_or(Step::Faulty(faults), Step::Closed));
            }
        };
        let deadline = Deadline::from_now();
        let channel = sender.channel();
        let resend = key.map(|key| Resend::new(&state.vault, channel, key, &examined));
        if let Some(resend) = &resend
            && let Some(receipt) = deadline.within(resend.receipt(state, &examined.content)).await??
        {
            return Ok(Step::Replayed(receipt));
        }
        if let Some(closure) = closure() {
            return Ok(Step::Closed(closure));
        }
        let person = match sender {
            Sender::Channel(_) => None,
            Sender::Person(Person { captcha: Ok(captcha), repeats, address }) => {
                Some(SolvedPerson { captcha, repeats, address })
            }
            Sender::Person(Person { captcha: Err(wrong), .. }) => return Ok(Step::Asks(wrong)),
        };
        Ok(Step::Ready(Self { channel, person, examined, resend, deadline }))
    }
}

/// A CAPTCHA that does not count, in the words for the person.
pub(crate) fn captcha_fault(wrong: Wrong) -> Fault {
    Fault::invalid(texts::captcha().fault(wrong))
}
