//! What an applicant typed, step by step.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{DataKey, Sealed, VaultError};

/// Longest text of one field that is kept, in characters. Every field allows less; the rest is told at the field.
const LONGEST: usize = 2_000;

/// Raw texts by the names of their fields, and what we found out about them. Personal data; does not print.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Content {
    #[serde(default)]
    typed: BTreeMap<String, String>,
    /// What the list "eks THK-II" said of the number that was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) thk2: Option<Thk2>,
}

/// What the list "eks THK-II" said of a number.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Thk2 {
    /// The number as it was asked for.
    pub(crate) number: String,
    pub(crate) outcome: Thk2Outcome,
}

/// Its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Thk2Outcome {
    /// Number, name and birth date belong together.
    Found,
    /// The number is somebody's whose name or birth date is another.
    Differs,
    /// No such number.
    Unknown,
    /// There is no list to ask; it is asked later.
    Later,
}

impl Content {
    /// The text of a field; "" when none was typed.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", String::as_str)
    }

    /// The same content with these texts in the place of those with the same names. Returns whether that changes it.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> bool {
        if self.value(name) == value {
            return false;
        }
        if value.is_empty() {
            self.typed.remove(name);
        } else {
            self.typed.insert(name.to_owned(), value.chars().take(LONGEST).collect());
        }
        true
    }

    /// All texts.
    pub(crate) const fn typed(&self) -> &BTreeMap<String, String> {
        &self.typed
    }

    /// Seals it with the account's data key.
    ///
    /// # Errors
    /// Without randomness.
    pub(crate) fn seal(&self, key: &DataKey, account: Uuid) -> Result<Vec<u8>, VaultError> {
        // Texts only: turning them into JSON cannot fail.
        let json = serde_json::to_vec(self).unwrap_or_default();
        key.seal(&Sealed::Registration.of(account), &json)
    }

    /// Opens what was sealed; `None` when it does not open, or is not what this version seals.
    pub(crate) fn open(key: &DataKey, account: Uuid, sealed: &[u8]) -> Option<Self> {
        let opened = key.open(&Sealed::Registration.of(account), sealed).ok()?;
        // The parser's error would quote what it read.
        serde_json::from_slice(&opened).ok()
    }
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Content(…)")
    }
}

impl std::fmt::Debug for Thk2 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Thk2({:?})", self.outcome)
    }
}

#[cfg(test)]
mod tests {
    use vault::Vault;

    use super::*;

    #[test]
    fn what_was_typed_opens_again_for_its_account_alone() {
        let (vault, owner) = (Vault::for_tests(), Uuid::from_u128(1));
        let (key, _wrapped) = vault.new_data_key().unwrap();
        let mut content = Content::default();
        assert!(content.set("religion", "Islam") && !content.set("religion", "Islam") && !content.set("other", ""));
        content.thk2 = Some(Thk2 { number: "12-3".to_owned(), outcome: Thk2Outcome::Found });
        let sealed = content.seal(&key, owner).unwrap();
        assert_eq!(Content::open(&key, owner, &sealed), Some(content.clone()));
        assert_eq!(Content::open(&key, Uuid::from_u128(2), &sealed), None);
        assert!(!format!("{content:?}").contains("12-3"));
    }

    #[test]
    fn no_text_grows_without_bound() {
        let mut content = Content::default();
        content.set("ktp_address", &"é".repeat(LONGEST + 1));
        assert_eq!(content.value("ktp_address").chars().count(), LONGEST);
    }
}
