//! The page with days, hours and holidays, and what a supervisor typed on it.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use domain::time::wib_day;
use http::StatusCode;
use jiff::civil::Date;
use officers::{Officer, Role};
use runtime::telemetry::cause;
use web::{Html, Page, Problem};
use workdays::ReadError;

use crate::pages::{Frame, Section};
use crate::problems::{Error, require};
use crate::{State, texts, work};

/// What was typed, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    /// `None`: what is stored.
    pub(super) week: Option<TypedWeek>,
    pub(super) days_error: &'static str,
    pub(super) opens_error: &'static str,
    pub(super) closes_error: &'static str,
    pub(super) holiday: TypedHoliday,
    pub(super) from_error: &'static str,
    pub(super) until_error: &'static str,
    pub(super) name_error: String,
    /// What was done just before; empty for nothing.
    pub(super) done: &'static str,
}

/// Days and hours.
#[derive(Clone)]
pub(super) struct TypedWeek {
    pub(super) days: [bool; 7],
    pub(super) opens: String,
    pub(super) closes: String,
}

/// A holiday that was not added.
#[derive(Default)]
pub(super) struct TypedHoliday {
    pub(super) from: String,
    pub(super) until: String,
    pub(super) name: String,
}

#[derive(Template)]
#[template(path = "workdays.html")]
struct WorkdaysPage {
    page: Page,
    frame: Frame,
    /// Name, label, and whether it is worked.
    days: Vec<(&'static str, &'static str, bool)>,
    week: TypedWeek,
    typed: Typed,
    coming: Vec<Row>,
    past: Vec<Row>,
}

/// One holiday.
struct Row {
    /// Such as "2026-12-25".
    day: Date,
    /// Such as "Jumat, 25 Desember 2026".
    told: String,
    name: String,
}

impl Typed {
    fn is_wrong(&self) -> bool {
        let errors = [self.days_error, self.opens_error, self.closes_error, self.from_error, self.until_error];
        errors.into_iter().chain([self.name_error.as_str()]).any(|error| !error.is_empty())
    }
}

pub(super) async fn draw(state: &State, officer: &Officer, typed: Typed) -> Result<Response, Error> {
    require(officer, Role::Supervisor)?;
    let (calendar, today) = (state.desks.calendar(), wib_day(state.now()));
    let stored = || TypedWeek {
        days: calendar.week().days(),
        opens: clock(calendar.week().opens()),
        closes: clock(calendar.week().closes()),
    };
    let week = typed.week.clone().unwrap_or_else(stored);
    let rows =
        calendar.holidays().iter().map(|(day, name)| Row { day: *day, told: texts::weekday(*day), name: name.clone() });
    let (coming, mut past): (Vec<Row>, Vec<Row>) = rows.partition(|row| row.day >= today);
    past.reverse();
    let status = if typed.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = WorkdaysPage {
        page: Frame::page(),
        frame: Frame::new(officer, Section::Overview).with_counts(work::counts(state, officer).await?.0),
        days: texts::WEEK.iter().zip(week.days).map(|((name, label), worked)| (*name, *label, worked)).collect(),
        week,
        typed,
        coming,
        past,
    };
    Ok(Html::personal(page).status(status).into_response())
}

/// The calendar could not be read.
pub(super) fn unavailable(error: &ReadError) -> Error {
    tracing::warn!(error = cause(error), "the calendar could not be read");
    Problem::unavailable().into()
}

/// A minute of the day as people write it: "08.00"; "24.00" is midnight.
fn clock(minute: u16) -> String {
    format!("{:02}.{:02}", minute / 60, minute % 60)
}

/// The minute of the day that was typed, such as "08.00", "8:00" or "24.00".
pub(super) fn minute(typed: &str) -> Option<u16> {
    let (hours, minutes) = typed.trim().split_once(['.', ':'])?;
    let part = |text: &str| Some(text).filter(|text| matches!(text.len(), 1 | 2))?.parse::<u16>().ok();
    let (hours, minutes) = (part(hours)?, part(minutes)?);
    let minute = hours * 60 + minutes;
    (minutes < 60 && minute <= 24 * 60).then_some(minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        let typed = ["08.00", "8:30", "24.00", "23.59", "24.01", "8", "08.60", "", "08.000", "-1.00"].map(minute);
        let read = [Some(480), Some(510), Some(1440), Some(1439), None, None, None, None, None, None];
        assert_eq!(typed, read);
        assert_eq!([clock(480), clock(1440)], ["08.00", "24.00"]);
    }
}
