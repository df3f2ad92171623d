//! The desk's queue, page by page.

use domain::{Desk, Stage};
use uuid::Uuid;

use super::Refusal;
use crate::App;
use crate::caller::Caller;
use crate::store::case_queue::{self, Position};
use crate::store::actors::{self, Names};
use crate::store::cases::Case;

/// One page of a desk's queue.
pub(crate) struct Page {
    pub(crate) cases: Vec<Case>,
    /// Those who hold some of them.
    pub(crate) holders: Names,
    /// Where the next page begins; `None` at the end.
    pub(crate) next: Option<Position>,
}

/// Up to `limit` cases in these stages behind `after`, oldest deadline first.
pub(crate) async fn list(app: &App, caller: &Caller, desk: Desk, stages: &[Stage], after: &Position, limit: u32) -> Result<Page, Refusal> {
    if !caller.may_see(desk) {
        return Err(Refusal::UnknownDesk);
    }
    // One more than shown tells whether there is a next page.
    let shown = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut cases = case_queue::page(&app.pool, desk, stages, after, limit.saturating_add(1)).await?;
    let more = cases.len() > shown;
    cases.truncate(shown);
    let next = cases.last().filter(|_| more).map(Position::behind);
    let holders = holders(app, &cases).await?;
    Ok(Page { cases, holders, next })
}

/// The names of those who hold these cases.
pub(crate) async fn holders(app: &App, cases: &[Case]) -> Result<Names, Refusal> {
    let ids: Vec<Uuid> = cases.iter().filter_map(|case| case.claim).map(|claim| claim.by).collect();
    Ok(actors::names(&app.pool, &ids).await?)
}
