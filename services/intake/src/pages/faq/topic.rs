//! `GET /faq/{kind}/{topic}`: shows questions and answers of one topic for one kind of applicants.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use domain::time::{day_in_words, wib_day};
use faq::{Kind, Topic};
use web::{Html, Page, Path, Problem};

use super::{SECTION, addresses};
use crate::faq::Question;
use crate::state::State;

#[derive(Template)]
#[template(path = "faq_topic.html")]
pub(in crate::pages) struct TopicPage {
    page: Page,
    query: &'static str,
    kind: &'static str,
    kind_href: String,
    title: &'static str,
    topics: Vec<TopicView>,
    questions: Vec<AnswerView>,
}

struct TopicView {
    href: String,
    title: &'static str,
    current: bool,
}

struct AnswerView {
    id: String,
    question: String,
    /// Safe HTML, as the FAQ promises.
    html: String,
    updated_on: String,
}

pub(in crate::pages) async fn topic(
    extract::State(state): extract::State<Arc<State>>,
    Path((kind, topic)): Path<(String, String)>,
) -> Result<Html<TopicPage>, Problem> {
    let (kind, topic) = Kind::by_slug(&kind).zip(Topic::by_slug(&topic)).ok_or_else(Problem::not_found)?;
    let link = |other: Topic| TopicView {
        href: addresses::of_topic(kind, other),
        title: other.title(),
        current: other == topic,
    };
    Ok(Html::shared(TopicPage {
        page: state.page(SECTION),
        query: "",
        kind: kind.title(),
        kind_href: addresses::of_kind(kind),
        title: topic.title(),
        topics: Topic::ALL.into_iter().map(link).collect(),
        questions: state.faq.faq().page(kind, topic).map(AnswerView::new).collect(),
    }))
}

impl AnswerView {
    fn new(question: &Question) -> Self {
        Self {
            id: question.id.clone(),
            question: question.title.clone(),
            html: language::links(&question.answer).into_owned(),
            updated_on: day_in_words(wib_day(question.updated_at)),
        }
    }
}
