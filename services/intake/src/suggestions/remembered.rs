//! Answers of the last minute: at the peak, many type the same.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use runtime::Clock;

use super::{Question, Suggestion};

/// How long an answer is given again: a new list is seen after this time.
const KEPT: SignedDuration = SignedDuration::from_mins(1);
/// Answers kept at most, about a kilobyte each.
const MOST: usize = 4096;

type Answers = HashMap<Question, (Timestamp, Arc<[Suggestion]>)>;

/// Answers by question.
pub(super) struct Remembered {
    clock: Clock,
    answers: Mutex<Answers>,
}

impl Remembered {
    pub(super) fn new(clock: Clock) -> Self {
        Self { clock, answers: Mutex::default() }
    }

    pub(super) fn find(&self, question: &Question) -> Option<Arc<[Suggestion]>> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, answer) = answers.get(question)?;
        self.is_fresh(*since).then(|| Arc::clone(answer))
    }

    /// When there is no room left, old answers make it; if none is old, all do.
    pub(super) fn keep(&self, question: Question, answer: Arc<[Suggestion]>) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.retain(|_, (since, _)| self.is_fresh(*since));
            if answers.len() >= MOST {
                answers.clear();
            }
        }
        answers.insert(question, (self.clock.now(), answer));
    }

    fn is_fresh(&self, since: Timestamp) -> bool {
        self.clock.now().duration_since(since) < KEPT
    }
}

#[cfg(test)]
mod tests {
    use domain::Suggestions as List;

    use super::*;

    fn question(number: usize) -> Question {
        Question::new(List::Countries, &format!("negeri {number}")).unwrap()
    }

    #[test]
    fn an_answer_is_given_again_for_a_minute() {
        let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
        let remembered = Remembered::new(clock.clone());
        remembered.keep(question(1), Arc::default());
        clock.advance(SignedDuration::from_secs(59));
        assert!(remembered.find(&question(1)).is_some());
        assert!(remembered.find(&question(2)).is_none());
        clock.advance(SignedDuration::from_secs(1));
        assert!(remembered.find(&question(1)).is_none());
    }

    #[test]
    fn memory_stays_bounded_however_many_questions_there_are() {
        let remembered = Remembered::new(Clock::fixed(Timestamp::UNIX_EPOCH));
        for number in 0..3 * MOST {
            remembered.keep(question(number), Arc::default());
            assert!(remembered.find(&question(number)).is_some());
        }
        assert!(remembered.answers.lock().unwrap().len() <= MOST);
    }
}
