//! `POST /cek-dokumen`: says whether a PDF is one that we issued. The file is kept nowhere.

use axum::extract::{self, Request};
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use uploads::{Accepts, Document, Received, Unreadable};
use web::{ClientAddress, Html, Problem};

use super::outcome::Outcome;
use super::page::{CheckPage, FILE};
use crate::problems;
use crate::state::State;

/// The largest file: more than twice of what a signed card has.
const MAX_FILE_BYTES: usize = 2 << 20;
/// What is around it in a body.
const MAX_BODY_BYTES: usize = MAX_FILE_BYTES + (16 << 10);

pub(super) async fn check(
    extract::State(state): extract::State<State>,
    address: ClientAddress,
    request: Request,
) -> Result<Response, Problem> {
    let network = address.network();
    state.cards.count_check(network)?;
    let fault = |status: StatusCode, text: String| {
        Ok(Html::personal(CheckPage::new(&state).with_file_fault(text)).status(status).into_response())
    };
    let Received { attachments, faults, .. } = match uploads::receive(request, &accepts()).await {
        Ok(received) => received,
        Err(Unreadable::TooLarge { .. }) => {
            return fault(StatusCode::PAYLOAD_TOO_LARGE, language::text("check-document-file.too-large").to_owned());
        }
        Err(Unreadable::CutOff { .. }) => {
            return fault(StatusCode::REQUEST_TIMEOUT, language::text("check-document-file.cut-off").to_owned());
        }
        Err(Unreadable::NotMultipart | Unreadable::Broken) => {
            return Err(Problem::bad_request(language::text("check-document-file.broken")));
        }
    };
    if let Some(first) = faults.into_iter().next() {
        return fault(StatusCode::UNPROCESSABLE_ENTITY, first.error.message);
    }
    let Some(file) = attachments.into_iter().next() else {
        return fault(StatusCode::UNPROCESSABLE_ENTITY, language::text("check-document-file.none").to_owned());
    };
    if !file.bytes.starts_with(b"%PDF-") {
        return fault(StatusCode::UNPROCESSABLE_ENTITY, language::text("check-document-file.no-pdf").to_owned());
    }
    let verdict = state.cards.check_file(network, file.bytes).await.map_err(|error| problems::of_check(&error))?;
    let outcome = Outcome::of_file(&verdict);
    Ok(Html::personal(CheckPage::new(&state).with_outcome(outcome)).into_response())
}

fn accepts() -> Accepts {
    Accepts {
        texts: Vec::new(),
        controls: &[],
        most_text_bytes: 0,
        documents: vec![Document {
            name: FILE,
            label: language::text("check-document-file"),
            most_bytes: MAX_FILE_BYTES,
        }],
        most_body_bytes: MAX_BODY_BYTES,
    }
}
