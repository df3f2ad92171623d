//! One entry as auditors read it.

use audit::{Action, Line, seen_tickets};
use domain::Desk;
use domain::time::wib_text;

use crate::texts;

pub(super) struct LineView {
    /// WIB.
    pub(super) at: String,
    pub(super) actor: String,
    pub(super) action: String,
    pub(super) ticket: String,
    pub(super) desk: String,
    /// Whose account it was about.
    pub(super) account: String,
    pub(super) detail: String,
    /// The place in the chain.
    pub(super) position: String,
}

impl LineView {
    pub(super) fn new(line: Line) -> Self {
        let known = Action::named(&line.action);
        let action = known.map_or(line.action.clone(), |action| texts::action(action).to_owned());
        // A list and a search name the tickets that they showed behind how these were found.
        let (shown, detail) = match (known, &line.detail) {
            (Some(Action::List | Action::Search), Some(detail)) => {
                let (how, numbers) = seen_tickets(detail);
                (numbers.join(" "), Some(texts::found_by(how).to_owned()))
            }
            (Some(action), Some(detail)) => (String::new(), Some(texts::audit_detail(action, detail))),
            _ => (String::new(), line.detail),
        };
        Self {
            at: wib_text(line.at),
            actor: texts::person(&line.actor_kind, &line.actor, known),
            action,
            ticket: line.ticket.unwrap_or(shown),
            desk: line
                .desk
                .map(|desk| desk.parse().map_or(desk, |known: Desk| known.label().to_owned()))
                .unwrap_or_default(),
            account: line.subject_kind.map(|kind| texts::person(&kind, &line.subject, None)).unwrap_or_default(),
            detail: [detail, line.reason.as_deref().map(texts::operators_reason)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(". "),
            position: line.position.map_or_else(|| texts::NOT_SEALED.to_owned(), |position| position.to_string()),
        }
    }
}
