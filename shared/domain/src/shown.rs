//! What people read of the catalogue in the language that is being spoken. The catalogue itself is Indonesian, as the
//! API publishes it and officers see it; nothing that is stored is made of these words.

use language::shown;

use crate::{Choice, DocumentKind, DocumentSpec, FieldSpec, Form, Stage};

impl Form {
    /// The title.
    #[must_use]
    pub fn shown_title(&self) -> &'static str {
        shown(&format!("catalogue-form-{}", self.slug), self.title)
    }

    /// Whom it helps.
    #[must_use]
    pub fn shown_explanation(&self) -> &'static str {
        shown(&format!("catalogue-form-{}.about", self.slug), self.explanation)
    }

    /// The heading of the menu.
    #[must_use]
    pub fn shown_group(&self) -> &'static str {
        shown(&format!("catalogue-group-{}", id(self.group)), self.group)
    }
}

impl FieldSpec {
    /// Its words on this form, where it has some of its own.
    fn words(&self) -> String {
        let own = if self.without_titles { "-without-titles" } else { "" };
        format!("catalogue-field-{}{own}", self.field.as_str())
    }

    /// The label.
    #[must_use]
    pub fn shown_label(&self) -> &'static str {
        shown(&self.words(), self.label)
    }

    /// How to fill it in.
    #[must_use]
    pub fn shown_help(&self) -> &'static str {
        shown(&format!("{}.help", self.words()), self.help)
    }
}

impl Choice {
    /// The label.
    #[must_use]
    pub fn shown_label(&self) -> &'static str {
        shown(&format!("catalogue-choice-{}", id(self.label)), self.label)
    }
}

impl DocumentKind {
    /// The label.
    #[must_use]
    pub fn shown_label(self) -> &'static str {
        shown(&format!("catalogue-document-{}", self.as_str()), self.label())
    }
}

impl DocumentSpec {
    /// When an applicant needs it.
    #[must_use]
    pub fn shown_note(&self) -> Option<&'static str> {
        self.note.map(|note| shown(&format!("catalogue-document-{}.note", self.kind.as_str()), note))
    }
}

impl Stage {
    /// What applicants read.
    #[must_use]
    pub fn shown_label(self) -> &'static str {
        shown(&format!("catalogue-stage-{}", self.as_str()), self.public_label())
    }
}

/// Words as a part of an id: small letters, and hyphens between them.
fn id(words: &str) -> String {
    let letters = words.chars().map(|one| if one.is_ascii_alphanumeric() { one.to_ascii_lowercase() } else { ' ' });
    letters.collect::<String>().split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use language::{Language, ids};

    use super::*;
    use crate::catalogue::FORMS;

    /// The ids of all words of the catalogue.
    fn catalogue() -> BTreeSet<String> {
        let mut all = BTreeSet::from(["catalogue-short-kk".to_owned()]);
        for form in FORMS {
            let words = format!("catalogue-form-{}", form.slug);
            all.extend([format!("{words}.about"), words, format!("catalogue-group-{}", id(form.group))]);
            for spec in form.fields {
                all.extend([format!("{}.help", spec.words()), spec.words()]);
                let choices = spec.field.rule().options().iter();
                all.extend(choices.map(|choice| format!("catalogue-choice-{}", id(choice.label))));
            }
            for spec in form.documents {
                let words = format!("catalogue-document-{}", spec.kind.as_str());
                all.extend(spec.note.map(|_| format!("{words}.note")).into_iter().chain([words]));
            }
        }
        all.extend(Stage::ALL.map(|stage| format!("catalogue-stage-{}", stage.as_str())));
        all
    }

    #[test]
    fn all_words_of_the_catalogue_have_english_ones_and_nothing_else_has() {
        let english: BTreeSet<String> =
            ids(Language::English).into_iter().filter(|id| id.starts_with("catalogue-")).collect();
        let wanted = catalogue();
        let differ: Vec<_> = wanted.symmetric_difference(&english).collect();
        assert!(differ.is_empty(), "{differ:?}");
    }

    #[tokio::test]
    async fn a_form_is_shown_in_the_language_that_is_spoken_and_stays_indonesian_elsewhere() {
        let form = FORMS.iter().find(|form| form.slug == "status-bukan-pns").unwrap();
        assert_eq!(form.shown_title(), form.title);
        let english = language::speaking("/en/formulir/status-bukan-pns", async {
            assert_eq!(serde_json::to_value(form).unwrap()["title"], form.title, "the API is Indonesian");
            (form.shown_title(), form.fields.iter().all(|spec| spec.shown_help() != spec.help))
        });
        assert_eq!(english.await, ("Recorded as a civil servant (PNS) without being one", true));
    }
}
