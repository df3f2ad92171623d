//! `POST /petugas/hari-kerja`: a supervisor sets the days and hours of the week.

use axum::response::{IntoResponse as _, Redirect, Response};
use workdays::{InvalidHours, Week};

use super::page::{self, Typed, TypedWeek, minute};
use crate::pages::SignedForm;
use crate::pages::addresses::WORKDAYS;
use crate::pages::form_values::value;
use crate::problems::Error;
use crate::state::caller;
use crate::{State, texts, work};

pub(in crate::pages) async fn set_week(
    state: State,
    SignedForm { officer, form }: SignedForm<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let typed = TypedWeek {
        days: texts::WEEK.map(|(name, _)| value(&form, name) == "ya"),
        opens: value(&form, "mulai").to_owned(),
        closes: value(&form, "selesai").to_owned(),
    };
    let fault = match (minute(&typed.opens), minute(&typed.closes)) {
        (Some(opens), Some(closes)) => match Week::new(typed.days, opens, closes) {
            Ok(week) => {
                work::set_week(&state.desks, &caller(&officer), week).await?;
                return Ok(Redirect::to(&format!("{WORKDAYS}?selesai=jam")).into_response());
            }
            Err(InvalidHours::NoDay) => Typed { days_error: texts::NO_WORKDAY, ..Typed::default() },
            Err(InvalidHours::NoTime) => Typed { closes_error: texts::TIMES_WRONG, ..Typed::default() },
        },
        (opens, closes) => Typed {
            opens_error: if opens.is_none() { texts::TIME_WRONG } else { "" },
            closes_error: if closes.is_none() { texts::TIME_WRONG } else { "" },
            ..Typed::default()
        },
    };
    page::draw(&state, &officer, Typed { week: Some(typed), ..fault }).await
}
