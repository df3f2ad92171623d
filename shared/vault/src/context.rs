//! What a sealed value is and whose it is, bound to it so that it cannot be passed off as another.

use uuid::Uuid;

/// The place of a sealed value: its purpose and its owner, made by [`Sealed::of`](crate::Sealed::of). A value opens
/// only in the context it was sealed in, so moving an answer to another ticket, or a document into an answer's place,
/// is noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    associated: Vec<u8>,
}

impl Context {
    pub(crate) fn new(purpose: &str, owner: Uuid) -> Self {
        // The id has a fixed length and stands last, so no two pairs give the same bytes.
        let mut associated = Vec::with_capacity(purpose.len() + 16);
        associated.extend_from_slice(purpose.as_bytes());
        associated.extend_from_slice(owner.as_bytes());
        Self { associated }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.associated
    }
}
