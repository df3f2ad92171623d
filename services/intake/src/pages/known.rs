//! Asks the reference lists about what was typed, for pages without script. The lists give near names when the person
//! asks for them. They also tell whether all of it is in the database already, so that nobody need complain.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::{Field, Form, Suggestions as List};
use futures_util::future::join_all;
use web::{FieldView, Match};

use super::questions::Question;
use crate::names::{NameQuery, Suggestion, TooLong};
use crate::state::State;

/// The lists' answers by field; empty for forms without lists, and while the lists are away.
#[derive(Default)]
pub(super) struct Known {
    answers: Vec<(Field, Arc<[Suggestion]>)>,
    /// Somebody asked for near names.
    asked: bool,
}

impl Known {
    /// Asks the lists about the fields of a form; about agencies only when somebody `asked`: they are no matter of
    /// complaints.
    pub(super) async fn look_up(state: &State, form: &Form, values: &BTreeMap<String, String>, asked: bool) -> Self {
        let listed = form.fields.iter().filter_map(|spec| Some((spec.field, spec.field.suggestions()?)));
        let wanted = listed.filter(|(_, list)| asked || *list != List::Agencies);
        let answers = join_all(wanted.map(async |(field, list)| {
            let query = name_query(field, list, values).ok()?;
            Some((field, state.suggestions.look_up(query).await.ok()?))
        }));
        Self { answers: answers.await.into_iter().flatten().collect(), asked }
    }

    /// What to ask who files something that is in the database already.
    pub(super) fn question(&self, form: &Form) -> Option<Question> {
        let complaints =
            || form.fields.iter().filter(|spec| spec.field.suggestions().is_some_and(|list| list != List::Agencies));
        let last = complaints().next_back()?;
        let all_there = complaints().all(|spec| self.entry(spec.field).is_some());
        all_there.then(|| Question { target: last.field.as_str(), text: language::text("question-known") })
    }

    /// Puts into a field what its list knows.
    pub(super) fn show_in(&self, field: Field, view: &mut FieldView) {
        view.known = self.entry(field).map(Suggestion::label).unwrap_or_default();
        if self.asked && view.known.is_empty() {
            let near = self.answers.iter().filter(|(one, _)| *one == field).flat_map(|(_, answer)| answer.iter());
            view.matches = near.map(|one| Match { value: one.value.clone(), detail: one.detail.clone() }).collect();
        }
    }

    /// The entry that stands in a field.
    fn entry(&self, field: Field) -> Option<&Suggestion> {
        let mut answers = self.answers.iter().filter(|(one, _)| *one == field).flat_map(|(_, answer)| answer.iter());
        answers.find(|suggestion| suggestion.exact)
    }
}

/// A city is looked for in its country, a programme at its university and level.
fn name_query(field: Field, list: List, values: &BTreeMap<String, String>) -> Result<NameQuery, TooLong> {
    let value = |field: Field| values.get(field.as_str()).map_or("", String::as_str);
    NameQuery::new(list, value(field))?
        .of_country(value(Field::BirthCountry))?
        .of_university(value(Field::University))?
        .of_level(value(Field::EducationLevel))
}
