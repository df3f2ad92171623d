//! `GET` and `POST /pendaftaran/dokumen/{slot}/e-meterai`: where the e-meterai is put on the document, and its
//! stamping, which waits in a queue.

use std::num::NonZeroU16;

use applicants::{SignedForm, SignedIn};
use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use language::text;
use renditions::Size;
use serde::Deserialize;
use web::{Path, Problem, Query};

use super::list_page::note_step;
use super::own::Own;
use super::stamp_page::{Drawn, draw};
use super::{at_slot, problems};
use crate::documents::{Asked, At, Note, Position, Slot, USUAL_SIDE, Wanted, WrongPlace};
use crate::measures;
use crate::state::State;
use crate::store::files::File;

/// The query string.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Page {
    halaman: Option<NonZeroU16>,
}

/// What the page sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sent {
    pub(crate) page: String,
    /// The code of a position, or `own`.
    pub(crate) position: String,
    pub(crate) left: String,
    pub(crate) bottom: String,
    pub(crate) side: String,
    /// The person says that the document is signed.
    pub(crate) signed: String,
}

pub(super) async fn show(
    extract::State(state): extract::State<State>,
    person: SignedIn,
    Path(code): Path<String>,
    Query(Page { halaman }): Query<Page>,
) -> Result<Response, Response> {
    let own = Own::draft(&state, person).await?;
    let page = halaman.unwrap_or(NonZeroU16::MIN);
    drawn(&state, (&own, &code), page, ("", StatusCode::OK)).await.map_err(Problem::into_response)
}

pub(super) async fn stamp(
    extract::State(state): extract::State<State>,
    Path(code): Path<String>,
    SignedForm { person, form }: SignedForm<Sent>,
) -> Result<Response, Response> {
    let own = Own::of(&state, person).await?;
    let page = form.page.parse().unwrap_or(NonZeroU16::MIN);
    let wrong = match form.wanted() {
        Ok(wanted) => match asked(&state, &own, &code, &wanted).await.map_err(Problem::into_response)? {
            Ok(()) => {
                note_step(&state, &own).await;
                return Ok(Redirect::to(&at_slot(&code)).into_response());
            }
            Err(wrong) => wrong,
        },
        Err(wrong) => (StatusCode::UNPROCESSABLE_ENTITY, wrong),
    };
    let told = (text(wrong.1), wrong.0);
    drawn(&state, (&own, &code), page, told).await.map_err(Problem::into_response)
}

impl Sent {
    /// Where the stamp is wanted; the id of a text otherwise.
    pub(crate) fn wanted(&self) -> Result<Wanted, &'static str> {
        if self.signed != "yes" {
            return Err("stamp-not-signed");
        }
        let number = |text: &str| text.trim().replace(',', ".").parse::<f32>().map_err(|_no_number| "stamp-outside");
        let page = self.page.trim().parse().map_err(|_no_number| "stamp-no-page")?;
        let at = match self.position.as_str() {
            "own" => At::Corner { left: number(&self.left)?, bottom: number(&self.bottom)? },
            code => At::Position(Position::coded(code).ok_or("stamp-outside")?),
        };
        let side = if self.side.is_empty() { USUAL_SIDE } else { number(&self.side)? };
        Ok(Wanted { page, side, at })
    }
}

/// Asks for the stamping.
///
/// # Errors
/// A problem that is none of the place.
pub(crate) async fn asked(
    state: &State,
    own: &Own,
    code: &str,
    wanted: &Wanted,
) -> Result<Result<(), (StatusCode, &'static str)>, Problem> {
    let slot = own.slot(code)?;
    let traceparent = runtime::telemetry::current_traceparent();
    let asked = state.documents.stamp(own.owner(), slot, wanted, traceparent).await;
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(match asked.map_err(|failure| problems::problem(&failure))? {
        Asked::Queued => {
            measures::stamping_asked();
            Ok(())
        }
        Asked::WrongPlace(WrongPlace::NoPage) => Err((unfit, "stamp-no-page")),
        Asked::WrongPlace(WrongPlace::Turned) => Err((unfit, "stamp-turned")),
        Asked::WrongPlace(WrongPlace::Outside) => Err((unfit, "stamp-outside")),
        Asked::Busy => Err((StatusCode::SERVICE_UNAVAILABLE, "document-page-busy")),
        Asked::Another => Err((StatusCode::CONFLICT, "document-being-stamped")),
        Asked::NoFile => return Err(problems::unknown()),
        Asked::Closed => return Err(problems::closed()),
    })
}

/// Draws the page with this page of the document.
async fn drawn(
    state: &State,
    (own, code): (&Own, &str),
    page: NonZeroU16,
    told: (&'static str, StatusCode),
) -> Result<Response, Problem> {
    let slot = own.slot(code)?;
    let file = stampable(state, own, slot).await?;
    let bytes =
        state.documents.open(&own.opened.account.key, &file).await.map_err(|failure| problems::problem(&failure))?;
    let picture = state.documents.renditions.page(&bytes, page, Size::Reading).await;
    let picture = picture.map_err(|failure| problems::not_drawn(&failure))?;
    let shown = Drawn { number: page.get(), pages: picture.pages, paper: picture.paper };
    draw(state, (own, slot, &file), &shown, told).await
}

/// The file in a slot, when it can get an e-meterai.
async fn stampable(state: &State, own: &Own, slot: &Slot) -> Result<File, Problem> {
    let found = state.documents.in_slot(own.owner(), slot).await.map_err(|failure| problems::problem(&failure))?;
    let fits = |file: &File| slot.needs_stamp() && !file.came_stamped && !file.notes.contains(&Note::StampBroken);
    found.filter(fits).ok_or_else(problems::unknown)
}
