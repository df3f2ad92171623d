//! Who acts: a partner agency or tool with a token, or an officer of the console. Work on tickets is the same for both.

use audit::{Action, Actor, Entry};
use domain::Desk;
use jiff::Timestamp;
use officers::{Officer, Role};
use uuid::Uuid;

/// Who acts, and at which desks.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    by: By,
    desks: Vec<Desk>,
}

#[derive(Clone, Debug)]
enum By {
    Token(Uuid),
    Officer { id: Uuid, works_on_tickets: bool, supervises: bool },
}

impl Caller {
    /// The holder of the token `token_id`, which is good for `desks`.
    pub(crate) fn token(token_id: Uuid, desks: Vec<Desk>) -> Self {
        Self { by: By::Token(token_id), desks }
    }

    /// The supervisor whose bulk answer is being given at `desk`.
    pub(crate) fn supervisor(id: Uuid, desk: Desk) -> Self {
        Self { by: By::Officer { id, works_on_tickets: true, supervises: true }, desks: vec![desk] }
    }

    /// Identifies who acts in claims, answers and hand-overs.
    pub(crate) fn id(&self) -> Uuid {
        match self.by {
            By::Token(id) | By::Officer { id, .. } => id,
        }
    }

    /// Whether tickets of this desk exist for the caller. Administrators and auditors see none.
    pub(crate) fn may_see(&self, desk: Desk) -> bool {
        let works_on_tickets = match self.by {
            By::Token(_) => true,
            By::Officer { works_on_tickets, .. } => works_on_tickets,
        };
        works_on_tickets && self.desks.contains(&desk)
    }

    /// Whether it is an officer of the console.
    pub(crate) fn is_officer(&self) -> bool {
        matches!(self.by, By::Officer { .. })
    }

    /// The desks that exist for the caller.
    pub(crate) fn desks(&self) -> impl Iterator<Item = Desk> {
        self.desks.iter().copied().filter(|desk| self.may_see(*desk))
    }

    /// Whether the caller decides about others' work at this desk, such as their claims. No token does.
    pub(crate) fn may_supervise(&self, desk: Desk) -> bool {
        match self.by {
            By::Token(_) => false,
            By::Officer { supervises, .. } => supervises && self.desks.contains(&desk),
        }
    }

    /// An entry of the audit log about what the caller does at `at`.
    pub(crate) fn entry(&self, at: Timestamp, action: Action) -> Entry {
        let actor = match self.by {
            By::Token(id) => Actor::Agency(id),
            By::Officer { id, .. } => Actor::Officer(id),
        };
        Entry::new(at, actor, action)
    }
}

impl From<&Officer> for Caller {
    fn from(officer: &Officer) -> Self {
        let by = By::Officer {
            id: officer.id,
            works_on_tickets: officer.works_on_tickets(),
            supervises: officer.has(Role::Supervisor),
        };
        Self { by, desks: officer.desks.clone() }
    }
}
