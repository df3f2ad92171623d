//! `GET /petugas/audit`: an auditor reads what was done about tickets of the own desks, and what was done about no
//! desk: sign-ins and accounts. Reading is an entry too.

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use officers::{Officer, Role};
use web::pages::summary;
use web::{Html, Page, Query, SummaryLine};

use super::asked::{Asked, Faults};
use super::line_view::LineView;
use crate::State;
use crate::pages::{Frame, Section};
use crate::problems::{Error, require};
use crate::work::audit_log;

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    page: Page,
    frame: Frame,
    errors: Vec<SummaryLine>,
    name: String,
    ticket: String,
    ticket_error: &'static str,
    day: String,
    day_error: &'static str,
    lines: Vec<LineView>,
    /// Address of the next page; nothing on the last.
    next: String,
}

pub(in crate::pages) async fn show_audit(
    state: State,
    officer: Officer,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    require(&officer, Role::Auditor)?;
    match asked.filter(officer.desks.clone()) {
        Ok(filter) => {
            let read = audit_log::read(&state.desks, &officer, &filter).await?;
            let next = read.end.map(|end| asked.next(end)).unwrap_or_default();
            let lines = read.lines.into_iter().map(LineView::new).collect();
            Ok(Html::personal(AuditPage::new(&officer, &asked, Faults::default(), lines, next)).into_response())
        }
        Err(faults) => {
            let page = AuditPage::new(&officer, &asked, faults, Vec::new(), String::new());
            Ok(Html::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

impl AuditPage {
    fn new(officer: &Officer, asked: &Asked, faults: Faults, lines: Vec<LineView>, next: String) -> Self {
        Self {
            page: Frame::page(),
            frame: Frame::new(officer, Section::Audit),
            errors: summary([("tiket", faults.ticket), ("hari", faults.day)]),
            name: asked.nama.clone(),
            ticket: asked.tiket.clone(),
            ticket_error: faults.ticket,
            day: asked.hari.clone(),
            day_error: faults.day,
            lines,
            next,
        }
    }
}
