//! Draws the step: one document below the other, each with its form.

use applicants::SessionLine;
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use documents::MediaType;
use domain::time::wib_in_words;
use http::StatusCode;
use language::{fill, text};
use stampings::{Standing, State as Stamping};
use web::{Html, Page, Problem, SummaryLine};

use super::own::Own;
use super::{SIGN_IN, TOP_UP, kilobytes, problems, slot_path, stamp_path, view_path};
use crate::documents::{InSlot, Slot, SlotStanding, Stamp, Wait, missing};
use crate::pages::steps::StepFrame;
use crate::state::State;
use crate::steps::Step;
use crate::store::files;

/// The page.
#[derive(Template)]
#[template(path = "documents.html")]
struct DocumentsPage {
    page: Page,
    session: SessionLine,
    errors: Vec<SummaryLine>,
    frame: StepFrame,
    csrf: String,
    slots: Vec<SlotView>,
    /// What is missing before the next step.
    missing: Vec<SummaryLine>,
    /// Some stamping waits for its person.
    needs_login: bool,
    needs_balance: bool,
    /// Until when the person is signed in at the distributor; empty: is not, or there is none.
    signed_in_until: String,
    /// Whether a distributor can be asked.
    has_distributor: bool,
    sign_in: String,
    sign_in_error: &'static str,
    top_up: String,
    next: String,
}

/// One document.
struct SlotView {
    code: String,
    label: String,
    is_agencys: bool,
    agency_words: String,
    help: String,
    mandatory: bool,
    accept: &'static str,
    is_photo: bool,
    action: String,
    error: String,
    file: Option<FileView>,
}

/// What lies in it.
struct FileView {
    view: String,
    size: String,
    uploaded: String,
    notes: Vec<&'static str>,
    stamp: Option<StampView>,
}

/// Its e-meterai.
struct StampView {
    code: &'static str,
    words: String,
    is_good: bool,
    is_bad: bool,
    serial: String,
    /// Where to put it; empty: not now.
    place: String,
    /// Where to withdraw it; empty: not any more.
    withdraw: String,
}

/// What went wrong before the page is drawn.
#[derive(Default)]
pub(super) struct Told {
    /// At a document: its code, and what is wrong.
    pub(super) at_slot: Option<(String, String)>,
    /// At the sign-in of the distributor.
    pub(super) at_sign_in: &'static str,
}

/// Draws the page.
///
/// # Errors
/// When the database is away.
pub(super) async fn draw(state: &State, own: &mut Own, told: Told, status: StatusCode) -> Result<Response, Problem> {
    let standings = own.standings(state).await?;
    let missing: Vec<SummaryLine> = missing(&standings).into_iter().map(line).collect();
    own.opened.registration.step = reached(missing.is_empty());
    let person = &own.opened.person;
    let until = state.documents.signed_in_until(person.account).await;
    let until = until.map_err(|failure| problems::problem(&failure))?;
    let waits =
        |state: Stamping| standings.iter().any(|standing| asked(standing).is_some_and(|one| one.state == state));
    let attached = lately_attached(state).await?;
    let views = own.slots.iter().zip(&standings).map(|(slot, standing)| view(slot, standing, &told, attached));
    let errors = told.at_slot.iter().map(|(code, why)| SummaryLine { target: code.clone(), text: why.clone() });
    let page = DocumentsPage {
        page: state.own_page(),
        session: SessionLine::of(person),
        errors: errors.collect(),
        csrf: person.csrf.as_str().to_owned(),
        frame: StepFrame::of(state, &own.opened, Step::Documents),
        needs_login: waits(Stamping::NeedsLogin),
        needs_balance: waits(Stamping::NeedsBalance),
        signed_in_until: until.map(wib_in_words).unwrap_or_default(),
        has_distributor: state.distributor.is_some() && own.slots.iter().any(Slot::needs_stamp),
        sign_in: language::path(SIGN_IN).into_owned(),
        sign_in_error: told.at_sign_in,
        top_up: language::path(TOP_UP).into_owned(),
        next: language::path(Step::Resume.path()).into_owned(),
        slots: views.collect(),
        missing,
    };
    Ok(Html::personal(page).status(status).into_response())
}

/// How many stampings came to a good end lately.
async fn lately_attached(state: &State) -> Result<u64, Problem> {
    let found = async {
        let mut connection = state.pool.acquire().await?;
        stampings::lately_attached(&mut connection, state.clock.now()).await
    };
    found.await.map_err(|error| problems::problem(&error.into()))
}

fn line(standing: &SlotStanding) -> SummaryLine {
    SummaryLine { target: standing.code.clone(), text: standing.label.shown() }
}

/// Where the way leads on from the documents.
const fn reached(is_right: bool) -> Step {
    if is_right { Step::Resume } else { Step::Documents }
}

/// Notes after a change of the documents whether the step is right, so that the overview leads on from it, or back to
/// it. What was done stays done when this fails: the step itself looks anew.
pub(crate) async fn note_step(state: &State, own: &Own) {
    let noted = async {
        let step = reached(missing(&own.standings(state).await?).is_empty());
        let noted = files::reach(&state.pool, own.opened.registration.id, step.number()).await;
        noted.map_err(|error| problems::problem(&error.into()))
    };
    if noted.await.is_err() {
        tracing::warn!("nobody noted how far the documents of a registration came");
    }
}

fn view(slot: &Slot, standing: &SlotStanding, told: &Told, attached: u64) -> SlotView {
    let limit = fill("document-limit", &[("types", &types(slot)), ("kilobytes", &slot.kilobytes().to_string())]);
    let error = told.at_slot.as_ref().filter(|(code, _)| *code == slot.code).map(|(_, why)| why.clone());
    SlotView {
        code: slot.code.clone(),
        label: slot.label.shown(),
        is_agencys: matches!(slot.label, crate::documents::Label::Agency(_)),
        agency_words: slot.agency_words.clone().unwrap_or_default(),
        help: format!("{limit} {}", text(slot.help)),
        mandatory: slot.mandatory,
        accept: match slot.media_types {
            [MediaType::Jpeg] => ".jpg,.jpeg,image/jpeg",
            [MediaType::Pdf] => ".pdf,application/pdf",
            _ => ".pdf,.jpg,.jpeg,application/pdf,image/jpeg",
        },
        is_photo: slot.media_types == [MediaType::Jpeg],
        action: slot_path(&slot.code),
        error: error.unwrap_or_default(),
        file: standing.file.as_ref().map(|file| file_view(slot, file, attached)),
    }
}

/// "PDF" or "JPG".
pub(super) fn types(slot: &Slot) -> String {
    let name = |media_type: &MediaType| match media_type {
        MediaType::Jpeg => "JPG",
        MediaType::Pdf => "PDF",
    };
    slot.media_types.iter().map(name).collect::<Vec<_>>().join(" / ")
}

fn file_view(slot: &Slot, file: &InSlot, attached: u64) -> FileView {
    FileView {
        view: view_path(file.id),
        size: kilobytes(file.size),
        uploaded: wib_in_words(file.uploaded_at),
        notes: file.notes.iter().filter_map(|note| note.shown()).collect(),
        stamp: stamp_view(slot, file, attached),
    }
}

fn stamp_view(slot: &Slot, file: &InSlot, attached: u64) -> Option<StampView> {
    let serial = file.stamp.serial().unwrap_or_default().to_owned();
    let is_good = file.stamp.is_there();
    let shown = |words: String, place: bool, withdraw: bool, is_bad: bool| StampView {
        code: file.stamp.code(),
        words,
        is_good,
        is_bad,
        serial,
        place: if place { stamp_path(&slot.code) } else { String::new() },
        withdraw: if withdraw { format!("{}/batal", stamp_path(&slot.code)) } else { String::new() },
    };
    match &file.stamp {
        Stamp::NotNeeded => None,
        Stamp::NotAsked => Some(shown(text("stamp-none").to_owned(), !file.is_stamp_broken(), false, true)),
        Stamp::CameWith { .. } => Some(shown(text("stamp-came-with").to_owned(), false, false, false)),
        Stamp::Asked(standing) => {
            let withdraw = standing.state == Stamping::Queued || standing.state == Stamping::WaitingDistributor;
            let words = if standing.state == Stamping::Queued {
                format!("{} {}", said(standing), Wait::of(standing.ahead, attached).in_words())
            } else {
                said(standing)
            };
            Some(shown(words, false, withdraw, !is_good))
        }
    }
}

/// How a stamping stands, in words.
fn said(standing: &Standing) -> String {
    match standing.state {
        Stamping::Queued => fill("stamp-queued", &[("ahead", &standing.ahead.to_string())]),
        Stamping::SerialReserved => text("stamp-being-stamped").to_owned(),
        Stamping::Stamped => text("stamp-being-checked").to_owned(),
        Stamping::Attached => text("stamp-attached").to_owned(),
        Stamping::WaitingDistributor => text("stamp-waiting-distributor").to_owned(),
        Stamping::NeedsLogin => text("stamp-needs-login").to_owned(),
        Stamping::NeedsBalance => text("stamp-needs-balance").to_owned(),
        Stamping::Rejected => match standing.problem.as_deref() {
            Some("expired") => text("stamp-rejected.expired").to_owned(),
            Some("refused_file") => text("stamp-rejected.refused-file").to_owned(),
            _ => text("stamp-rejected").to_owned(),
        },
        Stamping::Cancelled => text("stamp-none").to_owned(),
    }
}

/// How a document stands, in a line.
pub(crate) fn in_a_line(standing: &SlotStanding) -> String {
    let Some(file) = &standing.file else { return text("document-not-there").to_owned() };
    let size = kilobytes(file.size);
    match &file.stamp {
        Stamp::NotNeeded => size,
        Stamp::NotAsked => format!("{size} · {}", text("stamp-none")),
        Stamp::CameWith { .. } => format!("{size} · {}", text("stamp-came-with")),
        Stamp::Asked(standing) => format!("{size} · {}", said(standing)),
    }
}

fn asked(standing: &SlotStanding) -> Option<&Standing> {
    match &standing.file.as_ref()?.stamp {
        Stamp::Asked(standing) => Some(standing),
        Stamp::NotNeeded | Stamp::NotAsked | Stamp::CameWith { .. } => None,
    }
}
