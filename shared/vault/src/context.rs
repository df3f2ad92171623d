//! What a sealed value is and to whom it belongs. The seal binds both, so nobody can pass a value off as another.

use uuid::Uuid;

/// The place of a sealed value: its purpose and its owner, made by [`Sealed::of`](crate::Sealed::of). A value opens
/// only in the context in which it was sealed. So the vault refuses an answer that somebody moved to another ticket,
/// and a document that somebody put in an answer's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    associated: Vec<u8>,
}

impl Context {
    pub(crate) fn new(purpose: &str, owner: Uuid) -> Self {
        // The id has a fixed length and comes last, so no two pairs give the same bytes.
        let mut associated = Vec::with_capacity(purpose.len() + 16);
        associated.extend_from_slice(purpose.as_bytes());
        associated.extend_from_slice(owner.as_bytes());
        Self { associated }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.associated
    }
}
