//! Who acts: a partner agency or tool with a token, an officer, or the guidance responder. Work on tickets is the same
//! for all of them.

use audit::{Action, Actor, Entry};
use domain::Desk;
use jiff::Timestamp;
use uuid::Uuid;

use crate::measures::Answerer;

/// Who acts, and at which desks.
#[derive(Clone, Debug)]
pub struct Caller {
    by: By,
    desks: Vec<Desk>,
}

/// What an officer's roles allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Roles {
    /// Reading, taking and answering tickets.
    pub works_on_tickets: bool,
    /// Deciding about others' work.
    pub supervises: bool,
}

#[derive(Clone, Debug)]
enum By {
    Token(Uuid),
    Officer {
        id: Uuid,
        works_on_tickets: bool,
        supervises: bool,
    },
    /// The officer whose approval is carried out. Nobody works on the ticket at that moment.
    Approver(Uuid),
    Responder,
}

impl Caller {
    /// The holder of the token `token_id`, which is good for `desks`.
    #[must_use]
    pub fn token(token_id: Uuid, desks: Vec<Desk>) -> Self {
        Self { by: By::Token(token_id), desks }
    }

    /// An officer of these desks, and what the officer's roles allow there.
    #[must_use]
    pub fn officer(id: Uuid, desks: Vec<Desk>, roles: Roles) -> Self {
        let Roles { works_on_tickets, supervises } = roles;
        Self { by: By::Officer { id, works_on_tickets, supervises }, desks }
    }

    /// The supervisor whose bulk answer is being given at `desk`.
    #[must_use]
    pub fn supervisor(id: Uuid, desk: Desk) -> Self {
        Self { by: By::Officer { id, works_on_tickets: true, supervises: true }, desks: vec![desk] }
    }

    /// The officer whose approval was carried out at `desk`.
    #[must_use]
    pub fn approver(id: Uuid, desk: Desk) -> Self {
        Self { by: By::Approver(id), desks: vec![desk] }
    }

    /// The responder that answers by itself at `desk`.
    #[must_use]
    pub fn responder(desk: Desk) -> Self {
        Self { by: By::Responder, desks: vec![desk] }
    }

    /// Identifies who acts in claims, answers and hand-overs. The responder claims nothing, and has the nil id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.answerer_id().unwrap_or_default()
    }

    /// Who an answer is by; `None` for the responder.
    pub(crate) fn answerer_id(&self) -> Option<Uuid> {
        match self.by {
            By::Token(id) | By::Officer { id, .. } | By::Approver(id) => Some(id),
            By::Responder => None,
        }
    }

    /// Who an answer is by, in numbers.
    pub(crate) fn answerer(&self) -> Answerer {
        match self.by {
            By::Token(_) => Answerer::Agency,
            By::Officer { .. } | By::Approver(_) => Answerer::Officer,
            By::Responder => Answerer::Guidance,
        }
    }

    /// Whether tickets of this desk exist for the caller. Administrators and auditors see none.
    #[must_use]
    pub fn may_see(&self, desk: Desk) -> bool {
        let works_on_tickets = match self.by {
            By::Token(_) | By::Approver(_) | By::Responder => true,
            By::Officer { works_on_tickets, .. } => works_on_tickets,
        };
        works_on_tickets && self.desks.contains(&desk)
    }

    /// Whether it is an officer at the console.
    #[must_use]
    pub fn is_officer(&self) -> bool {
        matches!(self.by, By::Officer { .. })
    }

    /// Whether an approval is carried out.
    pub(crate) fn is_approver(&self) -> bool {
        matches!(self.by, By::Approver(_))
    }

    /// The desks that exist for the caller.
    pub fn desks(&self) -> impl Iterator<Item = Desk> {
        self.desks.iter().copied().filter(|desk| self.may_see(*desk))
    }

    /// Whether the caller decides about others' work at this desk, such as their claims. No token does.
    #[must_use]
    pub fn may_supervise(&self, desk: Desk) -> bool {
        match self.by {
            By::Token(_) | By::Approver(_) | By::Responder => false,
            By::Officer { supervises, .. } => supervises && self.desks.contains(&desk),
        }
    }

    /// An entry of the audit log about what the caller does at `at`.
    #[must_use]
    pub fn entry(&self, at: Timestamp, action: Action) -> Entry {
        let actor = match self.by {
            By::Token(id) => Actor::Agency(id),
            By::Officer { id, .. } | By::Approver(id) => Actor::Officer(id),
            By::Responder => Actor::Nobody,
        };
        Entry::new(at, actor, action)
    }
}
