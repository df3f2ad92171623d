//! Where signed documents lie in the bucket.

use uuid::Uuid;

/// What the keys of all of them begin with.
pub(crate) const PREFIX: &str = "cards/";

/// The key of an account's document: `cards/<account>/<id>`.
pub(super) fn object_key(account: Uuid, id: Uuid) -> String {
    format!("{PREFIX}{}/{}", account.hyphenated(), id.hyphenated())
}

/// The document whose file has the key.
pub(crate) fn issued_of(key: &str) -> Option<Uuid> {
    let (_account, id) = key.strip_prefix(PREFIX)?.split_once('/')?;
    Uuid::try_parse(id).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_tells_its_document() {
        let (account, id) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let key = object_key(account, id);
        assert_eq!(key, "cards/00000000-0000-0000-0000-000000000001/00000000-0000-0000-0000-000000000002");
        assert_eq!(issued_of(&key), Some(id));
        assert_eq!((issued_of("cards/x"), issued_of("stampings/a/b")), (None, None));
    }
}
