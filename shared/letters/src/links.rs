//! Links in mails. What a link does lies in the database of whoever asked for the letter, under the link's id. The
//! token in the address is the id with a keyed hash of it: only who has the key writes a token that is right, and a
//! copy of the database shows none.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;
use vault::{Index, Vault};

/// The address to which a link of an account leads, on the public site. Opening it does nothing.
pub const PAGE: &str = "/akun/tautan/{token}";

/// Bytes of an id.
const ID: usize = 16;

/// The token of the link with this id: 64 characters that are safe in addresses.
#[must_use]
pub fn token(vault: &Vault, link: Uuid) -> String {
    let hash = vault.index(Index::AccountLink, link.as_bytes());
    URL_SAFE_NO_PAD.encode([link.as_bytes().as_slice(), hash.as_bytes()].concat())
}

/// The id in a token; `None` when we did not write it.
#[must_use]
pub fn read(vault: &Vault, token: &str) -> Option<Uuid> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (id, hash) = bytes.split_first_chunk::<ID>()?;
    vault.index(Index::AccountLink, id).ct_eq(hash).then(|| Uuid::from_bytes(*id))
}

/// The path of [`PAGE`] with this token.
#[must_use]
pub fn path(token: &str) -> String {
    PAGE.replace("{token}", token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_as_its_id_and_nothing_else_does() {
        let (vault, id) = (Vault::for_tests(), Uuid::from_u128(7));
        let token = token(&vault, id);
        assert_eq!((token.len(), read(&vault, &token)), (64, Some(id)));
        let other = self::token(&vault, Uuid::from_u128(8));
        let mixed = format!("{}{}", &token[..22], &other[22..]);
        for wrong in ["", "x", &token[..63], &format!("{token}A"), &mixed, &self::token(&Vault::for_tests(), id)] {
            assert_eq!(read(&vault, wrong), None, "{wrong}");
        }
    }
}
