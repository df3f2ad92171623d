//! `GET /tiket/{reference}`: the receipt of an accepted form, or the guidance of those that are answered at once. Loading it again shows the
//! same; it needs no database.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use domain::{Form, Guidance, Outcome, TicketNumber, answer_due_at, catalogue, guidance, time};
use fast_qr::convert::Builder as _;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::{ECL, QRBuilder};
use web::{Html, Page, Path, Problem};

use super::receipt_reference::ReceiptReference;
use crate::Intake;

/// Digits of a number's form and of its day, for reading it out.
const GROUPS: [usize; 2] = [2, 8];

#[derive(Template)]
#[template(path = "receipt.html")]
struct ReceiptPage {
    page: Page,
    form: &'static Form,
    number: String,
    number_spaced: Vec<String>,
    submitted_at: String,
    answer_due_at: String,
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
    State(intake): State<Arc<Intake>>,
    Path(reference): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let receipt = ReceiptReference::open(&intake.vault, &reference).ok_or_else(Problem::not_found)?;
    let form = catalogue::by_code(receipt.number.form()).ok_or_else(Problem::not_found)?;
    let number = receipt.number.to_string();
    let number_spaced = spaced(&number);
    let submitted_at = time::wib_text(receipt.submitted_at);
    let page = intake.page("forms");
    if form.outcome == Outcome::Guidance {
        let guidance = guidance::for_region(receipt.region);
        return Ok(Html::personal(GuidancePage { page, form, guidance, number, number_spaced, submitted_at }).into_response());
    }
    Ok(Html::personal(ReceiptPage {
        page,
        form,
        number,
        number_spaced,
        submitted_at,
        answer_due_at: time::wib_text(answer_due_at(receipt.submitted_at)),
        status_url: format!("/status?nomor={}", receipt.number),
        qr_svg: qr_code(&intake, &headers, receipt.number),
    })
    .into_response())
}

/// The status page as a picture for another person's camera, or for the same person's other phone. Empty when the address does not fit.
fn qr_code(intake: &Intake, headers: &HeaderMap, number: TicketNumber) -> String {
    let code = QRBuilder::new(intake.status_url(headers, number)).ecl(ECL::M).build();
    code.map(|code| SvgBuilder::default().margin(2).to_str(&code)).unwrap_or_default()
}

/// Form, day and sequence.
fn spaced(number: &str) -> Vec<String> {
    let mut rest = number;
    let mut parts = Vec::with_capacity(GROUPS.len() + 1);
    for digits in GROUPS {
        let Some((part, others)) = rest.split_at_checked(digits) else { break };
        parts.push(part.to_owned());
        rest = others;
    }
    parts.push(rest.to_owned());
    parts
}
