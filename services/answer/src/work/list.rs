//! The desk's queue, page by page.

use domain::{Stage, TicketNumber};
use uuid::Uuid;

use super::{Refusal, visible};
use crate::App;
use crate::caller::Caller;
use crate::store::actors::{self, Names};
use crate::store::case_queue::{self, Count, Position, Wanted};
use crate::store::cases::{self, Case};

/// One page of a desk's queue.
pub(crate) struct Page {
    pub(crate) cases: Vec<Case>,
    /// Those who hold some of them.
    pub(crate) holders: Names,
    /// Where the next page begins; `None` at the end.
    pub(crate) next: Option<Position>,
}

/// Up to `limit` of the cases that are wanted, behind `after`, oldest deadline first.
pub(crate) async fn list(
    app: &App,
    caller: &Caller,
    wanted: &Wanted,
    after: &Position,
    limit: u32,
) -> Result<Page, Refusal> {
    if !caller.may_see(wanted.desk) {
        return Err(Refusal::UnknownDesk);
    }
    // One more than shown tells whether there is a next page.
    let shown = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut cases = case_queue::page(&app.pool, wanted, after, limit.saturating_add(1)).await?;
    let more = cases.len() > shown;
    cases.truncate(shown);
    let next = cases.last().filter(|_| more).map(Position::behind);
    let holders = holders(app, &cases).await?;
    Ok(Page { cases, holders, next })
}

/// What is open at the caller's desks.
pub(crate) async fn count(app: &App, caller: &Caller) -> Result<Vec<Count>, Refusal> {
    Ok(case_queue::count(&app.pool, &caller.desks().collect::<Vec<_>>(), app.now()).await?)
}

/// Who holds a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HeldBy {
    /// Nobody does; the ticket is this far.
    Nobody(Stage),
    /// The caller.
    Caller,
    /// Somebody else, by name.
    Other(String),
}

/// Who holds a ticket of one of the caller's desks now.
pub(crate) async fn held(app: &App, caller: &Caller, number: TicketNumber) -> Result<HeldBy, Refusal> {
    let case = visible(cases::find(&app.pool, number).await?, caller)?;
    match case.claim_at(app.now()).filter(|_| case.stage != Stage::Answered) {
        None => Ok(HeldBy::Nobody(case.stage)),
        Some(claim) if claim.by == caller.id() => Ok(HeldBy::Caller),
        Some(claim) => Ok(HeldBy::Other(actors::names(&app.pool, &[claim.by]).await?.of(claim.by).to_owned())),
    }
}

/// Who else holds a ticket of one of the caller's desks now, by name; `None` when nobody else does.
pub(crate) async fn holder(app: &App, caller: &Caller, number: TicketNumber) -> Result<Option<String>, Refusal> {
    Ok(match held(app, caller, number).await? {
        HeldBy::Other(name) => Some(name),
        HeldBy::Nobody(_) | HeldBy::Caller => None,
    })
}

/// The names of those who hold these cases.
pub(crate) async fn holders(app: &App, cases: &[Case]) -> Result<Names, Refusal> {
    let ids: Vec<Uuid> = cases.iter().filter_map(|case| case.claim).map(|claim| claim.by).collect();
    Ok(actors::names(&app.pool, &ids).await?)
}
