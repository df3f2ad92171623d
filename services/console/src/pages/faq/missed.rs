//! `GET /petugas/faq/pencarian`: the words that people searched for in vain, for supervisors.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use domain::time::day_in_words;
use officers::Officer;
use web::{Html, Page};

use super::publishes;
use crate::State;
use crate::pages::addresses::{self, FAQ};
use crate::pages::{Frame, Section};
use crate::problems::{Error, forbidden};
use crate::store::missed_searches;

#[derive(Template)]
#[template(path = "faq_missed.html")]
struct MissedPage {
    page: Page,
    frame: Frame,
    home: &'static str,
    words: Vec<WordRow>,
}

struct WordRow {
    word: String,
    networks: i64,
    day: String,
    href: String,
}

pub(in crate::pages) async fn missed(state: State, officer: Officer) -> Result<Response, Error> {
    if !publishes(&officer) {
        return Err(forbidden());
    }
    let words = missed_searches::list(&state.desks.pool).await?;
    let row = |missed: missed_searches::Missed| WordRow {
        href: addresses::faq_about(&missed.word),
        day: day_in_words(missed.day),
        networks: missed.networks,
        word: missed.word,
    };
    let page = MissedPage {
        page: Frame::page(),
        frame: Frame::new(&officer, Section::Faq),
        home: FAQ,
        words: words.into_iter().map(row).collect(),
    };
    Ok(Html::personal(page).into_response())
}
