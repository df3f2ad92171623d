//! `GET /petugas/akun/{id}`

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::time::wib_text;
use http::StatusCode;
use officers::{Account, Officer};
use web::{Html, Page, Path, Problem, SummaryLine};

use super::rights::RightsView;
use super::{account_id, administrator, explain, href, state};
use crate::App;
use crate::pages::fields::summary;
use crate::pages::{Frame, Section};

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
    rights: RightsView,
}

pub(in crate::pages) async fn show_account(State(app): State<App>, officer: Officer, Path(id): Path<String>) -> Result<Response, Problem> {
    let by = administrator(&officer)?;
    match app.officers.account(by, account_id(&id)?).await {
        Ok(account) => Ok(draw(&officer, &account, ("", ""), StatusCode::OK)),
        Err(refusal) => Err(explain(&refusal).err().unwrap_or_else(super::unknown)),
    }
}

/// The account once more, with why it was not changed.
pub(super) async fn again(app: &App, officer: &Officer, id: uuid::Uuid, told: (&'static str, &'static str)) -> Result<Response, Problem> {
    let account = app.officers.account(administrator(officer)?, id).await;
    let account = account.map_err(|refusal| explain(&refusal).err().unwrap_or_else(super::unknown))?;
    Ok(draw(officer, &account, told, StatusCode::UNPROCESSABLE_ENTITY))
}

fn draw(officer: &Officer, account: &Account, told: (&'static str, &'static str), status: StatusCode) -> Response {
    let page = AccountPage {
        page: Frame::page(),
        frame: Frame::new(officer, Section::Accounts),
        errors: summary([(told.0, told.1)]),
        href: href(account.id),
        name: account.name.clone(),
        state: state(account),
        created_at: wib_text(account.created_at),
        link_until: account.link_until.map(wib_text).unwrap_or_default(),
        disabled: account.disabled_at.is_some(),
        own: account.id == officer.id,
        rights: RightsView::new(officer, &account.roles, &account.desks).told(told),
    };
    Html::personal(page).status(status).into_response()
}
