//! Looking at a bulk answer before it begins.

use desk::{Caller, Desks, Digits, Fitting, Questions, Refusal, Unfit, merged, open, questions};
use domain::TicketNumber;

use super::choice::{Chosen, waiting};
use super::text::{TextFault, faults};
use crate::work::glance::asked;

/// Tickets that are shown with their answers before anything is sent.
const PREVIEWED: usize = 3;

/// One ticket as it would be answered.
pub(crate) struct Preview {
    pub(crate) number: TicketNumber,
    /// What the applicant wrote, or chose where the form asks for no story.
    pub(crate) asked: String,
    pub(crate) text: String,
}

/// How many tickets a text would go to, and what three of them would read.
pub(crate) struct Draft {
    pub(crate) tickets: usize,
    pub(crate) previews: Vec<Preview>,
    pub(crate) faults: Vec<TextFault>,
    /// What is to be asked before it is sent.
    pub(crate) questions: Questions,
}

/// Looks at what `body` would say to the chosen tickets. Opening the three is in the audit log.
pub(crate) async fn draft(desks: &Desks, caller: &Caller, chosen: &Chosen, body: &str) -> Result<Draft, Refusal> {
    let numbers = waiting(&mut desks.pool.acquire().await?, caller, chosen).await?;
    let faults = faults(body);
    let mut questions = questions(body, &numbers);
    let mut previews = Vec::new();
    if faults.is_empty() {
        for number in numbers.iter().take(PREVIEWED) {
            let ticket = open(desks, caller, *number).await?;
            match Fitting::merged(body, &ticket.content, &ticket.case, Digits::Unasked) {
                Err(Unfit::Digits) => questions.digits = true,
                Err(Unfit::Fields(lacking)) => {
                    questions.fields.extend(
                        lacking.into_iter().filter(|name| !questions.fields.contains(name)).collect::<Vec<_>>(),
                    );
                }
                Ok(_) | Err(Unfit::Text(_)) => {}
            }
            previews.push(Preview {
                number: *number,
                asked: asked(&ticket.content),
                text: merged(body, &ticket.content, &ticket.case),
            });
        }
    }
    Ok(Draft { tickets: numbers.len(), previews, faults, questions })
}
