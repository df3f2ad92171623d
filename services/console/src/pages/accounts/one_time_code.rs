//! The page that shows a one-time code and its address to the administrator, once.

use askama::Template;
use axum::response::{IntoResponse, Response};
use domain::time::wib_text;
use http::HeaderMap;
use officers::{Officer, OneTimeCode};
use uuid::Uuid;
use web::{Html, Page};

use crate::State;
use crate::pages::addresses::{self, ACTIVATION};
use crate::pages::{Frame, Section};

#[derive(Template)]
#[template(path = "one_time_code.html")]
struct OneTimeCodePage {
    page: Page,
    frame: Frame,
    name: String,
    link: String,
    code: String,
    until: String,
    href: String,
}

/// The page for the administrator, who hands the code over to the account's owner.
pub(super) fn code_page(
    state: &State,
    officer: &Officer,
    headers: &HeaderMap,
    account: (Uuid, &str),
    code: &OneTimeCode,
) -> Response {
    let (id, name) = account;
    Html::personal(OneTimeCodePage {
        page: Frame::page(),
        frame: Frame::new(officer, Section::Accounts),
        name: name.to_owned(),
        link: state.site.address(headers, &format!("{ACTIVATION}/{}", code.text)),
        code: code.text.clone(),
        until: wib_text(code.until),
        href: addresses::account(id),
    })
    .into_response()
}
