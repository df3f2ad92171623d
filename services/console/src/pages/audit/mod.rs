//! `GET /petugas/audit`: the audit log, for auditors. An auditor reads what people did about tickets of the own desks,
//! and what they did about no desk: sign-ins and accounts. Reading is an entry too.

mod line_view;

use askama::Template;
use audit::{Action, Entry, Filter, Place};
use axum::response::{IntoResponse, Response};
use domain::time::wib;
use domain::{InvalidTicketNumber, TicketNumber, typed};
use http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use line_view::LineView;
use officers::{Failure, Officer, Role};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use web::pages::summary;
use web::{Html, Page, Query, SummaryLine};

use super::addresses::AUDIT;
use super::{Frame, Section};
use crate::problems::{Error, require};
use crate::{State, texts};

/// Entries on a page.
const ON_A_PAGE: usize = 50;

/// Longest part of a name that is looked for.
const LONGEST_NAME: usize = 100;

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

/// What to look for, as it was typed.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Part of the name of who acted, or of whose account it was about; or the id of an applicant's account.
    #[serde(default)]
    nama: String,
    /// A ticket's number.
    #[serde(default)]
    tiket: String,
    /// A day in WIB, as people write it.
    #[serde(default)]
    hari: String,
    /// The end of the page before.
    #[serde(default)]
    sebelum: String,
}

pub(super) async fn show_audit(state: State, officer: Officer, Query(asked): Query<Asked>) -> Result<Response, Error> {
    require(&officer, Role::Auditor)?;
    let (ticket, day) = (ticket(&asked.tiket), day(&asked.hari));
    let (ticket_error, day_error) = (ticket.err().unwrap_or_default(), day.err().unwrap_or_default());
    let draw = |lines: Vec<LineView>, next: String| AuditPage {
        page: Frame::page(),
        frame: Frame::new(&officer, Section::Audit),
        errors: summary([("tiket", ticket_error), ("hari", day_error)]),
        name: asked.nama.clone(),
        ticket: asked.tiket.clone(),
        ticket_error,
        day: asked.hari.clone(),
        day_error,
        lines,
        next,
    };
    let (Ok(ticket), Ok(day)) = (ticket, day) else {
        return Ok(Html::personal(draw(Vec::new(), String::new()))
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .into_response());
    };
    let name: String = typed::words(&asked.nama).chars().take(LONGEST_NAME).collect();
    let filter = Filter {
        desks: officer.desks.clone(),
        name: Some(name).filter(|name| !name.is_empty()),
        ticket,
        from: day.and_then(begins),
        until: day.and_then(|day| begins(day.tomorrow().ok()?)),
        before: place(&asked.sebelum),
    };
    audit::record(
        &state.desks.pool,
        &Entry::new(state.now(), officer.actor(), Action::ReadAudit).detail(filters(&filter)),
    )
    .await
    .map_err(failed)?;
    let limit = i64::try_from(ON_A_PAGE).unwrap_or(i64::MAX);
    let mut lines = audit::read(&state.desks.pool, &filter, limit.saturating_add(1)).await.map_err(failed)?;
    let more = lines.len() > ON_A_PAGE;
    lines.truncate(ON_A_PAGE);
    let next =
        lines.last().filter(|_| more).map(|last| next(&asked, Place { at: last.at, id: last.id })).unwrap_or_default();
    Ok(Html::personal(draw(lines.into_iter().map(LineView::new).collect(), next)).into_response())
}

fn failed(error: sqlx::Error) -> Error {
    Failure::from(error).into()
}

fn ticket(typed: &str) -> Result<Option<TicketNumber>, &'static str> {
    if typed::is_blank_text(typed) {
        return Ok(None);
    }
    TicketNumber::read(typed).map(Some).map_err(|invalid| match invalid {
        InvalidTicketNumber::Mistyped => texts::TICKET_MISTYPED,
        InvalidTicketNumber::Shape => texts::FIELD_NUMBER,
    })
}

fn day(typed: &str) -> Result<Option<Date>, &'static str> {
    if typed::is_blank_text(typed) {
        Ok(None)
    } else {
        typed::date(typed).map(Some).map_err(|_no_day| texts::DAY_WRONG)
    }
}

/// Midnight in Jakarta.
fn begins(day: Date) -> Option<Timestamp> {
    Some(day.to_zoned(wib()).ok()?.timestamp())
}

/// Which filters were used, without what was looked for.
fn filters(filter: &Filter) -> String {
    let used = [("name", filter.name.is_some()), ("ticket", filter.ticket.is_some()), ("day", filter.from.is_some())];
    used.into_iter().filter(|(_, used)| *used).map(|(name, _)| name).collect::<Vec<_>>().join(" ")
}

/// The place that an address names; the newest entries when it is none.
pub(super) fn place(text: &str) -> Option<Place> {
    let (at, id) = text.split_once('-')?;
    let place = Place { at: Timestamp::from_microsecond(at.parse().ok()?).ok()?, id: id.parse().ok()? };
    // Numbers have other spellings (`+1`, `01`), and a place has one.
    (written(place) == text).then_some(place)
}

pub(super) fn written(place: Place) -> String {
    format!("{}-{}", place.at.as_microsecond(), place.id)
}

fn next(asked: &Asked, place: Place) -> String {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let (name, ticket, day) = (encode(&asked.nama), encode(&asked.tiket), encode(&asked.hari));
    format!("{AUDIT}?nama={name}&tiket={ticket}&hari={day}&sebelum={}", written(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_begins_where_this_one_ends() {
        let at = Place { at: "2026-11-21T03:00:00.123456Z".parse().unwrap(), id: 17 };
        let address = next(&Asked { nama: "Siti & Budi".to_owned(), ..Asked::default() }, at);
        assert!(address.starts_with("/petugas/audit?nama=Siti%20%26%20Budi&"), "{address}");
        assert_eq!(place(address.split("sebelum=").nth(1).unwrap()), Some(at));
        for none in ["x", "01795237200000000-17", "1795237200000000-+17"] {
            assert_eq!(place(none), None, "{none}");
        }
    }

    #[test]
    fn a_day_is_one_in_jakarta() {
        assert_eq!(begins(jiff::civil::date(2026, 11, 22)), Some("2026-11-21T17:00:00Z".parse().unwrap()));
        assert_eq!(day("22-11-2026"), Ok(Some(jiff::civil::date(2026, 11, 22))));
        assert_eq!(day("2026-11-22"), day("22 November 2026"));
        assert_eq!(day("kemarin"), Err(texts::DAY_WRONG));
        assert_eq!(day(" "), Ok(None));
    }
}
