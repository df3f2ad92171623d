//! Remembers the answers of the last minute: at the peak, many people type the same.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use runtime::Clock;

use crate::names::{NameQuery, Suggestion};

/// How long an answer is given again: a new list is seen after this time.
const KEPT: SignedDuration = SignedDuration::from_mins(1);
/// Answers kept at most, about a kilobyte each.
const MOST: usize = 4096;

type Answers = HashMap<NameQuery, (Timestamp, Arc<[Suggestion]>)>;

/// Answers by query.
pub(super) struct Remembered {
    clock: Clock,
    answers: Mutex<Answers>,
}

impl Remembered {
    pub(super) fn new(clock: Clock) -> Self {
        Self { clock, answers: Mutex::default() }
    }

    pub(super) fn find(&self, query: &NameQuery) -> Option<Arc<[Suggestion]>> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, answer) = answers.get(query)?;
        self.is_fresh(*since).then(|| Arc::clone(answer))
    }

    /// When there is no room left, old answers make it; if none is old, all do.
    pub(super) fn keep(&self, query: NameQuery, answer: Arc<[Suggestion]>) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.retain(|_, (since, _)| self.is_fresh(*since));
            if answers.len() >= MOST {
                answers.clear();
            }
        }
        answers.insert(query, (self.clock.now(), answer));
    }

    fn is_fresh(&self, since: Timestamp) -> bool {
        self.clock.now().duration_since(since) < KEPT
    }
}

#[cfg(test)]
mod tests {
    use domain::Suggestions as List;

    use super::*;

    fn query(number: usize) -> NameQuery {
        NameQuery::new(List::Countries, &format!("negeri {number}")).unwrap()
    }

    #[test]
    fn an_answer_is_given_again_for_a_minute() {
        let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
        let remembered = Remembered::new(clock.clone());
        remembered.keep(query(1), Arc::default());
        clock.advance(SignedDuration::from_secs(59));
        assert!(remembered.find(&query(1)).is_some());
        assert!(remembered.find(&query(2)).is_none());
        clock.advance(SignedDuration::from_secs(1));
        assert!(remembered.find(&query(1)).is_none());
    }

    #[test]
    fn memory_stays_bounded_however_many_queries_there_are() {
        let remembered = Remembered::new(Clock::fixed(Timestamp::UNIX_EPOCH));
        for number in 0..3 * MOST {
            remembered.keep(query(number), Arc::default());
            assert!(remembered.find(&query(number)).is_some());
        }
        assert!(remembered.answers.lock().unwrap().len() <= MOST);
    }
}
