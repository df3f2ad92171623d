//! `GET /petugas/ringkasan/per-jam.csv`: the last 14 days hour by hour, for a spreadsheet. Nothing in it is personal.

use std::fmt::Write as _;

use axum::response::{IntoResponse as _, Response};
use domain::time::wib;
use http::header;
use officers::Officer;
use web::Problem;

use crate::problems::Error;
use crate::state::caller;
use crate::{State, texts, work};

pub(in crate::pages) async fn export(state: State, officer: Officer) -> Result<Response, Error> {
    let hours = work::export(&state.desks, &caller(&officer)).await?;
    let mut csv = String::from(texts::HOURS_HEAD);
    for hour in &hours {
        let begins_at = hour.begins_at.to_zoned(wib()).strftime("%Y-%m-%d %H:00");
        // No value holds a comma or a quote.
        write!(
            csv,
            "{begins_at},{},{},{},{},{}\r\n",
            hour.desk, hour.arrived, hour.answered, hour.within_24h, hour.within_48h
        )
        .map_err(|error| Problem::internal(&error))?;
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", texts::HOURS_FILE)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, csv).into_response())
}
