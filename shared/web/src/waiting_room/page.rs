//! The page on which somebody waits for a turn. It has nothing to press: the browser comes back by itself when the turn
//! is there, with and without script.

use std::time::Duration;

use askama::Template;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use domain::time::wib_clock;
use jiff::Timestamp;

use super::later;
use crate::pages::{Html, Page};

const REFRESH: HeaderName = HeaderName::from_static("refresh");

/// A turn is told to the minute, and nobody is told one that is too early.
const TO_THE_MINUTE: Duration = Duration::from_secs(59);

#[derive(Template)]
#[template(path = "waiting_room.html")]
struct WaitingPage {
    page: Page,
    at: String,
    minutes: u64,
}

/// The page of somebody whose turn is at this moment.
pub(super) fn page(page: Page, turn: Timestamp, now: Timestamp) -> Response {
    let seconds = u64::try_from(turn.as_second() - now.as_second()).unwrap_or_default() + 1;
    let (at, minutes) = (wib_clock(later(turn, TO_THE_MINUTE)), seconds.div_ceil(60));
    let mut answer = Html::personal(WaitingPage { page, at, minutes }).into_response();
    answer.headers_mut().insert(REFRESH, HeaderValue::from(seconds));
    answer
}
