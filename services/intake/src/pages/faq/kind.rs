//! `GET /faq/{kind}`: shows all questions for one kind of applicants, by topic.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use faq::{Kind, Topic};
use web::{Html, Page, Path, Problem};

use super::{SECTION, addresses};
use crate::faq::Faq;
use crate::state::State;

#[derive(Template)]
#[template(path = "faq_kind.html")]
pub(in crate::pages) struct KindPage {
    page: Page,
    query: &'static str,
    title: &'static str,
    topics: Vec<TopicQuestions>,
}

struct TopicQuestions {
    href: String,
    title: &'static str,
    questions: Vec<QuestionLink>,
}

struct QuestionLink {
    href: String,
    question: String,
}

pub(in crate::pages) async fn kind(
    extract::State(state): extract::State<Arc<State>>,
    Path(kind): Path<String>,
) -> Result<Html<KindPage>, Problem> {
    let kind = Kind::by_slug(&kind).ok_or_else(Problem::not_found)?;
    let faq = state.faq.faq();
    Ok(Html::shared(KindPage {
        page: state.page(SECTION),
        query: "",
        title: kind.title(),
        topics: Topic::ALL.into_iter().map(|topic| TopicQuestions::new(&faq, kind, topic)).collect(),
    }))
}

impl TopicQuestions {
    fn new(faq: &Faq, kind: Kind, topic: Topic) -> Self {
        let link =
            |question| QuestionLink { href: addresses::of_question(kind, question), question: question.title.clone() };
        Self {
            href: addresses::of_topic(kind, topic),
            title: topic.title(),
            questions: faq.page(kind, topic).map(link).collect(),
        }
    }
}
