//! `GET /petugas`: where an officer begins: at the tickets, or at what else the account is for.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use officers::Officer;
use web::{Html, Page};

use super::addresses::TICKETS;
use super::{Frame, Section};

#[derive(Template)]
#[template(path = "home.html")]
pub(super) struct Home {
    page: Page,
    frame: Frame,
}

pub(super) async fn home(officer: Officer) -> Response {
    if officer.works_on_tickets() {
        return Redirect::to(TICKETS).into_response();
    }
    Html::personal(Home { page: Frame::page(), frame: Frame::new(&officer, Section::Other) }).into_response()
}
