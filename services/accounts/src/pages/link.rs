//! `GET` and `POST /akun/tautan/{token}`: a link in a mail. Programs that look into mails open links: opening one shows
//! a button, and only the button acts.

use std::sync::Arc;

use ::letters::links as tokens;
use askama::Template;
use axum::extract::{self, Path};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{StatusCode, header};
use uuid::Uuid;
use vault::Secret;
use web::{Html, Page, Problem};

use super::{cookies, own, problem, recovery};
use crate::addresses;
use crate::drafts::Failure;
use crate::state::State;
use crate::store::grants::{self, Proof};
use crate::store::links::{self, Kind, Link};

#[derive(Template)]
#[template(path = "link.html")]
struct LinkPage {
    page: Page,
    heading: &'static str,
    about: &'static str,
    /// What the button says; "" when there is nothing to press.
    button: &'static str,
    action: String,
    /// Where the page leads when there is nothing to press.
    onward: String,
}

/// What a link did.
enum Done {
    /// The address is confirmed.
    Verified,
    /// The browser with this secret may choose a new password.
    MayRenew(Secret),
    /// It works no more, or never did.
    Nothing,
}

pub(super) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let Some(id) = tokens::read(&state.vault, &token) else { return Err(over()) };
    let found = links::find(&state.pool, id, state.clock.now()).await;
    let kind = found.map_err(|error| problem(&error.into()))?.ok_or_else(over)?;
    let (heading, about, button) = match kind {
        Kind::VerifyAddress => ("link-verify", "link-verify.about", "link-verify.button"),
        Kind::NewPassword => ("link-password", "link-password.about", "link-password.button"),
    };
    let page = LinkPage {
        page: state.page_of("sign-in"),
        heading: language::text(heading),
        about: language::text(about),
        button: language::text(button),
        action: language::path(&tokens::path(&token)).into_owned(),
        onward: String::new(),
    };
    Ok(Html::personal(page).into_response())
}

pub(super) async fn act(
    extract::State(state): extract::State<Arc<State>>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let Some(id) = tokens::read(&state.vault, &token) else { return Err(over()) };
    match follow(&state, id).await.map_err(|failure| problem(&failure))? {
        Done::Nothing => Err(over()),
        Done::MayRenew(secret) => {
            let next = Redirect::to(&language::path(recovery::NEW_PASSWORD));
            Ok(([(header::SET_COOKIE, cookies::keep_grant(&secret))], next).into_response())
        }
        Done::Verified => {
            let page = LinkPage {
                page: state.page_of("sign-in"),
                heading: language::text("link-verified"),
                about: language::text("link-verified.about"),
                button: "",
                action: String::new(),
                onward: language::path(own::HOME).into_owned(),
            };
            Ok(Html::personal(page).into_response())
        }
    }
}

/// Uses the link, in one transaction with what it does.
async fn follow(state: &State, id: Uuid) -> Result<Done, Failure> {
    let now = state.clock.now();
    let mut transaction = state.pool.begin().await?;
    let Some(Link { account, address, kind }) = links::spend(&mut transaction, id, now).await? else {
        return Ok(Done::Nothing);
    };
    let done = match kind {
        Kind::VerifyAddress => {
            let owned = (account, address);
            if !addresses::verify(&mut transaction, &state.vault, &state.clock, owned).await? {
                return Ok(Done::Nothing);
            }
            Done::Verified
        }
        Kind::NewPassword => {
            let secret = Secret::new()?;
            grants::make(&mut transaction, &secret.hash(), (account, Proof::Link), now).await?;
            Done::MayRenew(secret)
        }
    };
    transaction.commit().await?;
    Ok(done)
}

/// The link works no more, or never did. Which of them is not told.
fn over() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not_found", language::text("link-over"))
        .detail(language::text("link-over.detail"))
}
