//! `GET` and `POST /petugas/sebutan`: notes in which colleagues named the officer. The officer has read one when the
//! ticket was opened, or says that all are read.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{catalogue, time};
use officers::Officer;
use web::{Html, Page};

use super::addresses::{self, MENTIONS};
use super::{Frame, Nothing, Section, SignedForm};
use crate::problems::{Error, forbidden};
use crate::state::caller;
use crate::{State, work};

#[derive(Template)]
#[template(path = "mentions.html")]
struct MentionsPage {
    page: Page,
    frame: Frame,
    rows: Vec<Row>,
    unread: bool,
}

/// One mention.
struct Row {
    number: String,
    href: String,
    form: &'static str,
    desk: &'static str,
    who: String,
    at: String,
    unread: bool,
}

pub(super) async fn list(state: State, officer: Officer) -> Result<Response, Error> {
    if !officer.works_on_tickets() {
        return Err(forbidden());
    }
    let caller = caller(&officer);
    let found = work::mentions(&state.desks, &caller).await?;
    let rows = found.mentions.iter().map(|mention| Row {
        number: mention.number.spaced(),
        href: format!("{}#catatan", addresses::ticket(mention.number)),
        form: catalogue::by_code(mention.form).map_or("", |form| form.title),
        desk: mention.desk.label(),
        who: found.people.of(mention.by).to_owned(),
        at: time::wib_text(mention.at),
        unread: mention.unread,
    });
    let (own, _) = work::counts(&state, &officer).await?;
    let page = MentionsPage {
        page: Frame::page(),
        frame: Frame::new(&officer, Section::Other).with_counts(own),
        rows: rows.collect(),
        unread: found.mentions.iter().any(|mention| mention.unread),
    };
    Ok(Html::personal(page).into_response())
}

pub(super) async fn read_all(state: State, SignedForm { officer, .. }: SignedForm<Nothing>) -> Result<Redirect, Error> {
    if !officer.works_on_tickets() {
        return Err(forbidden());
    }
    work::read_mentions(&state.desks, &caller(&officer), None).await?;
    Ok(Redirect::to(MENTIONS))
}
