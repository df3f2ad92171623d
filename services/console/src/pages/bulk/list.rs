//! `GET /petugas/massal`: the bulk answers of a desk.

use askama::Template;
use domain::time;
use officers::Officer;
use serde::Deserialize;
use web::{Html, Page, Query};

use crate::pages::addresses::{BULK, bulk_answer};
use crate::pages::desks::named_or_first;
use crate::pages::{Frame, Section};
use crate::problems::{Error, forbidden};
use crate::state::caller;
use crate::{State, texts, work};

/// Of which desk.
#[derive(Deserialize)]
pub(in crate::pages) struct Shown {
    #[serde(default)]
    meja: String,
}

#[derive(Template)]
#[template(path = "bulk_list.html")]
pub(in crate::pages) struct BulkList {
    page: Page,
    frame: Frame,
    desk: &'static str,
    desks: Vec<(String, &'static str, bool)>,
    rows: Vec<Row>,
}

/// One bulk answer.
struct Row {
    href: String,
    at: String,
    text: String,
    state: &'static str,
    settled: i64,
    tickets: i64,
}

pub(in crate::pages) async fn list(
    state: State,
    officer: Officer,
    Query(shown): Query<Shown>,
) -> Result<Html<BulkList>, Error> {
    let desk = named_or_first(&officer, &shown.meja).ok_or_else(forbidden)?;
    let bulk = work::bulk_answers(&state.desks, &caller(&officer), desk).await?;
    let rows = bulk.into_iter().map(|bulk| Row {
        href: bulk_answer(bulk.id),
        at: time::wib_text(bulk.created_at),
        text: bulk.body.chars().take(120).collect(),
        state: texts::bulk_state(bulk.state),
        settled: bulk.settled,
        tickets: bulk.tickets,
    });
    Ok(Html::personal(BulkList {
        page: Frame::page(),
        frame: Frame::new(&officer, Section::Bulk),
        desk: desk.as_str(),
        desks: officer.desks.iter().map(|of| (format!("{BULK}?meja={of}"), of.label(), *of == desk)).collect(),
        rows: rows.collect(),
    }))
}
