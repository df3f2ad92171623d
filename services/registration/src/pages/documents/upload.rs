//! `POST /pendaftaran/dokumen/{slot}`: one document of a registration, in the place of another one. What is wrong with
//! it is told at the document, with its real size and its limit.

use applicants::SignedIn;
use axum::extract::{self, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use language::{fill, text};
use uploads::{Accepts, Attachment, Document, Received, Unreadable};
use web::entry::Entrance;
use web::{ClientAddress, Path, Problem};

use super::list_page::{Told, draw, note_step, types};
use super::own::Own;
use super::{PATH, TOKEN, at_slot, problems};
use crate::documents::{Kept, Slot, Unfit};
use crate::measures;
use crate::state::State;

/// Who sent a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    /// A form, with the token of its session.
    Page,
    /// A program, with a bearer token.
    Program,
}

/// Name of the part with the file.
pub(crate) const FILE: &str = "file";
/// Most bytes of a file that are read, so that its real size can be told.
pub(crate) const MOST_READ: usize = 4 << 20;
/// Most bytes of what is around it.
const AROUND: usize = 64 * 1024;

pub(super) async fn upload(
    extract::State(state): extract::State<State>,
    person: SignedIn,
    address: ClientAddress,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response, Response> {
    state.check_limit(address).map_err(Problem::into_response)?;
    let mut own = Own::of(&state, person).await?;
    let slot = own.slot(&code).map_err(Problem::into_response)?;
    let uploaded = take(&state, address, &own, slot, (request, From::Page)).await.map_err(Problem::into_response)?;
    let Refused { status, why, .. } = match uploaded {
        Ok(()) => {
            measures::uploaded("kept");
            note_step(&state, &own).await;
            return Ok(Redirect::to(&at_slot(&slot.code)).into_response());
        }
        Err(refused) => refused,
    };
    measures::uploaded("refused");
    let told = Told { at_slot: Some((slot.code.clone(), why)), ..Told::default() };
    draw(&state, &mut own, told, status).await.map_err(Problem::into_response)
}

/// Who loads the address of an upload anew, or changes its language, is back at the documents.
pub(super) async fn back() -> Redirect {
    Redirect::to(&language::path(PATH))
}

/// Why a document was not taken: the status, a code for programs, and the words at the document.
pub(crate) struct Refused {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) why: String,
}

/// Takes the document of a form. One of a page must carry the token of its very session.
///
/// # Errors
/// A problem that is none of the document.
pub(crate) async fn take(
    state: &State,
    address: ClientAddress,
    own: &Own,
    slot: &Slot,
    (request, from): (Request, From),
) -> Result<Result<(), Refused>, Problem> {
    let attachment = match receive(&own.opened.person, request, from).await? {
        Ok(attachment) => attachment,
        Err(refused) => return Ok(Err(refused)),
    };
    if !own.opened.registration.is_open(state.clock.now()) {
        return Err(problems::closed());
    }
    let inspected = state.documents.inspection.inspect(vec![attachment], Some(address.network())).await;
    let inspected = inspected.map_err(|_ending| problems::away())?.pop();
    let checked = match inspected {
        Some(Ok(inspected)) => inspected.checked,
        Some(Err(refused)) => {
            return Ok(Err(unfit(&format!("{} {}", text("document-unfit"), refused.refusal.message()))));
        }
        None => return Ok(Err(unfit(text("document-missing")))),
    };
    let looked = match state.documents.look(slot, &checked).await {
        Ok(looked) => looked,
        Err(wrong) => return Ok(Err(unfit(&said(slot, &wrong)))),
    };
    let kept = state.documents.keep(own.owner(), slot, &checked, looked).await;
    match kept.map_err(|failure| problems::problem(&failure))? {
        Kept::Whole | Kept::Same => Ok(Ok(())),
        Kept::BeingStamped => Ok(Err(refused(StatusCode::CONFLICT, "being_stamped", text("document-being-stamped")))),
        Kept::TooMany => {
            Ok(Err(refused(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", text("document-too-many"))))
        }
        Kept::Closed => Err(problems::closed()),
    }
}

/// Reads the form, which must be of this very session.
async fn receive(person: &SignedIn, request: Request, from: From) -> Result<Result<Attachment, Refused>, Problem> {
    let accepts = Accepts {
        texts: if from == From::Page { vec![TOKEN] } else { Vec::new() },
        controls: if from == From::Page { &["action"] } else { &[] },
        most_text_bytes: 1024,
        documents: vec![Document { name: FILE, label: text("document-file"), most_bytes: MOST_READ }],
        most_body_bytes: MOST_READ + AROUND,
    };
    let received = match uploads::receive(request, &accepts).await {
        Ok(received) => received,
        Err(Unreadable::TooLarge { .. }) => return Ok(Err(beyond())),
        Err(Unreadable::CutOff { .. }) => {
            return Ok(Err(refused(StatusCode::REQUEST_TIMEOUT, "too_slow", text("document-cut-off"))));
        }
        Err(Unreadable::NotMultipart | Unreadable::Broken) => return Err(Problem::bad_request(text("form-broken"))),
    };
    let Received { texts, mut attachments, faults, .. } = received;
    if from == From::Page && !texts.get(TOKEN).is_some_and(|token| person.csrf.is(token)) {
        let (title, detail) = State::texts().foreign_form;
        return Err(Problem::new(StatusCode::FORBIDDEN, "foreign_form", title).detail(detail));
    }
    if faults.iter().any(|fault| fault.error.code == "document_too_large") {
        return Ok(Err(beyond()));
    }
    if let Some(attachment) = attachments.pop() {
        return Ok(Ok(attachment));
    }
    let why = faults.into_iter().next().map(|fault| fault.error.message);
    Ok(Err(unfit(&why.unwrap_or_else(|| text("document-missing").to_owned()))))
}

fn refused(status: StatusCode, code: &'static str, why: &str) -> Refused {
    Refused { status, code, why: why.to_owned() }
}

fn unfit(why: &str) -> Refused {
    Refused { status: StatusCode::UNPROCESSABLE_ENTITY, code: "unfit", why: why.to_owned() }
}

/// It is so large that nobody read all of it.
fn beyond() -> Refused {
    let why = fill("document-unfit.beyond", &[("megabytes", &(MOST_READ >> 20).to_string())]);
    Refused { status: StatusCode::UNPROCESSABLE_ENTITY, code: "document_too_large", why }
}

fn said(slot: &Slot, wrong: &Unfit) -> String {
    match wrong {
        Unfit::Type => fill("document-unfit.type", &[("types", &types(slot))]),
        Unfit::TooLarge { bytes, most } => fill(
            "document-unfit.too-large",
            &[("size", &bytes.div_ceil(1024).to_string()), ("most", &(most / 1024).to_string())],
        ),
        Unfit::TooManyPages { pages, most } => {
            fill("document-unfit.pages", &[("pages", &pages.to_string()), ("most", &most.to_string())])
        }
    }
}
