//! The second page of `/akun/kode-jawaban-2`: an account with a confirmed address shows its answer to whoever types the
//! code that was sent there. What was told before travels sealed in the page, so that nobody types it twice, and needs
//! no code against robots: there are five tries.

use std::collections::BTreeMap;
use std::net::IpAddr;

use ::letters::codes;
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use domain::time::wib_in_words;
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use vault::Token;
use web::{FieldView, Html, Page, Problem, SummaryLine};

use super::approved::{self, NUMBER, PATH, Typed};
use crate::approved::{Asks, Fault, Looked, Second};
use crate::state::State;

/// For so long what was told is good for the second page.
const KEPT: SignedDuration = SignedDuration::from_hours(1);

/// Name of the field for the code.
const CODE: &str = "code";

#[derive(Template)]
#[template(path = "approved_code.html")]
struct CodePage {
    page: Page,
    action: String,
    errors: Vec<SummaryLine>,
    /// Masked.
    sent_to: Vec<String>,
    told: String,
    code: FieldView,
    /// From when another one may be sent; empty when it may be now.
    wait: String,
}

/// What was told on the first page.
#[derive(Deserialize, Serialize)]
struct Told {
    fields: BTreeMap<String, String>,
    until: Timestamp,
}

/// What somebody sent from this page.
pub(super) async fn act(state: &State, sent: &Typed, network: IpAddr) -> Result<Response, Problem> {
    let told = state.vault.open_text::<Told>(Token::ApprovedAnswer, &sent.told);
    let told = told.filter(|told| told.until > state.clock.now());
    let typed = told.and_then(|told| serde_json::from_value::<Typed>(serde_json::json!(told.fields)).ok());
    let Some(typed) = typed else { return approved::begin(state) };
    let (Some((ticket, identity)), _) = typed.read(state.clock.today_wib()) else { return approved::begin(state) };
    let read = codes::Typed::read(&sent.code);
    let is_unreadable = sent.person.action != "resend" && read.is_none();
    let second = match (sent.person.action.as_str(), read) {
        ("resend", _) => Second::Again,
        (_, Some(code)) => Second::Code(code),
        (_, None) => Second::None,
    };
    match state.approved.look(ticket, &identity, &second, network).await {
        Ok(Looked::Asks(asks)) if is_unreadable => page(state, &typed, asks, language::text("code-unreadable")),
        Ok(Looked::Asks(asks)) => {
            let fault = match asks.fault {
                Some(Fault::Wrong) => language::text("code-wrong"),
                Some(Fault::Void) => language::text("code-void"),
                None => "",
            };
            page(state, &typed, asks, fault)
        }
        looked => approved::told_of(state, &typed, looked),
    }
}

/// Draws the page; `fault` is what is wrong with the code that was typed.
pub(super) fn page(state: &State, typed: &Typed, asks: Asks, fault: &str) -> Result<Response, Problem> {
    let pairs = typed.person.identity_pairs().into_iter().chain([(NUMBER, typed.number.as_str())]);
    let fields = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let until = state.clock.now().saturating_add(KEPT).unwrap_or(Timestamp::MAX);
    let told = state.vault.seal_text(Token::ApprovedAnswer, &Told { fields, until });
    let words = (language::text("approved-code.field"), language::text("code-help"));
    let summary = SummaryLine { target: CODE.to_owned(), text: fault.to_owned() };
    let page = CodePage {
        page: state.page_of("sign-in"),
        action: language::path(PATH).into_owned(),
        errors: Some(summary).filter(|line| !line.text.is_empty()).into_iter().collect(),
        sent_to: asks.sent_to,
        told: told.map_err(|error| Problem::internal(&error))?,
        code: FieldView::line(CODE, words, "digits", "one-time-code", "", fault),
        wait: asks.next.map(wib_in_words).unwrap_or_default(),
    };
    language::same_page(PATH);
    let status = if fault.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Html::personal(page).status(status).into_response())
}
