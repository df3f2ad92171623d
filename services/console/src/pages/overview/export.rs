//! `GET /petugas/ringkasan/per-jam.csv`: the last 14 days hour by hour, for a spreadsheet. Nothing in it is personal.

use std::fmt::Write as _;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::time::wib;
use http::header;
use officers::Officer;
use web::Problem;

use crate::app::caller;
use crate::error::Error;
use crate::{App, work};

pub(in crate::pages) async fn export(State(app): State<App>, officer: Officer) -> Result<Response, Error> {
    let hours = work::export(&app.desks, &caller(&officer)).await?;
    let mut csv = String::from("jam_wib,meja,masuk,dijawab,dalam_24_jam,dalam_48_jam\r\n");
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
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"helpdesk-per-jam.csv\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, csv).into_response())
}
