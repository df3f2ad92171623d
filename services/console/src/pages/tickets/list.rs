//! `GET /petugas/tiket`: a desk's tickets, those first that are due first.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use desk::store::case_queue::Position;
use officers::Officer;
use web::{Html, Query};

use super::done;
use super::filter::{self, Filter};
use super::list_page::ListPage;
use super::said::Said;
use crate::App;
use crate::app::caller;
use crate::error::Error;
use crate::pages::forbidden;
use crate::work;

/// Tickets on a page.
const SHOWN: u32 = 25;

pub(in crate::pages) async fn list(
    State(app): State<App>,
    officer: Officer,
    Query(query): Query<filter::Query>,
    Query(done): Query<done::Query>,
) -> Result<Response, Error> {
    let filter = Filter::read(&query, &officer).filter(|_| officer.works_on_tickets()).ok_or_else(forbidden)?;
    draw(&app, &officer, &filter, Said { done: done.told(None), ..Said::default() }).await
}

/// The list, with something to say above it.
pub(super) async fn draw(app: &App, officer: &Officer, filter: &Filter, said: Said) -> Result<Response, Error> {
    let caller = caller(officer);
    let counts = desk::count(&app.desks, &caller).await?;
    let after = filter.after.clone().unwrap_or_else(Position::start);
    let glance = work::glance(&app.desks, &caller, &filter.wanted(officer), &after, SHOWN).await?;
    Ok(Html::personal(ListPage::draw(officer, filter, &counts, &glance, said, app.now())).into_response())
}
