//! What lies at desks, page by page: what waits, and what was answered.

use domain::{Stage, TicketNumber};
use uuid::Uuid;

use crate::store::actors::{self, Names};
use crate::store::answered::{self, AnsweredFilter, FirstAnswer};
use crate::store::case_queue::{self, CaseFilter, Count, Position};
use crate::store::cases::{self, Case};
use crate::{Caller, Desks, Refusal, visible};

/// One page of the queue of some desks.
pub struct Page {
    /// The cases, in the filter's order.
    pub cases: Vec<Case>,
    /// Those who hold some of them.
    pub holders: Names,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Position>,
}

/// Up to `limit` of the cases that the filter lets through, behind `after` or from the first one on, in the filter's
/// order.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn list(
    desks: &Desks,
    caller: &Caller,
    filter: &CaseFilter,
    after: Option<&Position>,
    limit: u32,
) -> Result<Page, Refusal> {
    if !filter.desks.iter().all(|desk| caller.may_see(*desk)) {
        return Err(Refusal::UnknownDesk);
    }
    // One more than shown tells whether there is a next page.
    let shown = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut cases = case_queue::page(&desks.pool, filter, after, limit.saturating_add(1)).await?;
    let more = cases.len() > shown;
    cases.truncate(shown);
    let next = cases.last().filter(|_| more).map(|case| filter.order.behind(case));
    let holders = holders(desks, &cases).await?;
    Ok(Page { cases, holders, next })
}

/// One page of what was answered.
pub struct AnsweredPage {
    /// The cases, the newest answer first, each with its first answer.
    pub cases: Vec<(Case, FirstAnswer)>,
    /// Those who answered.
    pub people: Names,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Position>,
}

/// Up to `limit` of the answered cases that the filter lets through, behind `after` or from the newest answer on.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn list_answered(
    desks: &Desks,
    caller: &Caller,
    filter: &AnsweredFilter,
    after: Option<&Position>,
    limit: u32,
) -> Result<AnsweredPage, Refusal> {
    if !filter.desks.iter().all(|desk| caller.may_see(*desk)) {
        return Err(Refusal::UnknownDesk);
    }
    let shown = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut answers = answered::page(&desks.pool, filter, after, limit.saturating_add(1)).await?;
    let more = answers.len() > shown;
    answers.truncate(shown);
    let next = answers.last().filter(|_| more).map(FirstAnswer::position);
    let cases = cases::find_all(&desks.pool, &answers.iter().map(|answer| answer.number).collect::<Vec<_>>()).await?;
    let people = actors::names(&desks.pool, &answers.iter().filter_map(|answer| answer.by).collect::<Vec<_>>()).await?;
    let with_case = |answer: FirstAnswer| {
        let case = cases.iter().find(|case| case.number == answer.number && caller.may_see(case.desk))?;
        Some((*case, answer))
    };
    Ok(AnsweredPage { cases: answers.into_iter().filter_map(with_case).collect(), people, next })
}

/// What is open at the caller's desks.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn count(desks: &Desks, caller: &Caller) -> Result<Vec<Count>, Refusal> {
    Ok(case_queue::count(&desks.pool, &caller.desks().collect::<Vec<_>>(), desks.now()).await?)
}

/// Who holds a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldBy {
    /// Nobody does; the ticket is this far.
    Nobody(Stage),
    /// The caller.
    Caller,
    /// Somebody else, by name.
    Other(String),
}

/// Who holds a ticket of one of the caller's desks now.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn held(desks: &Desks, caller: &Caller, number: TicketNumber) -> Result<HeldBy, Refusal> {
    let case = visible(cases::find(&desks.pool, number).await?, caller)?;
    match case.claim_at(desks.now()).filter(|_| case.stage != Stage::Answered) {
        None => Ok(HeldBy::Nobody(case.stage)),
        Some(claim) if claim.by == caller.id() => Ok(HeldBy::Caller),
        Some(claim) => Ok(HeldBy::Other(actors::names(&desks.pool, &[claim.by]).await?.of(claim.by).to_owned())),
    }
}

/// Who else holds a ticket of one of the caller's desks now, by name; `None` when nobody else does.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn holder(desks: &Desks, caller: &Caller, number: TicketNumber) -> Result<Option<String>, Refusal> {
    Ok(match held(desks, caller, number).await? {
        HeldBy::Other(name) => Some(name),
        HeldBy::Nobody(_) | HeldBy::Caller => None,
    })
}

/// The names of those who hold these cases.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn holders(desks: &Desks, cases: &[Case]) -> Result<Names, Refusal> {
    let ids: Vec<Uuid> = cases.iter().filter_map(|case| case.claim).map(|claim| claim.by).collect();
    Ok(actors::names(&desks.pool, &ids).await?)
}
