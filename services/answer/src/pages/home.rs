//! `GET /petugas`: where an officer begins.

use askama::Template;
use officers::Officer;
use web::{Html, Page};

use super::{Frame, Section};

#[derive(Template)]
#[template(path = "home.html")]
pub(super) struct Home {
    page: Page,
    frame: Frame,
}

pub(super) async fn home(officer: Officer) -> Html<Home> {
    Html::personal(Home { page: Frame::page(), frame: Frame::new(&officer, Section::Work) })
}
