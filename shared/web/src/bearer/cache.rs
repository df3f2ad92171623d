//! Remembers the owner of a token. So a service queries the database once in ten seconds per token and not once per
//! request, and it serves known callers while the database is away.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use runtime::Clock;

use super::token::TokenHash;
use crate::measurements::{self, TokenCheck};

/// A revoked token stops working after at most this long.
const FRESH: SignedDuration = SignedDuration::from_secs(10);

/// While the database is away, a token seen within this time still works.
const USABLE: SignedDuration = SignedDuration::from_mins(5);

/// Owners of tokens by hash, at most `capacity` of them. It does not remember unknown tokens, because they must not
/// push out known ones.
#[derive(Debug)]
pub struct TokenCache<T> {
    kind: &'static str,
    entries: Mutex<HashMap<TokenHash, Entry<T>>>,
    capacity: usize,
    clock: Clock,
}

#[derive(Debug)]
struct Entry<T> {
    owner: T,
    loaded_at: Timestamp,
}

impl<T: Clone> TokenCache<T> {
    /// Makes an empty cache for at most `capacity` owners. `kind` says in metrics whose tokens they are.
    #[must_use]
    pub fn new(kind: &'static str, capacity: usize, clock: Clock) -> Self {
        measurements::tokens_begin(kind);
        Self { kind, entries: Mutex::default(), capacity, clock }
    }

    /// Finds the owner of a token. It remembers the owner for 10 seconds, then calls `load` again. When `load` fails,
    /// it returns an owner that it loaded within the last 5 minutes. `Ok(None)` from `load` makes it forget the token.
    ///
    /// # Errors
    ///
    /// `load`'s error, when it does not remember the token.
    pub async fn find<E>(
        &self,
        token: &TokenHash,
        load: impl AsyncFnOnce(&TokenHash) -> Result<Option<T>, E>,
    ) -> Result<Option<T>, E> {
        let found = self.look_up(token, load).await;
        let outcome = match &found {
            Ok(Some(_owner)) => TokenCheck::Known,
            Ok(None) => TokenCheck::Unknown,
            Err(_) => TokenCheck::Unavailable,
        };
        measurements::token_checked(self.kind, outcome);
        found
    }

    async fn look_up<E>(
        &self,
        token: &TokenHash,
        load: impl AsyncFnOnce(&TokenHash) -> Result<Option<T>, E>,
    ) -> Result<Option<T>, E> {
        if let Some(owner) = self.remembered(token, FRESH) {
            return Ok(Some(owner));
        }
        match load(token).await {
            Ok(Some(owner)) => {
                self.remember(token, owner.clone());
                Ok(Some(owner))
            }
            Ok(None) => {
                self.entries().remove(token);
                Ok(None)
            }
            Err(error) => match self.remembered(token, USABLE) {
                Some(owner) => {
                    measurements::token_served_stale();
                    Ok(Some(owner))
                }
                None => Err(error),
            },
        }
    }

    fn remembered(&self, token: &TokenHash, at_most: SignedDuration) -> Option<T> {
        let now = self.clock.now();
        let entries = self.entries();
        let entry = entries.get(token)?;
        (now.duration_since(entry.loaded_at) < at_most).then(|| entry.owner.clone())
    }

    fn remember(&self, token: &TokenHash, owner: T) {
        let loaded_at = self.clock.now();
        let mut entries = self.entries();
        if entries.len() >= self.capacity && !entries.contains_key(token) {
            make_room(&mut entries);
        }
        entries.insert(*token, Entry { owner, loaded_at });
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<TokenHash, Entry<T>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets the owner that it loaded longest ago.
fn make_room<T>(entries: &mut HashMap<TokenHash, Entry<T>>) {
    let oldest = entries.iter().min_by_key(|(_, entry)| entry.loaded_at).map(|(token, _)| *token);
    if let Some(token) = oldest {
        entries.remove(&token);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    const TOKEN: TokenHash = [7; 32];

    fn cache(capacity: usize) -> (TokenCache<u32>, Clock) {
        let clock = Clock::fixed("2026-11-21T01:00:00Z".parse().unwrap());
        (TokenCache::new("test", capacity, clock.clone()), clock)
    }

    async fn known(_: &TokenHash) -> Result<Option<u32>, &'static str> {
        Ok(Some(1))
    }

    async fn revoked(_: &TokenHash) -> Result<Option<u32>, &'static str> {
        Ok(None)
    }

    async fn outage(_: &TokenHash) -> Result<Option<u32>, &'static str> {
        Err("away")
    }

    #[tokio::test]
    async fn the_database_is_asked_once_in_ten_seconds() {
        let (cache, clock) = cache(8);
        let asked = Cell::new(0);
        let count = async |_: &TokenHash| {
            asked.set(asked.get() + 1);
            Ok::<_, &str>(Some(asked.get()))
        };
        assert_eq!(cache.find(&TOKEN, count).await, Ok(Some(1)));
        clock.advance(SignedDuration::from_secs(9));
        assert_eq!(cache.find(&TOKEN, count).await, Ok(Some(1)));
        clock.advance(SignedDuration::from_secs(1));
        assert_eq!(cache.find(&TOKEN, count).await, Ok(Some(2)));
    }

    #[tokio::test]
    async fn known_callers_are_served_during_an_outage_but_not_for_ever() {
        let (cache, clock) = cache(8);
        assert_eq!(cache.find(&TOKEN, outage).await, Err("away"));
        assert_eq!(cache.find(&TOKEN, known).await, Ok(Some(1)));
        clock.advance(SignedDuration::from_mins(4));
        assert_eq!(cache.find(&TOKEN, outage).await, Ok(Some(1)));
        clock.advance(SignedDuration::from_mins(1));
        assert_eq!(cache.find(&TOKEN, outage).await, Err("away"));
    }

    #[tokio::test]
    async fn a_revoked_token_is_forgotten_even_for_outages() {
        let (cache, clock) = cache(8);
        assert_eq!(cache.find(&TOKEN, known).await, Ok(Some(1)));
        clock.advance(SignedDuration::from_secs(10));
        assert_eq!(cache.find(&TOKEN, revoked).await, Ok(None));
        assert_eq!(cache.find(&TOKEN, outage).await, Err("away"));
    }

    #[tokio::test]
    async fn no_more_owners_are_kept_than_the_capacity() {
        let (cache, clock) = cache(3);
        for n in 0..10 {
            clock.advance(SignedDuration::from_secs(1));
            assert_eq!(cache.find(&[n; 32], known).await, Ok(Some(1)));
            assert_eq!(cache.find(&[n + 100; 32], revoked).await, Ok(None));
        }
        assert_eq!(cache.entries().len(), 3);
        assert_eq!(cache.find(&[9; 32], outage).await, Ok(Some(1)));
    }
}
