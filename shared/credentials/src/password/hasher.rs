//! The hasher compares passwords with Argon2id (RFC 9106): 19 MiB and two passes, the least that OWASP recommends. One
//! comparison takes a core for tens of milliseconds. So only a few run at the same moment, for a crowd at the sign-in
//! page would take all memory otherwise. They run in the background, and requests go first.
//!
//! Each of the few threads takes its memory once and works in it again and again: 76 MiB for four.
//!
//! A hasher has the rule of its accounts: what it judges, hashes and compares is the password as that rule reads it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Block, Params, Version};
use runtime::{Crew, Unfinished};
use vault::random_bytes;
use zeroize::Zeroizing;

use super::{Password, PasswordFault, Rule};
use crate::{Failure, Personal};

/// How many hashes there may be, and how long one waits.
#[derive(Clone, Copy, Debug)]
pub struct HasherConfig {
    /// Hashes at the same moment, each in 19 MiB.
    pub at_once: usize,
    /// How long one waits for its turn.
    pub patience: Duration,
}

/// Name of the threads that hash.
const THREAD: &str = "passwords";

/// Bytes of a hash.
const HASH_BYTES: usize = 32;

/// Nobody's hash, with the parameters of everybody's: an unknown account takes as long as a known one.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What is hashed. It is overwritten when it is dropped.
pub(crate) type Secret = Zeroizing<Vec<u8>>;

/// Hashes and compares passwords of one kind of account, a few at a time. Clones share the threads that do.
#[derive(Clone, Debug)]
pub struct Hasher {
    rule: Rule,
    crew: Crew<Memory>,
    patience: Duration,
    hashed: Arc<AtomicU64>,
}

/// In which one hash after the other is computed. Empty before the first.
#[derive(Default)]
struct Memory(Vec<Block>);

impl Hasher {
    /// A hasher with these bounds, for passwords of this rule.
    #[must_use]
    pub fn new(config: HasherConfig, rule: Rule) -> Self {
        Self { rule, crew: Crew::new(THREAD, config.at_once), patience: config.patience, hashed: Arc::default() }
    }

    /// How many hashes it has computed, whatever for. By this number a test sees that somebody unknown costs as much as
    /// somebody known.
    #[must_use]
    pub fn hashed(&self) -> u64 {
        self.hashed.load(Ordering::Relaxed)
    }

    /// The password as it is stored (PHC form, salt included).
    ///
    /// # Errors
    /// [`Failure::Busy`] when no turn came, [`Failure::Vault`] without a salt.
    pub async fn hash(&self, password: &Password) -> Result<String, Failure> {
        self.hash_secret(self.secret(password)).await
    }

    /// Whether the password is the one that was stored. Takes the same time when nothing was.
    ///
    /// # Errors
    /// [`Failure::Busy`] when no turn came, [`Failure::Inconsistent`] when what is stored is no hash of ours.
    pub async fn is(&self, password: &Password, stored: Option<&str>) -> Result<bool, Failure> {
        self.is_secret(self.secret(password), stored).await
    }

    /// Everything that is wrong with a password of this person. It takes a turn, too: whoever sends the worst passwords
    /// without end has no more of the processors than the turns.
    ///
    /// # Errors
    /// [`Failure::Busy`] when no turn came.
    pub async fn judge(&self, password: &Password, personal: Personal) -> Result<Vec<PasswordFault>, Failure> {
        let (rule, password) = (self.rule, password.clone());
        self.turn(move |_memory| rule.check(&password, &personal)).await
    }

    /// As [`Hasher::hash`], for something else that lets somebody in.
    pub(crate) async fn hash_secret(&self, secret: Secret) -> Result<String, Failure> {
        let salt = random_bytes::<16>()?;
        let hashed = Arc::clone(&self.hashed);
        self.turn(move |memory| {
            hashed.fetch_add(1, Ordering::Relaxed);
            memory.hash(&secret, &salt)
        })
        .await?
        .ok_or(Failure::Inconsistent("parameters of Argon2id"))
    }

    /// As [`Hasher::is`], for something else that lets somebody in.
    pub(crate) async fn is_secret(&self, secret: Secret, stored: Option<&str>) -> Result<bool, Failure> {
        let (hashed, known) = (Arc::clone(&self.hashed), stored.is_some());
        let stored = stored.unwrap_or(NOBODYS).to_owned();
        self.turn(move |memory| {
            hashed.fetch_add(1, Ordering::Relaxed);
            memory.is(&secret, &stored)
        })
        .await?
        .map(|same| same && known)
        .ok_or(Failure::Inconsistent("hash of a password or an answer"))
    }

    /// The password as its rule reads it.
    fn secret(&self, password: &Password) -> Secret {
        Zeroizing::new(self.rule.read(password).expose().as_bytes().to_vec())
    }

    async fn turn<R: Send + 'static>(
        &self,
        calculate: impl FnOnce(&mut Memory) -> R + Send + 'static,
    ) -> Result<R, Failure> {
        self.crew.run(self.patience, calculate).await.map_err(|Unfinished| Failure::Busy)
    }
}

impl Memory {
    fn hash(&mut self, secret: &[u8], salt: &[u8]) -> Option<String> {
        let params =
            Params::new(Params::DEFAULT_M_COST, Params::DEFAULT_T_COST, Params::DEFAULT_P_COST, Some(HASH_BYTES))
                .ok()?;
        let stored = PasswordHash {
            algorithm: ARGON2ID_IDENT,
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(&params).ok()?,
            salt: Some(Salt::new(salt).ok()?),
            hash: Some(self.output(secret, salt, Version::V0x13, params)?),
        };
        Some(stored.to_string())
    }

    /// `None` when what is stored is no hash of ours.
    fn is(&mut self, secret: &[u8], stored: &str) -> Option<bool> {
        let stored = PasswordHash::new(stored).ok().filter(|stored| stored.algorithm == ARGON2ID_IDENT)?;
        let version = Version::try_from(stored.version?).ok()?;
        // Whoever can write there could ask for all memory.
        let params = Params::try_from(&stored).ok().filter(|params| params.m_cost() <= Params::DEFAULT_M_COST)?;
        let output = self.output(secret, stored.salt.as_ref()?.as_ref(), version, params)?;
        // Outputs are compared in the same time wherever they differ.
        Some(output == stored.hash?)
    }

    fn output(&mut self, secret: &[u8], salt: &[u8], version: Version, params: Params) -> Option<Output> {
        let blocks = params.block_count();
        if self.0.len() < blocks {
            self.0.resize(blocks, Block::default());
        }
        let mut output = [0; HASH_BYTES];
        let argon2 = Argon2::new(Algorithm::Argon2id, version, params);
        argon2.hash_password_into_with_memory(secret, salt, &mut output, &mut self.0).ok()?;
        Output::new(&output).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn four(patience: Duration) -> Hasher {
        Hasher::new(HasherConfig { at_once: 4, patience }, Rule::OFFICERS)
    }

    fn password(text: &str) -> Password {
        Password::new(text.to_owned())
    }

    #[tokio::test]
    async fn a_password_is_its_own_hash_and_no_other() {
        let hasher = four(Duration::from_secs(20));
        let stored = hasher.hash(&password("Kopi-Susu-Hangat")).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(hasher.is(&password("Kopi-Susu-Hangat"), Some(&stored)).await.unwrap());
        assert!(!hasher.is(&password("kopi-susu-hangat"), Some(&stored)).await.unwrap());
        assert_ne!(stored, hasher.hash(&password("Kopi-Susu-Hangat")).await.unwrap(), "each has its own salt");
    }

    #[tokio::test]
    async fn applicants_have_one_password_however_their_device_encodes_it() {
        let applicants = Hasher::new(HasherConfig { at_once: 4, patience: Duration::from_secs(20) }, Rule::APPLICANTS);
        let stored = applicants.hash(&password("Caf\u{e9} Pagi７")).await.unwrap();
        for typed in ["Cafe\u{301} Pagi7", "Caf\u{e9}\u{a0}Pagi7", "Ｃａｆ\u{e9}\u{3000}Pagi7"] {
            assert!(applicants.is(&password(typed), Some(&stored)).await.unwrap(), "{typed}");
        }
        assert!(!applicants.is(&password("Cafe Pagi7"), Some(&stored)).await.unwrap(), "another letter");
        let officers = four(Duration::from_secs(20));
        let stored = officers.hash(&password("Cafe\u{301}-Susu-Hangat")).await.unwrap();
        assert!(officers.is(&password("Cafe\u{301}-Susu-Hangat"), Some(&stored)).await.unwrap());
        assert!(!officers.is(&password("Caf\u{e9}-Susu-Hangat"), Some(&stored)).await.unwrap(), "as before");
    }

    #[tokio::test]
    async fn what_the_library_itself_stored_is_still_read() {
        use argon2::PasswordHasher as _;
        let stored = Argon2::default().hash_password(b"Kopi-Susu-Hangat").unwrap().to_string();
        assert!(four(Duration::from_secs(20)).is(&password("Kopi-Susu-Hangat"), Some(&stored)).await.unwrap());
    }

    #[tokio::test]
    async fn nobody_has_a_password() {
        let hasher = four(Duration::from_secs(20));
        assert!(!hasher.is(&password(""), None).await.unwrap());
        assert_eq!(hasher.hashed(), 1, "and costs a hash");
        for stored in [
            "plain",
            "$argon2id$v=19$m=4194304,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ] {
            assert!(
                matches!(
                    four(Duration::from_secs(20)).is(&password("x"), Some(stored)).await,
                    Err(Failure::Inconsistent(_))
                ),
                "{stored}"
            );
        }
    }

    #[tokio::test]
    async fn who_finds_no_turn_is_told_to_come_back() {
        let hasher = Hasher::new(HasherConfig { at_once: 0, patience: Duration::from_millis(1) }, Rule::OFFICERS);
        assert!(matches!(hasher.is(&password("x"), None).await, Err(Failure::Busy)));
    }

    #[tokio::test]
    async fn a_crowd_is_served_by_four() {
        let hasher = four(Duration::from_mins(1));
        let crowd = (0..24).map(|_| {
            let hasher = hasher.clone();
            tokio::spawn(async move { hasher.is(&password("x"), None).await.unwrap() })
        });
        for one in crowd.collect::<Vec<_>>() {
            assert!(!one.await.unwrap());
        }
        assert_eq!(hasher.hashed(), 24);
    }
}
