//! Who calls: a bearer token and the desks it may see.

use domain::Desk;
use uuid::Uuid;

/// The holder of a desk token.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    token_id: Uuid,
    desks: Vec<Desk>,
}

impl Caller {
    /// The holder of the token `token_id`, which is good for `desks`.
    pub(crate) fn new(token_id: Uuid, desks: Vec<Desk>) -> Self {
        Self { token_id, desks }
    }

    /// Identifies the token in claims, answers and the access log.
    pub(crate) fn token_id(&self) -> Uuid {
        self.token_id
    }

    /// Whether tickets of this desk exist for the caller.
    pub(crate) fn may_see(&self, desk: Desk) -> bool {
        self.desks.contains(&desk)
    }
}
