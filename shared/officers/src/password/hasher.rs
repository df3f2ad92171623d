//! Argon2id (RFC 9106) with 19 MiB and two passes, the least that OWASP recommends. Each takes a core for tens of milliseconds, so only four
//! run at the same moment: otherwise a crowd at the sign-in page would take all memory.

use std::sync::Arc;
use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::Password;
use crate::Failure;

/// Hashes at the same moment.
const AT_ONCE: usize = 4;

/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(2);

/// Nobody's hash, with the parameters of everybody's: an unknown NIP takes as long as a known one.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and compares passwords, a few at a time. Clones share the turns.
#[derive(Clone, Debug)]
pub(crate) struct Hasher {
    turns: Arc<Semaphore>,
    patience: Duration,
}

impl Hasher {
    pub(crate) fn new() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)), patience: PATIENCE }
    }

    /// The password as it is stored (PHC form, salt included).
    ///
    /// # Errors
    /// [`Failure::Busy`] when no turn came, [`Failure::Randomness`] without a salt.
    pub(crate) async fn hash(&self, password: &Password) -> Result<String, Failure> {
        let _turn = self.turn().await?;
        let password = password.clone();
        let hashed =
            tokio::task::spawn_blocking(move || Argon2::default().hash_password(password.expose().as_bytes()).map(|hash| hash.to_string()));
        hashed.await.map_err(|_stopped| Failure::Busy)?.map_err(|_no_salt| Failure::Randomness)
    }

    /// Whether the password is the one that was stored. Takes the same time when nothing was.
    ///
    /// # Errors
    /// [`Failure::Busy`] when no turn came, [`Failure::Inconsistent`] when what is stored is no hash.
    pub(crate) async fn is(&self, password: &Password, stored: Option<&str>) -> Result<bool, Failure> {
        let _turn = self.turn().await?;
        let (password, known) = (password.clone(), stored.is_some());
        let stored = stored.unwrap_or(NOBODYS).to_owned();
        let compared = tokio::task::spawn_blocking(move || {
            let hash = PasswordHash::new(&stored).map_err(|_malformed| Failure::Inconsistent("desk.officers.password_hash"))?;
            Ok(Argon2::default().verify_password(password.expose().as_bytes(), &hash).is_ok())
        });
        compared.await.map_err(|_stopped| Failure::Busy)?.map(|same| same && known)
    }

    async fn turn(&self) -> Result<SemaphorePermit<'_>, Failure> {
        match tokio::time::timeout(self.patience, self.turns.acquire()).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(_)) | Err(_) => Err(Failure::Busy),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::new(text.to_owned())
    }

    #[tokio::test]
    async fn a_password_is_its_own_hash_and_no_other() {
        let hasher = Hasher::new();
        let stored = hasher.hash(&password("Kopi-Susu-Hangat")).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(hasher.is(&password("Kopi-Susu-Hangat"), Some(&stored)).await.unwrap());
        assert!(!hasher.is(&password("kopi-susu-hangat"), Some(&stored)).await.unwrap());
        assert_ne!(stored, hasher.hash(&password("Kopi-Susu-Hangat")).await.unwrap(), "each has its own salt");
    }

    #[tokio::test]
    async fn nobody_has_a_password() {
        assert!(!Hasher::new().is(&password(""), None).await.unwrap());
        assert!(matches!(Hasher::new().is(&password("x"), Some("plain")).await, Err(Failure::Inconsistent(_))));
    }

    #[tokio::test]
    async fn who_finds_no_turn_is_told_to_come_back() {
        let hasher = Hasher { patience: Duration::from_millis(1), ..Hasher::new() };
        let _all = hasher.turns.acquire_many(4).await.unwrap();
        assert!(matches!(hasher.is(&password("x"), None).await, Err(Failure::Busy)));
    }
}
