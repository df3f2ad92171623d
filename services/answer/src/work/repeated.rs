//! Whether what a report asks for is so already: a report may be worked on twice, when the process died before that was
//! written down.

use domain::{Desk, Text, TicketNumber};
use jiff::Timestamp;

use super::open::answer_context;
use super::{Refusal, sealed};
use crate::App;
use crate::caller::Caller;
use crate::store::{answers, transfers};

/// How an answer that was refused compares with what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compared {
    /// One of the caller's desks has given exactly this revision.
    Same {
        /// When it was given.
        answered_at: Timestamp,
    },
    /// It corrects a revision that is yet to come.
    Early,
    /// Neither.
    Other,
}

/// Compares an answer of this revision with those that the ticket has.
pub(crate) async fn compare_answer(
    app: &App,
    caller: &Caller,
    number: TicketNumber,
    revision: i32,
    text: &Text,
) -> Result<Compared, Refusal> {
    let ticket = sealed(&app.pool, number).await?;
    let answers = answers::of_ticket(&app.pool, number).await?;
    if answers.first().is_none_or(|newest| newest.revision < revision.saturating_sub(1)) {
        return Ok(Compared::Early);
    }
    let Some(given) = answers.iter().find(|answer| answer.revision == revision && caller.may_see(answer.desk)) else {
        return Ok(Compared::Other);
    };
    let key = app.vault.open_data_key(&ticket.data_key)?;
    let same = key.open(&answer_context(revision, ticket.id), &given.body)? == text.expose().as_bytes();
    Ok(if same { Compared::Same { answered_at: given.answered_at } } else { Compared::Other })
}

/// Where one of the caller's desks handed this ticket to, the last time.
pub(crate) async fn handed_over_to(app: &App, caller: &Caller, number: TicketNumber) -> Result<Option<Desk>, Refusal> {
    let transfers = transfers::of_ticket(&app.pool, number).await?;
    Ok(transfers.iter().rev().find(|transfer| caller.may_see(transfer.from)).map(|transfer| transfer.to))
}
