//! Which messages the sessions of a consumer work on at this moment, so that no two of them work on copies of the same
//! message.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use uuid::Uuid;

/// The messages in hand, by event id.
#[derive(Debug, Default)]
pub(super) struct InHand {
    ids: Mutex<HashSet<Uuid>>,
    freed: Notify,
}

/// Messages that one session holds, until it drops this value.
#[derive(Debug)]
pub(super) struct Grip<'a> {
    hand: &'a InHand,
    ids: Vec<Uuid>,
}

impl InHand {
    /// Takes the messages that no other session holds. Returns the others in `busy`.
    pub(super) fn take<T>(&self, messages: Vec<T>, id: impl Fn(&T) -> Uuid) -> (Grip<'_>, Vec<T>, Vec<T>) {
        let mut held = self.ids();
        let (free, busy): (Vec<T>, Vec<T>) = messages.into_iter().partition(|message| held.insert(id(message)));
        drop(held);
        (Grip { hand: self, ids: free.iter().map(id).collect() }, free, busy)
    }

    /// Returns as soon as no session holds one of `ids`, or may hold it.
    pub(super) async fn some_freed(&self, ids: &[Uuid]) {
        let freed = self.freed.notified();
        tokio::pin!(freed);
        freed.as_mut().enable();
        if ids.iter().all(|id| self.ids().contains(id)) {
            freed.await;
        }
    }

    fn ids(&self) -> MutexGuard<'_, HashSet<Uuid>> {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Grip<'_> {
    fn drop(&mut self) {
        let mut held = self.hand.ids();
        for id in &self.ids {
            held.remove(id);
        }
        drop(held);
        self.hand.freed.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn a_copy_waits_until_the_other_session_lets_go() {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let hand = InHand::default();
        let (grip, free, busy) = hand.take(vec![one], |id| *id);
        assert_eq!((free, busy), (vec![one], vec![]));
        let (_second, free, busy) = hand.take(vec![one, other], |id| *id);
        assert_eq!((free, busy), (vec![other], vec![one]));

        assert!(tokio::time::timeout(Duration::from_millis(20), hand.some_freed(&[one])).await.is_err());
        drop(grip);
        hand.some_freed(&[one]).await;
        assert_eq!(hand.take(vec![one], |id| *id).1, [one]);
    }
}
