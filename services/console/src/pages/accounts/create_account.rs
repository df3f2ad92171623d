//! `GET` and `POST /petugas/akun/baru`: an administrator makes an account.

use askama::Template;
use axum::response::{IntoResponse, Response};
use domain::time::wib_day;
use http::{HeaderMap, StatusCode};
use officers::{NewAccount, Nip, Officer};
use web::pages::summary;
use web::{FieldView, Html, Page, SummaryLine};

use super::administrator::administrator;
use super::one_time_code::code_page;
use super::refusal::explain;
use super::rights::{RightsView, chosen, unknown};
use crate::pages::form_values::value;
use crate::pages::{Frame, Section, SignedForm};
use crate::problems::Error;
use crate::{State, texts};

#[derive(Template)]
#[template(path = "new_account.html")]
struct NewAccountPage {
    page: Page,
    frame: Frame,
    errors: Vec<SummaryLine>,
    name: FieldView,
    nip: FieldView,
    rights: RightsView,
}

pub(in crate::pages) async fn show_new_account(officer: Officer) -> Result<Response, Error> {
    administrator(&officer)?;
    Ok(draw(&officer, &[], ("", ""), StatusCode::OK))
}

pub(in crate::pages) async fn create_account(
    state: State,
    headers: HeaderMap,
    SignedForm { officer, form }: SignedForm<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let by = administrator(&officer)?;
    let nip = match Nip::parse(value(&form, "nip"), wib_day(state.now())) {
        Ok(nip) => nip,
        Err(fault) => return Ok(draw(&officer, &form, ("nip", fault.text()), StatusCode::UNPROCESSABLE_ENTITY)),
    };
    if let Some(fault) = unknown(&form) {
        return Ok(draw(&officer, &form, fault, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let (roles, desks) = chosen(&form);
    let new = NewAccount { name: value(&form, "nama").to_owned(), nip, roles, desks };
    match state.officers.create(by, &new).await {
        Ok((id, code)) => Ok(code_page(&state, &officer, &headers, (id, new.name.as_str()), &code)),
        Err(refusal) => Ok(draw(&officer, &form, explain(&refusal)?, StatusCode::UNPROCESSABLE_ENTITY)),
    }
}

fn draw(
    officer: &Officer,
    form: &[(String, String)],
    fault: (&'static str, &'static str),
    status: StatusCode,
) -> Response {
    let error_of = |field| if fault.0 == field { fault.1 } else { "" };
    let (roles, desks) = chosen(form);
    let page = NewAccountPage {
        page: Frame::page(),
        frame: Frame::new(officer, Section::Accounts),
        errors: summary([(fault.0, fault.1)]),
        name: FieldView::line("nama", texts::OFFICER_NAME, "text", "off", value(form, "nama"), error_of("nama")),
        nip: FieldView::line("nip", texts::OFFICERS_NIP, "digits", "off", value(form, "nip"), error_of("nip")),
        rights: RightsView::new(officer, &roles, &desks).with_fault(fault),
    };
    Html::personal(page).status(status).into_response()
}
