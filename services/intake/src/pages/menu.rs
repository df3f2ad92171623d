//! The menu of forms: the catalogue's groups as the manual letters them, A to E.

use domain::Outcome;
use domain::catalogue::FORMS;

use super::form_path;
use crate::state::State;

/// One group of forms.
pub(super) struct GroupView {
    pub(super) letter: char,
    pub(super) title: &'static str,
    pub(super) forms: Vec<FormLink>,
}

/// One form in the menu.
pub(super) struct FormLink {
    pub(super) href: String,
    pub(super) title: &'static str,
    pub(super) explanation: &'static str,
    /// The operator closed it for now.
    pub(super) closed: bool,
    /// Shows at once what to do.
    pub(super) guidance: bool,
    /// Nobody is served with it here: there are no accounts.
    pub(super) unavailable: bool,
}

/// All groups, in the order in which the catalogue names them.
pub(super) fn groups(state: &State) -> Vec<GroupView> {
    let closures = state.notices.closures();
    let mut groups: Vec<GroupView> = Vec::new();
    for form in FORMS {
        let link = FormLink {
            href: match state.public.account_page(form) {
                Some(page) => language::path(page).into_owned(),
                None => form_path(form),
            },
            title: form.shown_title(),
            explanation: form.shown_explanation(),
            closed: closures.iter().any(|closure| closure.form == form.code),
            guidance: form.outcome == Outcome::Guidance,
            unavailable: state.public.is_not_here(form),
        };
        match groups.iter_mut().find(|group| group.title == form.shown_group()) {
            Some(group) => group.forms.push(link),
            None => {
                groups.push(GroupView { letter: letter(groups.len()), title: form.shown_group(), forms: vec![link] });
            }
        }
    }
    groups
}

fn letter(at: usize) -> char {
    u8::try_from(at).ok().and_then(|at| b'A'.checked_add(at)).map_or('?', char::from)
}
