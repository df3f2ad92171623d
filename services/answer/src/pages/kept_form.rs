//! A form that came after its session was over. It is sealed into the sign-in page and goes along through both steps;
//! nothing of it is stored. The same officer can send it afterwards.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{Token, Vault};

/// How long it waits for its officer to sign in: what lies in an open browser is over then.
const LIFETIME: SignedDuration = SignedDuration::from_mins(30);

/// Texts from this length on are shown before they are sent.
const LONG: usize = 40;

/// The form. Holds what an officer wrote, so it has no Debug.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptForm {
    /// Whose session it was.
    pub(super) officer_id: Uuid,
    /// When it came.
    pub(super) kept_at: Timestamp,
    /// Where it was sent.
    pub(super) action: String,
    /// The page that it stood on.
    pub(super) back: String,
    /// Its fields, without the session's token.
    pub(super) fields: Vec<(String, String)>,
}

impl KeptForm {
    /// As text that only this service can open.
    pub(super) fn seal(&self, vault: &Vault) -> Option<String> {
        vault.seal_text(Token::KeptForm, self).ok()
    }

    /// A form that [`KeptForm::seal`] sealed, if it is this officer's and came less than half an hour ago.
    pub(super) fn open(vault: &Vault, sealed: &str, officer_id: Uuid, now: Timestamp) -> Option<Self> {
        let kept: Self = vault.open_text(Token::KeptForm, sealed)?;
        (kept.officer_id == officer_id && now.duration_since(kept.kept_at) <= LIFETIME).then_some(kept)
    }

    /// What somebody wrote, to be looked at before it is sent.
    pub(super) fn long_texts(&self) -> Vec<String> {
        self.fields.iter().map(|(_, value)| value).filter(|value| value.chars().count() >= LONG).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_form_opens_for_its_officer_only_and_for_half_an_hour() {
        let (vault, officer_id) = (Vault::for_tests(), Uuid::from_u128(1));
        let now: Timestamp = "2026-11-29T03:00:00Z".parse().unwrap();
        let fields = vec![("teks".to_owned(), "Data Anda sudah kami perbaiki. Silakan masuk kembali.".to_owned())];
        let kept = KeptForm {
            officer_id,
            kept_at: now,
            action: "/petugas/tiket/1/jawaban".to_owned(),
            back: "/petugas".to_owned(),
            fields,
        };
        let sealed = kept.seal(&vault).unwrap();
        assert!(!sealed.contains("Data"));
        let opened = KeptForm::open(&vault, &sealed, officer_id, now).unwrap();
        assert_eq!((opened.action.as_str(), opened.long_texts().len()), ("/petugas/tiket/1/jawaban", 1));
        assert!(KeptForm::open(&vault, &sealed, Uuid::from_u128(2), now).is_none());
        assert!(KeptForm::open(&vault, "x", officer_id, now).is_none());
        assert!(KeptForm::open(&Vault::for_tests(), &sealed, officer_id, now).is_none());
        let after = |minutes| now + SignedDuration::from_mins(minutes);
        assert!(KeptForm::open(&vault, &sealed, officer_id, after(30)).is_some());
        assert!(KeptForm::open(&vault, &sealed, officer_id, after(31)).is_none());
    }
}
