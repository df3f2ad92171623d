//! `GET` and `POST /petugas/mendesak`: tickets that are about to be late, for supervisors, who take notice of each.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use desk::Refusal;
use domain::{TicketNumber, catalogue, time};
use officers::{Officer, Role};
use serde::Deserialize;
use web::{Html, Page};

use super::addresses::{self, ESCALATIONS};
use super::tickets::deadline::Deadline;
use super::{Frame, Section, SignedForm};
use crate::problems::{Error, require};
use crate::state::caller;
use crate::{State, texts, work};

#[derive(Template)]
#[template(path = "escalations.html")]
struct EscalationsPage {
    page: Page,
    frame: Frame,
    /// Such as "6 jam".
    before: String,
    rows: Vec<Row>,
}

/// One ticket.
struct Row {
    number: String,
    plain: String,
    href: String,
    form: &'static str,
    desk: &'static str,
    stage: &'static str,
    /// Who holds it; empty for nobody.
    who: String,
    due_at: String,
    deadline: Deadline,
    /// Who took notice; empty for nobody.
    noticed_by: String,
}

pub(super) async fn list(state: State, officer: Officer) -> Result<Response, Error> {
    require(&officer, Role::Supervisor)?;
    let found = work::escalations(&state.desks, &caller(&officer), state.escalate_before).await?;
    let calendar = state.desks.calendar();
    let (own, _) = work::counts(&state, &officer).await?;
    let name = |id: Option<uuid::Uuid>| id.map(|id| found.people.of(id).to_owned()).unwrap_or_default();
    let rows = found.tickets.iter().map(|ticket| Row {
        number: ticket.number.spaced(),
        plain: ticket.number.to_string(),
        href: addresses::ticket(ticket.number),
        form: catalogue::by_code(ticket.form).map_or("", |form| form.title),
        desk: ticket.desk.label(),
        stage: texts::progress(ticket.stage, ticket.held_by.is_some()),
        who: name(ticket.held_by),
        due_at: time::wib_short(ticket.due_at),
        deadline: Deadline::at(ticket.due_at, state.now(), &calendar),
        noticed_by: name(ticket.noticed_by),
    });
    let page = EscalationsPage {
        page: Frame::page(),
        frame: Frame::new(&officer, Section::Other).with_counts(own),
        before: texts::working_span(state.escalate_before, &calendar),
        rows: rows.collect(),
    };
    Ok(Html::personal(page).into_response())
}

/// Which ticket.
#[derive(Deserialize)]
pub(super) struct Named {
    #[serde(default)]
    nomor: String,
}

pub(super) async fn take_notice(
    state: State,
    SignedForm { officer, form }: SignedForm<Named>,
) -> Result<Redirect, Error> {
    require(&officer, Role::Supervisor)?;
    let number = form.nomor.parse::<TicketNumber>().map_err(|_no_number| Error::from(Refusal::UnknownTicket))?;
    work::take_notice(&state.desks, &caller(&officer), number).await?;
    Ok(Redirect::to(ESCALATIONS))
}
