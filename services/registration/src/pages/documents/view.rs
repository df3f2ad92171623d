//! `GET /pendaftaran/berkas/{file}`: the pages of a document as pictures, as verifiers see them. No browser opens the
//! file itself.

use applicants::{SessionLine, SignedIn};
use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Response};
use documents::MediaType;
use serde::Deserialize;
use uuid::Uuid;
use web::{Html, Page, Path, Problem, Query};

use super::own::Own;
use super::{at_slot, kilobytes, problems, view_path};
use crate::state::State;
use crate::store::files::File;

/// The page.
#[derive(Template)]
#[template(path = "document_view.html")]
struct ViewPage {
    page: Page,
    session: SessionLine,
    label: String,
    size: String,
    original: String,
    picture: String,
    number: u16,
    /// 0: not known.
    pages: u16,
    previous: String,
    next: String,
    back: String,
}

/// The query string.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    halaman: Option<u16>,
}

pub(super) async fn show(
    extract::State(state): extract::State<State>,
    person: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let file = find(&state, &person, &id).await.map_err(Problem::into_response)?;
    let session = SessionLine::of(&person);
    // Its formation may be withdrawn by now; the document is still there.
    let own = Own::of(&state, person).await.ok();
    let slot = own.as_ref().and_then(|own| own.slot(&file.slot).ok());
    let label = slot.map_or_else(|| language::text("document-step").to_owned(), |slot| slot.label.shown());
    let here = view_path(file.id);
    let number = asked.halaman.filter(|page| *page > 0).unwrap_or(1);
    let pages = if file.media_type == MediaType::Jpeg { 1 } else { file.pages.unwrap_or_default() };
    let at = |page: u16| format!("{here}?halaman={page}");
    let original = format!("{here}/asli");
    let page = ViewPage {
        page: state.own_page(),
        session,
        label,
        size: kilobytes(file.size),
        picture: match file.media_type {
            MediaType::Jpeg => original.clone(),
            MediaType::Pdf => format!("{here}/gambar/{number}"),
        },
        original,
        number,
        pages,
        previous: if number > 1 { at(number - 1) } else { String::new() },
        next: if pages == 0 && file.media_type == MediaType::Pdf || number < pages {
            at(number.saturating_add(1))
        } else {
            String::new()
        },
        back: at_slot(&file.slot),
    };
    Ok(Html::personal(page).into_response())
}

/// A file of who is signed in; another one's is not there.
pub(crate) async fn find(state: &State, person: &SignedIn, id: &str) -> Result<File, Problem> {
    let id = Uuid::try_parse(id).map_err(|_no_id| problems::unknown())?;
    let found = state.documents.find(person.account, id).await.map_err(|failure| problems::problem(&failure))?;
    found.ok_or_else(problems::unknown)
}
