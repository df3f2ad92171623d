//! Whether what a report asks for is so already. A process may die before it writes down that a report is done; then
//! another works on it again.

use domain::{Desk, Stage, Text, TicketNumber};
use jiff::Timestamp;

use crate::open::answer_context;
use crate::store::{answers, cases, transfers};
use crate::{Answered, Caller, Desks, Fitting, Refusal, answer, sealed};

/// How an answer that was refused compares with what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
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
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn compare_answer(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    revision: i32,
    text: &Text,
) -> Result<Compared, Refusal> {
    let ticket = sealed(&desks.pool, number).await?;
    let answers = answers::of_ticket(&desks.pool, number).await?;
    if answers.first().is_none_or(|newest| newest.revision < revision.saturating_sub(1)) {
        return Ok(Compared::Early);
    }
    let Some(given) = answers.iter().find(|answer| answer.revision == revision && caller.may_see(answer.desk)) else {
        return Ok(Compared::Other);
    };
    let key = desks.vault.open_data_key(&ticket.data_key)?;
    let same = key.open(&answer_context(revision, ticket.id), &given.body)? == text.expose().as_bytes();
    Ok(if same { Compared::Same { answered_at: given.answered_at } } else { Compared::Other })
}

/// What became of an answer that may have been given before.
#[derive(Debug)]
pub enum Once {
    /// It was given now.
    Given(Answered),
    /// The very same was given before.
    Before(Answered),
    /// It corrects a revision that is yet to come; else it would be refused like this.
    Early(Refusal),
}

/// Answers a ticket as [`crate::answer`], and takes the same answer again for done.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn answer_once(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    words: &Fitting,
    corrects: Option<i32>,
) -> Result<Once, Refusal> {
    // To a ticket that came back the first answer is given once more only by a report that comes again.
    if corrects.is_none()
        && let Some(before) = repeats_before_follow_up(desks, caller, number, words.text()).await?
    {
        return Ok(Once::Before(before));
    }
    let refusal = match answer(desks, caller, number, words, corrects).await {
        Ok(answered) => return Ok(Once::Given(answered)),
        Err(refusal @ (Refusal::AlreadyAnswered | Refusal::OutdatedCorrection)) => refusal,
        Err(refusal) => return Err(refusal),
    };
    let revision = match corrects {
        Some(corrected) => corrected.saturating_add(1),
        None => first_of_newest_turn(desks, number).await?,
    };
    match compare_answer(desks, caller, number, revision, words.text()).await? {
        Compared::Same { answered_at } => Ok(Once::Before(Answered { revision, answered_at })),
        Compared::Early => Ok(Once::Early(refusal)),
        Compared::Other => Err(refusal),
    }
}

/// The first answer, when the ticket came back since and this is that answer, word for word.
async fn repeats_before_follow_up(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    text: &Text,
) -> Result<Option<Answered>, Refusal> {
    let case = cases::find(&desks.pool, number).await?;
    let came_back = case.is_some_and(|case| case.stage != Stage::Answered && caller.may_see(case.desk))
        && answers::newest(&desks.pool, number).await?.is_some();
    if !came_back {
        return Ok(None);
    }
    match compare_answer(desks, caller, number, 1, text).await? {
        Compared::Same { answered_at } => Ok(Some(Answered { revision: 1, answered_at })),
        Compared::Early | Compared::Other => Ok(None),
    }
}

/// The revision with which what was said last began to be answered; 1 before the first answer.
async fn first_of_newest_turn(desks: &Desks, number: TicketNumber) -> Result<i32, Refusal> {
    let answers = answers::of_ticket(&desks.pool, number).await?;
    let newest = answers.first().map(|answer| answer.turn);
    let first = answers.iter().rev().find(|answer| Some(answer.turn) == newest);
    Ok(first.map_or(1, |answer| answer.revision))
}

/// Where one of the caller's desks handed this ticket to, the last time.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn handed_over_to(desks: &Desks, caller: &Caller, number: TicketNumber) -> Result<Option<Desk>, Refusal> {
    let transfers = transfers::of_ticket(&desks.pool, number).await?;
    Ok(transfers.iter().rev().find(|transfer| caller.may_see(transfer.from)).map(|transfer| transfer.to))
}
