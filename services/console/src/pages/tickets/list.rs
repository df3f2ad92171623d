//! `GET /petugas/tiket`: a desk's tickets, the earliest deadline first.

use axum::response::{IntoResponse as _, Response};
use officers::Officer;
use web::{Html, Query};

use super::done;
use super::filter::{self, Filter};
use super::list_page::ListPage;
use super::page_state::PageState;
use crate::State;
use crate::problems::{Error, forbidden};
use crate::state::caller;
use crate::work;

/// Tickets on a page.
const SHOWN: u32 = 25;

pub(in crate::pages) async fn list(
    state: State,
    officer: Officer,
    Query(query): Query<filter::Query>,
    Query(done): Query<done::Query>,
) -> Result<Response, Error> {
    let filter = Filter::read(&query, &officer).filter(|_| officer.works_on_tickets()).ok_or_else(forbidden)?;
    draw(&state, &officer, &filter, PageState { done: done.view(None), ..PageState::default() }).await
}

/// The list, with something to say above it.
pub(super) async fn draw(
    state: &State,
    officer: &Officer,
    filter: &Filter,
    shown: PageState,
) -> Result<Response, Error> {
    let caller = caller(officer);
    let counts = desk::count(&state.desks, &caller).await?;
    let glance = work::glance(&state.desks, &caller, &filter.cases(officer), filter.after.as_ref(), SHOWN).await?;
    Ok(Html::personal(ListPage::draw(officer, filter, &counts, &glance, shown, state.now())).into_response())
}
