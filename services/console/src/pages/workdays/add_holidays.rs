//! `POST /petugas/hari-kerja/libur`: a supervisor adds a holiday, or several days in a row.

use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{FieldFault, Text, TextRule, text_fault, typed};
use jiff::civil::Date;
use serde::Deserialize;

use super::page::{self, Typed, TypedHoliday};
use crate::pages::SignedForm;
use crate::pages::addresses::WORKDAYS;
use crate::problems::Error;
use crate::state::caller;
use crate::work::AddedHolidays;
use crate::{State, texts, work};

/// The rule of a holiday's name: 1 to 100 characters.
const NAME: TextRule = TextRule::Line { max: 100 };

/// What was typed.
#[derive(Deserialize)]
pub(in crate::pages) struct Written {
    #[serde(default)]
    dari: String,
    /// Empty for one day.
    #[serde(default)]
    sampai: String,
    #[serde(default)]
    nama: String,
}

pub(in crate::pages) async fn add_holidays(
    state: State,
    SignedForm { officer, form }: SignedForm<Written>,
) -> Result<Response, Error> {
    let first = day(&form.dari);
    let last = if typed::is_blank_text(&form.sampai) { first } else { day(&form.sampai) };
    let name = Text::parse(&form.nama, NAME).map_err(|fault| {
        if fault == FieldFault::Required { texts::HOLIDAY_NO_NAME.to_owned() } else { text_fault(fault) }
    });
    let fault = match (first, last, name) {
        (Ok(first), Ok(last), Ok(name)) => {
            match work::add_holidays(&state.desks, &caller(&officer), (first, last), &name).await? {
                AddedHolidays::Days(_) => {
                    return Ok(Redirect::to(&format!("{WORKDAYS}?selesai=libur")).into_response());
                }
                AddedHolidays::WrongRow => Typed { until_error: texts::HOLIDAY_ROW, ..Typed::default() },
                AddedHolidays::TooMany => Typed { from_error: texts::HOLIDAY_TOO_MANY, ..Typed::default() },
            }
        }
        (first, last, name) => Typed {
            from_error: first.err().unwrap_or_default(),
            until_error: last.err().filter(|_| first.is_ok()).unwrap_or_default(),
            name_error: name.err().unwrap_or_default(),
            ..Typed::default()
        },
    };
    let holiday = TypedHoliday { from: form.dari, until: form.sampai, name: form.nama };
    page::draw(&state, &officer, Typed { holiday, ..fault }).await
}

fn day(text: &str) -> Result<Date, &'static str> {
    typed::date(text).map_err(|_no_day| texts::HOLIDAY_WRONG)
}
