//! `GET /petugas/akun/{id}`: one account.

use askama::Template;
use axum::response::{IntoResponse, Response};
use domain::time::wib_text;
use http::StatusCode;
use officers::{Account, Officer};
use serde::Deserialize;
use web::pages::summary;
use web::{Html, Page, Path, Query, SummaryLine};

use super::administrator::{account_id, administrator};
use super::refusal::{explain, unknown};
use super::rights::RightsView;
use super::state::state_of;
use crate::pages::{Frame, Section, addresses};
use crate::problems::Error;
use crate::{State, texts};

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    page: Page,
    frame: Frame,
    errors: Vec<SummaryLine>,
    href: String,
    name: String,
    state: &'static str,
    created_at: String,
    link_until: String,
    disabled: bool,
    own: bool,
    message: &'static str,
    /// Who asked for a reset with the phone, and when; empty when nobody did.
    asked: String,
    /// It is this administrator's to confirm.
    confirms: bool,
    rights: RightsView,
}

/// What happened before: `diajukan`.
#[derive(Deserialize)]
pub(in crate::pages) struct Arriving {
    #[serde(default)]
    karena: String,
}

pub(in crate::pages) async fn show_account(
    state: State,
    officer: Officer,
    Path(id): Path<String>,
    Query(arriving): Query<Arriving>,
) -> Result<Response, Error> {
    let by = administrator(&officer)?;
    let message = if arriving.karena == "diajukan" { texts::RESET_ASKED } else { "" };
    match state.officers.account(by, account_id(&id)?).await {
        Ok(account) => Ok(draw(&officer, &account, message, ("", ""), StatusCode::OK)),
        Err(refusal) => Err(explain(&refusal).err().unwrap_or_else(unknown)),
    }
}

/// The account once more, with why it was not changed.
pub(super) async fn again(
    state: &State,
    officer: &Officer,
    id: uuid::Uuid,
    fault: (&'static str, &'static str),
) -> Result<Response, Error> {
    let account = state.officers.account(administrator(officer)?, id).await;
    let account = account.map_err(|refusal| explain(&refusal).err().unwrap_or_else(unknown))?;
    Ok(draw(officer, &account, "", fault, StatusCode::UNPROCESSABLE_ENTITY))
}

fn draw(
    officer: &Officer,
    account: &Account,
    message: &'static str,
    fault: (&'static str, &'static str),
    status: StatusCode,
) -> Response {
    let asked = account.asked.as_ref();
    let page = AccountPage {
        page: Frame::page(),
        frame: Frame::new(officer, Section::Accounts),
        errors: summary([(fault.0, fault.1)]),
        href: addresses::account(account.id),
        name: account.name.clone(),
        state: state_of(account),
        created_at: wib_text(account.created_at),
        link_until: account.link_until.map(wib_text).unwrap_or_default(),
        disabled: account.disabled_at.is_some(),
        own: account.id == officer.id,
        message,
        asked: asked.map(|asked| texts::reset_asked_by(&asked.name, &wib_text(asked.at))).unwrap_or_default(),
        confirms: asked.is_some_and(|asked| asked.by != officer.id),
        rights: RightsView::new(officer, &account.roles, &account.desks).with_fault(fault),
    };
    Html::personal(page).status(status).into_response()
}
