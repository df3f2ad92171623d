//! How answers are kept and compared. What is stored is an Argon2id hash with a salt of its own over a keyed hash of
//! the answer: without the key of the vault, nobody who has the table can try answers.
//!
//! The key derives from the vault's index key, which does not rotate, so that there is one at any time. Should it have
//! to be replaced, no stored answer fits any more, and people choose new ones after signing in.

use std::fmt;

use vault::{Index, Vault};
use zeroize::Zeroizing;

use super::answer::{Answer, beginning};
use crate::code::OneTimeAnswer;
use crate::{Failure, Hasher};

/// Hashes and compares answers and one-time answers, in the turns of the passwords. Cheap to clone.
#[derive(Clone)]
pub struct Answers {
    hasher: Hasher,
    vault: Vault,
}

/// What an account has for a question.
#[derive(Clone, Copy, Default)]
pub struct Stored<'a> {
    /// The hash of its answer; `None` for nobody's account.
    pub answer: Option<&'a str>,
    /// The hash of a one-time answer that can be used now.
    pub one_time: Option<&'a str>,
}

/// What an answer turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matched {
    /// The account's answer.
    Answer,
    /// The one-time answer, which is to be spent in the transaction that it lets somebody begin.
    OneTime,
    /// Neither.
    Nothing,
}

impl Answers {
    /// Answers that are hashed in the turns of this hasher.
    #[must_use]
    pub fn new(hasher: Hasher, vault: Vault) -> Self {
        Self { hasher, vault }
    }

    /// The answer as it is stored (PHC form, salt included).
    ///
    /// # Errors
    /// [`Failure::Busy`] when no turn came, [`Failure::Vault`] without a salt.
    pub async fn hash(&self, answer: &Answer) -> Result<String, Failure> {
        self.hasher.hash_secret(self.keyed(Index::ApplicantAnswer, answer.expose())).await
    }

    /// The one-time answer as it is stored.
    ///
    /// # Errors
    /// As [`Answers::hash`].
    pub async fn hash_one_time(&self, code: &OneTimeAnswer) -> Result<String, Failure> {
        self.hasher.hash_secret(self.keyed(Index::ApplicantOneTimeAnswer, code.bare())).await
    }

    /// Compares what was typed with the account's answer and with its one-time answer. Always computes two hashes:
    /// for nobody's account, without a one-time answer, and when what was typed can be neither.
    ///
    /// # Errors
    /// [`Failure::Busy`] when no turn came, [`Failure::Inconsistent`] when what is stored is no hash of ours.
    pub async fn compare(&self, typed: &str, stored: Stored<'_>) -> Result<Matched, Failure> {
        let typed = beginning(typed);
        let answer = Answer::new(typed);
        let keyed = self.keyed(Index::ApplicantAnswer, answer.expose());
        let is_answer = self.hasher.is_secret(keyed, stored.answer).await?;
        let code = OneTimeAnswer::read(typed);
        let keyed = self.keyed(Index::ApplicantOneTimeAnswer, code.as_ref().map_or("", OneTimeAnswer::bare));
        let is_one_time = self.hasher.is_secret(keyed, stored.one_time).await?;
        Ok(match (is_answer, is_one_time && code.is_some()) {
            (true, _) => Matched::Answer,
            (false, true) => Matched::OneTime,
            (false, false) => Matched::Nothing,
        })
    }

    fn keyed(&self, purpose: Index, text: &str) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.vault.index(purpose, text.as_bytes()).as_bytes().to_vec())
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").finish_non_exhaustive()
    }
}

impl fmt::Debug for Stored<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stored(…)")
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{HasherConfig, Rule};

    fn answers() -> Answers {
        let config = HasherConfig { at_once: 2, patience: Duration::from_secs(20) };
        Answers::new(Hasher::new(config, Rule::APPLICANTS), Vault::for_tests())
    }

    #[tokio::test]
    async fn an_answer_is_right_however_it_is_typed() {
        let answers = answers();
        let stored = answers.hash(&Answer::new("Si Manis")).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert_ne!(stored, answers.hash(&Answer::new("Si Manis")).await.unwrap(), "each has its own salt");
        let kept = Stored { answer: Some(&stored), one_time: None };
        for (typed, matched) in [("SI-MANIS!", Matched::Answer), ("simanis", Matched::Nothing), ("", Matched::Nothing)]
        {
            assert_eq!(answers.compare(typed, kept).await.unwrap(), matched, "{typed}");
        }
        let nobody = answers.compare("Si Manis", Stored::default()).await.unwrap();
        assert_eq!(nobody, Matched::Nothing);
    }

    #[tokio::test]
    async fn a_one_time_answer_stands_beside_the_answer() {
        let answers = answers();
        let code = OneTimeAnswer::new().unwrap();
        let (stored, one_time) =
            (answers.hash(&Answer::new("Si Manis")).await.unwrap(), answers.hash_one_time(&code).await.unwrap());
        let kept = Stored { answer: Some(&stored), one_time: Some(&one_time) };
        let spoken = code.shown().to_lowercase().replace('-', " ").replace('0', "o");
        for (typed, matched) in
            [(spoken.as_str(), Matched::OneTime), ("si manis", Matched::Answer), ("K7QF9-M2XTD", Matched::Nothing)]
        {
            assert_eq!(answers.compare(typed, kept).await.unwrap(), matched);
        }
        let without = Stored { answer: Some(&stored), one_time: None };
        assert_eq!(answers.compare(&spoken, without).await.unwrap(), Matched::Nothing);
        let swapped = Stored { answer: Some(&one_time), one_time: Some(&stored) };
        assert_eq!(answers.compare(&spoken, swapped).await.unwrap(), Matched::Nothing, "each has its own purpose");
    }

    #[tokio::test]
    async fn without_the_key_a_stolen_hash_fits_no_answer() {
        let (ours, thiefs) = (answers(), answers());
        let stored = ours.hash(&Answer::new("Si Manis")).await.unwrap();
        let kept = Stored { answer: Some(&stored), one_time: None };
        assert_eq!(thiefs.compare("Si Manis", kept).await.unwrap(), Matched::Nothing);
    }

    #[tokio::test]
    async fn nothing_prints() {
        let stored = Stored { answer: Some("$argon2id$"), one_time: None };
        assert_eq!(format!("{:?} {stored:?}", answers()), "Answers { .. } Stored(…)");
    }
}
