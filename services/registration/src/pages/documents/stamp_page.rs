//! Draws the page on which somebody puts the e-meterai on a page of a document.

use applicants::SessionLine;
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use domain::time::wib_in_words;
use http::StatusCode;
use language::text;
use renditions::Paper;
use web::{Html, Page, Problem};

use super::own::Own;
use super::{SIGN_IN, at_slot, problems, stamp_path, view_path};
use crate::documents::{MARGIN, Position, Slot, USUAL_SIDE};
use crate::state::State;
use crate::store::files::File;

/// The page.
#[derive(Template)]
#[template(path = "document_stamp.html")]
struct StampPage {
    page: Page,
    session: SessionLine,
    csrf: String,
    error: &'static str,
    label: String,
    slot: String,
    action: String,
    picture: String,
    number: u16,
    pages: u16,
    /// Addresses of the pages before and after; empty where there is none.
    previous: String,
    next: String,
    width: u16,
    height: u16,
    margin: f32,
    side: f32,
    positions: Vec<PositionView>,
    signed_in_until: String,
    sign_in: String,
    back: String,
}

struct PositionView {
    code: &'static str,
    label: &'static str,
    chosen: bool,
}

/// What is drawn of the document.
pub(super) struct Drawn {
    pub(super) number: u16,
    pub(super) pages: u16,
    pub(super) paper: Paper,
}

/// Draws the page.
///
/// # Errors
/// When the database is away.
pub(super) async fn draw(
    state: &State,
    (own, slot, file): (&Own, &Slot, &File),
    drawn: &Drawn,
    (error, status): (&'static str, StatusCode),
) -> Result<Response, Problem> {
    let until = state.documents.signed_in_until(own.opened.account.id).await;
    let until = until.map_err(|failure| problems::problem(&failure))?;
    let Drawn { number, pages, paper } = drawn;
    let action = stamp_path(&slot.code);
    let at = |page: u16| format!("{action}?halaman={page}");
    let position =
        |one: Position| PositionView { code: one.code, label: text(one.label), chosen: one.code == "bottom-right" };
    let page = StampPage {
        page: state.own_page(),
        session: SessionLine::of(&own.opened.person),
        csrf: own.opened.person.csrf.as_str().to_owned(),
        error,
        label: slot.label.shown(),
        slot: slot.code.clone(),
        picture: format!("{}/gambar/{number}", view_path(file.id)),
        number: *number,
        pages: *pages,
        previous: if *number > 1 { at(number - 1) } else { String::new() },
        next: if number < pages { at(number + 1) } else { String::new() },
        width: paper.width,
        height: paper.height,
        margin: MARGIN,
        side: USUAL_SIDE,
        positions: Position::ALL.map(position).into(),
        signed_in_until: until.map(wib_in_words).unwrap_or_default(),
        sign_in: language::path(SIGN_IN).into_owned(),
        back: at_slot(&slot.code),
        action,
    };
    Ok(Html::personal(page).status(status).into_response())
}
