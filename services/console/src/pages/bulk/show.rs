//! `GET /petugas/massal/{id}`: how far a bulk answer is, and what became of each ticket. The page loads itself again
//! while the job is at work.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use domain::time;
use http::{HeaderValue, header};
use officers::Officer;
use uuid::Uuid;
use web::{Html, Page, Path};

use crate::pages::addresses::{self, BULK};
use crate::pages::{Frame, Section};
use crate::problems::Error;
use crate::state::caller;
use crate::store::bulk::BulkState;
use crate::{State, texts, work};

/// Seconds until a page that shows work is loaded again.
const AGAIN: HeaderValue = HeaderValue::from_static("3");

#[derive(Template)]
#[template(path = "bulk.html")]
struct BulkPage {
    page: Page,
    frame: Frame,
    home: String,
    address: String,
    faq: String,
    desk_label: &'static str,
    state: &'static str,
    at_work: bool,
    can_go_on: bool,
    by: String,
    at: String,
    text: String,
    tickets: i64,
    settled: i64,
    answered: i64,
    rows: Vec<(String, String, &'static str)>,
}

pub(in crate::pages) async fn show(state: State, officer: Officer, Path(id): Path<Uuid>) -> Result<Response, Error> {
    let (bulk, report, by) = work::bulk_answer(&state.desks, &caller(&officer), id).await?;
    let at_work = matches!(bulk.state, BulkState::Trial | BulkState::Running);
    let page = BulkPage {
        page: Frame::page(),
        frame: Frame::new(&officer, Section::Bulk),
        home: format!("{BULK}?meja={}", bulk.desk),
        address: addresses::bulk_answer(id),
        faq: addresses::faq_of_bulk(id),
        desk_label: bulk.desk.label(),
        state: if bulk.stopped { texts::BULK_STOPPED } else { texts::bulk_state(bulk.state) },
        at_work,
        can_go_on: matches!(bulk.state, BulkState::Tried | BulkState::Paused),
        by,
        at: time::wib_text(bulk.created_at),
        text: bulk.body,
        tickets: bulk.tickets,
        settled: bulk.settled,
        answered: bulk.answered,
        rows: report
            .into_iter()
            .map(|(number, outcome)| (addresses::ticket(number), number.to_string(), texts::bulk_outcome(outcome)))
            .collect(),
    };
    let mut response = Html::personal(page).into_response();
    if at_work {
        response.headers_mut().insert(header::REFRESH, AGAIN);
    }
    Ok(response)
}
