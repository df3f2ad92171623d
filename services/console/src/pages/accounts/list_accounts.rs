//! `GET /petugas/akun`: the accounts that an administrator sees.

use askama::Template;
use domain::Desk;
use officers::{Account, Officer, Role};
use web::{Html, Page};

use super::administrator::administrator;
use super::state::state_of;
use crate::State;
use crate::pages::{Frame, Section, addresses};
use crate::problems::Error;

#[derive(Template)]
#[template(path = "accounts.html")]
pub(in crate::pages) struct AccountsPage {
    page: Page,
    frame: Frame,
    accounts: Vec<AccountView>,
}

/// One line.
struct AccountView {
    href: String,
    name: String,
    roles: String,
    desks: String,
    state: &'static str,
}

pub(in crate::pages) async fn list_accounts(state: State, officer: Officer) -> Result<Html<AccountsPage>, Error> {
    let by = administrator(&officer)?;
    let accounts = state.officers.accounts(by).await?;
    Ok(Html::personal(AccountsPage {
        page: Frame::page(),
        frame: Frame::new(&officer, Section::Accounts),
        accounts: accounts.iter().map(AccountView::new).collect(),
    }))
}

impl AccountView {
    fn new(account: &Account) -> Self {
        Self {
            href: addresses::account(account.id),
            name: account.name.clone(),
            roles: account.roles.iter().copied().map(Role::label).collect::<Vec<_>>().join(", "),
            desks: account.desks.iter().copied().map(Desk::label).collect::<Vec<_>>().join(", "),
            state: state_of(account),
        }
    }
}
