//! `GET /petugas/tiket`: the tickets of one desk or of all desks of the officer, the earliest deadline first unless
//! another order is asked for; answered ones, the newest answer first.

use axum::response::{IntoResponse as _, Response};
use officers::Officer;
use web::{Html, Query};

use super::done;
use super::filter::{self, Filter};
use super::list_page::{Desks, ListPage};
use super::page_state::PageState;
use crate::State;
use crate::problems::{Error, forbidden};
use crate::state::caller;
use crate::store::views;
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
    // Before the list is read: what arrives meanwhile is told once too often rather than never.
    let (own, newest) = work::counts(state, officer).await?;
    let after = filter.after.as_ref();
    let glance = if filter.stages.are_answered() {
        work::answered(&state.desks, &caller, &filter.answered(officer), after, SHOWN).await?
    } else {
        work::glance(&state.desks, &caller, &filter.cases(officer), after, SHOWN).await?
    };
    let views = views::of_officer(&state.desks.pool, officer.id).await?;
    let when = (state.now(), &*state.desks.calendar());
    let page = ListPage::draw(officer, filter, &Desks { counts, own, newest }, &glance, shown, when);
    let page = page.with_views(&views, &filter.query());
    Ok(Html::personal(page).into_response())
}
