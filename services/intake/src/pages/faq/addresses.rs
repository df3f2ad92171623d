//! Where each part of the FAQ is found.

use faq::{Kind, Topic};

use crate::faq::Question;

pub(super) fn of_kind(kind: Kind) -> String {
    language::path(&format!("/faq/{}", kind.slug())).into_owned()
}

pub(super) fn of_topic(kind: Kind, topic: Topic) -> String {
    language::path(&format!("/faq/{}/{}", kind.slug(), topic.slug())).into_owned()
}

/// The question on a page of that kind.
pub(super) fn of_question(kind: Kind, question: &Question) -> String {
    format!("{}#{}", of_topic(kind, question.topic), question.id)
}
