//! What callers have open. Turning the pages of a document leaves one entry in the audit log and not one for each
//! page; a ticket's page that comes back with what was typed on it leaves no second entry; coming back to a list names
//! what is new there.
//!
//! The process keeps this in memory, and bounds it. When it forgets (a restart, another process, too many at once)
//! there is one entry more, never one less.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use domain::{DocumentKind, TicketNumber};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// So long after its entry something counts as open: as long as somebody compares a document with a ticket.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_mins(15);

/// More than all officers have open, and see in lists, at a time.
const MOST: usize = 50_000;

/// Who, which ticket, which of its documents.
pub(crate) type Opening = (Uuid, TicketNumber, DocumentKind);

/// Who opened which ticket, or was shown which ticket in a list.
pub(crate) type Sighting = (Uuid, TicketNumber);

/// What is open, and since when.
#[derive(Debug)]
pub(crate) struct Openings<K>(Mutex<HashMap<K, Timestamp>>);

impl<K> Default for Openings<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash> Openings<K> {
    /// Whether its entry stands in the audit log and is not too old.
    pub(crate) fn is_open(&self, opening: &K, now: Timestamp) -> bool {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.get(opening).is_some_and(|since| is_recent(*since, now))
    }

    /// To be called after the entry is committed.
    pub(crate) fn opened(&self, opening: K, now: Timestamp) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= MOST {
            open.retain(|_, since| is_recent(*since, now));
        }
        if open.len() >= MOST {
            open.clear();
        }
        open.insert(opening, now);
    }
}

fn is_recent(since: Timestamp, now: Timestamp) -> bool {
    now.duration_since(since).abs() < OPEN_FOR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_stays_open_for_its_time_and_for_nobody_else() {
        let (openings, now): (Openings<Opening>, Timestamp) =
            (Openings::default(), "2026-11-21T03:00:00Z".parse().unwrap());
        let number: TicketNumber = "662026112100001".parse().unwrap();
        let mine = (Uuid::from_u128(1), number, DocumentKind::Ktp);
        assert!(!openings.is_open(&mine, now));
        openings.opened(mine, now);
        assert!(openings.is_open(&mine, now + SignedDuration::from_mins(14)));
        assert!(!openings.is_open(&mine, now + SignedDuration::from_mins(15)));
        assert!(!openings.is_open(&(Uuid::from_u128(2), number, DocumentKind::Ktp), now));
        assert!(!openings.is_open(&(Uuid::from_u128(1), number, DocumentKind::Diploma), now));
    }

    #[test]
    fn it_holds_no_more_than_it_may() {
        let (openings, now): (Openings<Opening>, Timestamp) =
            (Openings::default(), "2026-11-21T03:00:00Z".parse().unwrap());
        let number: TicketNumber = "662026112100001".parse().unwrap();
        for id in 0..120_000 {
            openings.opened((Uuid::from_u128(id), number, DocumentKind::Ktp), now);
        }
        assert!(openings.0.lock().unwrap().len() <= MOST);
        assert!(openings.is_open(&(Uuid::from_u128(119_999), number, DocumentKind::Ktp), now));
    }
}
