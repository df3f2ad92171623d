//! `GET /petugas/faq`: all entries by topic, with where each stands.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use faq::Topic;
use officers::Officer;
use serde::Deserialize;
use web::{Html, Page, Query};

use super::view::Row;
use super::{proposes, publishes};
use crate::pages::addresses::FAQ;
use crate::pages::{Frame, Section};
use crate::problems::Error;
use crate::{State, texts, work};

/// Which entries.
#[derive(Deserialize)]
pub(in crate::pages) struct Shown {
    #[serde(default)]
    tampil: String,
}

#[derive(Template)]
#[template(path = "faq_list.html")]
struct ListPage {
    page: Page,
    frame: Frame,
    publishes: bool,
    choices: Vec<(String, String, bool)>,
    groups: Vec<(&'static str, Vec<Row>)>,
}

pub(in crate::pages) async fn list(
    state: State,
    officer: Officer,
    Query(shown): Query<Shown>,
) -> Result<Response, Error> {
    proposes(&officer)?;
    let entries = work::faq_entries(&state.desks).await?;
    let is_in = |name: &str, standing: &faq::ledger::Standing| match name {
        "usulan" => standing.waits(),
        "terbit" => standing.published.is_some(),
        "ditarik" => standing.published.is_none() && !standing.waits(),
        _ => true,
    };
    let choices = texts::FAQ_CHOICES.into_iter().map(|(name, label)| {
        let count = entries.iter().filter(|(standing, _)| is_in(name, standing)).count();
        let href = if name.is_empty() { FAQ.to_owned() } else { format!("{FAQ}?tampil={name}") };
        (href, format!("{label} ({count})"), name == shown.tampil)
    });
    let rows_of = |topic: Topic| -> Vec<Row> {
        let of_topic = entries.iter().filter(|(_, version)| version.entry.topic == topic);
        let wanted = of_topic.filter(|(standing, _)| is_in(&shown.tampil, standing));
        wanted.map(|(standing, version)| Row::new(standing, version)).collect()
    };
    let groups = Topic::ALL.into_iter().map(|topic| (topic.title(), rows_of(topic)));
    let page = ListPage {
        page: Frame::page(),
        frame: Frame::new(&officer, Section::Faq),
        publishes: publishes(&officer),
        choices: choices.collect(),
        groups: groups.filter(|(_, rows)| !rows.is_empty()).collect(),
    };
    Ok(Html::personal(page).into_response())
}
