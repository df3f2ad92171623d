//! `GET /tiket/{reference}`: shows the receipt of an accepted form, or the guidance of a form that is answered at once.
//! Loading it again shows the same. It needs no database.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use axum::response::{IntoResponse, Response};
use domain::{Form, Guidance, Outcome, answer_due_at, catalogue, guidance, time};
use http::HeaderMap;
use web::pages::qr_code;
use web::{Html, Page, Path, Problem};

use super::receipt_reference::ReceiptReference;
use crate::state::State;

#[derive(Template)]
#[template(path = "receipt.html")]
struct ReceiptPage {
    page: Page,
    form: &'static Form,
    number: String,
    number_spaced: Vec<String>,
    submitted_at: String,
    answer_due_at: String,
    status_address: String,
    status_url: String,
    qr_svg: String,
}

#[derive(Template)]
#[template(path = "guidance.html")]
struct GuidancePage {
    page: Page,
    form: &'static Form,
    guidance: Guidance,
    number: String,
    number_spaced: Vec<String>,
    submitted_at: String,
}

pub(super) async fn show_receipt(
    extract::State(state): extract::State<Arc<State>>,
    Path(reference): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let receipt = ReceiptReference::open(&state.vault, &reference, state.clock.now()).ok_or_else(Problem::not_found)?;
    let form = catalogue::by_code(receipt.number.form()).ok_or_else(Problem::not_found)?;
    let number = receipt.number.to_string();
    let number_spaced = receipt.number.groups();
    let submitted_at = time::wib_in_words(receipt.submitted_at);
    let page = state.page("forms");
    if form.outcome == Outcome::Guidance {
        let guidance = guidance::for_region(receipt.region);
        return Ok(
            Html::personal(GuidancePage { page, form, guidance, number, number_spaced, submitted_at }).into_response()
        );
    }
    let due_at = receipt.answer_due_at.unwrap_or_else(|| answer_due_at(receipt.submitted_at));
    Ok(Html::personal(ReceiptPage {
        page,
        form,
        number,
        number_spaced,
        submitted_at,
        answer_due_at: time::wib_in_words(due_at),
        status_address: state.public.site.address(&headers, &language::path("/status")),
        // For another person's camera, or for the same person's other phone.
        qr_svg: qr_code(&state.public.site.address(&headers, &status_path(&reference))),
        status_url: status_path(&reference),
    })
    .into_response())
}

/// The status page with the number filled in. The number itself stands in no address.
fn status_path(reference: &str) -> String {
    language::path(&format!("/status?tiket={reference}")).into_owned()
}
