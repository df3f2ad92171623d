//! `GET /faq`: shows the kinds of applicants with their topics, and with `?q=` what the search found.

use std::sync::Arc;

use askama::Template;
use axum::extract::{self, Request};
use domain::Form;
use faq::{Kind, Topic};
use serde::Deserialize;
use web::{Html, Page, Query};

use super::{SECTION, addresses};
use crate::faq::{Faq, Found, LONGEST_QUERY, Piece};
use crate::pages::form_path;
use crate::public::Public;
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
    passage: Vec<Piece>,
    /// Written by officers, who write Indonesian.
    indonesian: bool,
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
    request: Request,
) -> Html<FaqPage> {
    let query: String = domain::typed::words(&search.q).chars().take(LONGEST_QUERY).collect();
    let faq = state.faq.faq();
    let found = faq.search(&query);
    if found.is_empty() && !query.is_empty() {
        state.missed_searches.note(state.public.network_of(&request), faq.words(&query));
    }
    Html::shared(FaqPage {
        page: state.page(SECTION),
        found: found.into_iter().map(|found| FoundView::new(&state.public, found)).collect(),
        kinds: Kind::OF_APPLICANTS.into_iter().map(|kind| KindView::new(&faq, kind)).collect(),
        query,
    })
}

impl FoundView {
    fn new(public: &Public, found: Found<'_>) -> Self {
        match found {
            Found::Question(question, passage) => Self {
                href: addresses::of_question(question.audience.widest(), question),
                question: question.title.clone(),
                place: format!("{} · {}", question.audience.title(), question.topic.title()),
                passage,
                indonesian: true,
            },
            Found::Form(form, passage) => Self {
                href: match public.account_page(form) {
                    Some(page) => language::path(page).into_owned(),
                    None => form_path(form),
                },
                question: form.shown_title().to_owned(),
                place: place_of_form(public, form),
                passage,
                indonesian: false,
            },
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

/// Where a form stands in the menu, and whether it serves nobody here.
fn place_of_form(public: &Public, form: &Form) -> String {
    let place = format!("{} · {}", language::text("faq-title.form"), form.shown_group());
    if public.is_not_here(form) { format!("{place} · {}", language::text("not-here-yet")) } else { place }
}
