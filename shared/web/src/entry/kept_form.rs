//! A form that came after its session had ended. The kit seals it into the sign-in page, which carries it through both
//! steps; the server stores nothing. The same person can send it afterwards.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{Token, Vault};

/// How long it waits for its owner to sign in. After this time a form that lies in an open browser expires.
const LIFETIME: SignedDuration = SignedDuration::from_mins(30);

/// The site shows texts of at least this many characters before it sends them.
const LONG: usize = 40;

/// The form. Does not print, because it holds what a person wrote.
#[derive(Serialize, Deserialize)]
pub struct KeptForm {
    /// The person whose session it was.
    pub person_id: Uuid,
    /// When it came.
    pub kept_at: Timestamp,
    /// The address to which the browser sent it.
    pub action: String,
    /// The page that contained it.
    pub back: String,
    /// Its fields, without the session's token.
    pub fields: Vec<(String, String)>,
}

impl KeptForm {
    /// Seals the form as text. Only a service with these keys can open it, and only for this purpose.
    #[must_use]
    pub fn seal(&self, vault: &Vault, purpose: Token) -> Option<String> {
        vault.seal_text(purpose, self).ok()
    }

    /// Opens what [`KeptForm::seal`] sealed, if it is this person's form and came less than half an hour ago.
    #[must_use]
    pub fn open(vault: &Vault, purpose: Token, sealed: &str, person_id: Uuid, now: Timestamp) -> Option<Self> {
        let kept: Self = vault.open_text(purpose, sealed)?;
        (kept.person_id == person_id && now.duration_since(kept.kept_at) <= LIFETIME).then_some(kept)
    }

    /// What the person wrote, for a look before the site sends it.
    #[must_use]
    pub fn long_texts(&self) -> Vec<String> {
        self.fields.iter().map(|(_, value)| value).filter(|value| value.chars().count() >= LONG).cloned().collect()
    }
}

impl fmt::Debug for KeptForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeptForm(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_form_opens_for_its_owner_only_and_for_half_an_hour() {
        let (vault, owner) = (Vault::for_tests(), Uuid::from_u128(1));
        let now: Timestamp = "2026-11-29T03:00:00Z".parse().unwrap();
        let fields = vec![("teks".to_owned(), "Data Anda sudah kami perbaiki. Silakan masuk kembali.".to_owned())];
        let kept = KeptForm {
            person_id: owner,
            kept_at: now,
            action: "/situs/tiket/1/jawaban".to_owned(),
            back: "/situs".to_owned(),
            fields,
        };
        let sealed = kept.seal(&vault, Token::KeptForm).unwrap();
        assert!(!sealed.contains("Data"));
        let open = |vault: &Vault, sealed: &str, person_id, now| {
            KeptForm::open(vault, Token::KeptForm, sealed, person_id, now)
        };
        let opened = open(&vault, &sealed, owner, now).unwrap();
        assert_eq!((opened.action.as_str(), opened.long_texts().len()), ("/situs/tiket/1/jawaban", 1));
        assert!(open(&vault, &sealed, Uuid::from_u128(2), now).is_none());
        assert!(open(&vault, "x", owner, now).is_none());
        assert!(open(&Vault::for_tests(), &sealed, owner, now).is_none());
        assert!(KeptForm::open(&vault, Token::Search, &sealed, owner, now).is_none());
        let after = |minutes| now + SignedDuration::from_mins(minutes);
        assert!(open(&vault, &sealed, owner, after(30)).is_some());
        assert!(open(&vault, &sealed, owner, after(31)).is_none());
    }
}
