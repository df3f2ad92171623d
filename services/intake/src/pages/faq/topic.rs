//! `GET /faq/{kind}/{topic}`: shows questions and answers of one topic for one kind of applicants.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use domain::time::{day_in_words, wib_day};
use domain::{Form, catalogue};
use faq::{Kind, Topic};
use web::{Html, Page, Path, Problem};

use super::{SECTION, addresses};
use crate::faq::Question;
use crate::public::Public;
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
        questions: state.faq.faq().page(kind, topic).map(|question| AnswerView::new(&state.public, question)).collect(),
    }))
}

impl AnswerView {
    fn new(public: &Public, question: &Question) -> Self {
        Self {
            id: question.id.clone(),
            question: question.title.clone(),
            html: told_what_is_not_here(&language::links(&question.answer), |form| public.is_not_here(form)),
            updated_on: day_in_words(wib_day(question.updated_at)),
        }
    }
}

/// An answer whose links to forms that serve nobody here say so.
fn told_what_is_not_here(answer: &str, is_not_here: impl Fn(&Form) -> bool) -> String {
    let unavailable = catalogue::FORMS.iter().filter(|form| is_not_here(form));
    let leads: Vec<String> = unavailable.map(|form| format!("/formulir/{}\"", form.slug)).collect();
    let mut told = String::with_capacity(answer.len());
    for part in answer.split_inclusive("</a>") {
        told.push_str(part);
        if part.ends_with("</a>") && leads.iter().any(|lead| part.contains(lead)) {
            told.push_str(" <span class=\"tag\">");
            told.push_str(language::text("not-here-yet"));
            told.push_str("</span>");
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn self_service(form: &Form) -> bool {
        form.outcome == domain::Outcome::SelfService
    }

    #[tokio::test]
    async fn a_link_to_a_form_that_serves_nobody_here_says_so_in_both_languages() {
        let answer =
            "<p><a href=\"/formulir/reset-password\">Reset\nPassword</a> atau <a href=\"/status\">status</a>.</p>";
        let marked = "</a> <span class=\"tag\">Belum tersedia di sini</span> atau <a href=\"/status\">status</a>.</p>";
        assert!(
            told_what_is_not_here(answer, self_service).ends_with(marked),
            "{}",
            told_what_is_not_here(answer, self_service)
        );
        let english =
            language::speaking("/en/faq", async { told_what_is_not_here(&language::links(answer), self_service) })
                .await;
        assert!(english.contains("Not available here yet") && english.matches("tag").count() == 1, "{english}");
        let other = "<p><a href=\"/formulir/lupa-jawaban-pengaman-2\">Lupa</a></p>";
        assert_eq!(told_what_is_not_here(other, self_service), other);
        assert_eq!(told_what_is_not_here(answer, |_| false), answer, "where accounts are served");
    }
}
