//! `GET /faq`: shows the kinds of applicants with their topics, and with `?q=` what the search found.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use serde::Deserialize;
use web::{Html, Page, Query};

use super::{SECTION, addresses};
use crate::faq::{Faq, Kind, LONGEST_QUERY, Question, Topic};
use crate::state::State;

#[derive(Deserialize)]
pub(in crate::pages) struct Search {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "faq.html")]
pub(in crate::pages) struct FaqPage {
    page: Page,
    query: String,
    found: Vec<FoundView>,
    kinds: Vec<KindView>,
}

struct FoundView {
    href: String,
    question: String,
    place: String,
    excerpt: String,
}

struct KindView {
    href: String,
    title: &'static str,
    count: usize,
    topics: Vec<TopicView>,
}

struct TopicView {
    href: String,
    title: &'static str,
}

pub(in crate::pages) async fn home(
    extract::State(state): extract::State<Arc<State>>,
    Query(search): Query<Search>,
) -> Html<FaqPage> {
    let query: String = domain::typed::words(&search.q).chars().take(LONGEST_QUERY).collect();
    Html::shared(FaqPage {
        page: state.page(SECTION),
        found: state.faq.search(&query).into_iter().map(FoundView::new).collect(),
        kinds: Kind::OF_APPLICANTS.into_iter().map(|kind| KindView::new(&state.faq, kind)).collect(),
        query,
    })
}

impl FoundView {
    fn new(question: &Question) -> Self {
        Self {
            href: addresses::of_question(question.audience.widest(), question),
            question: question.title.clone(),
            place: format!("{} · {}", question.audience.title(), question.topic.title()),
            excerpt: question.excerpt.clone(),
        }
    }
}

impl KindView {
    fn new(faq: &Faq, kind: Kind) -> Self {
        Self {
            href: addresses::of_kind(kind),
            title: kind.title(),
            count: Topic::ALL.into_iter().map(|topic| faq.page(kind, topic).count()).sum(),
            topics: Topic::ALL
                .into_iter()
                .map(|topic| TopicView { href: addresses::of_topic(kind, topic), title: topic.title() })
                .collect(),
        }
    }
}
