//! How many messages wait for each agency. Only the broker knows it: an agency takes its tickets by itself. Counting
//! asks for a number and takes no message.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::Desk;
use messages::topology;
use queue::AmqpConfig;
use runtime::{Job, Staleness};

use crate::State;
use crate::measures;
use crate::store::agencies;

/// Pause between two counts. Each is one connection to the broker, whatever the number of queues.
const EVERY: Duration = Duration::from_secs(30);

/// Longest count.
const PATIENCE: Duration = Duration::from_secs(20);

/// The agencies that this process measures. One that serves no desk any more has no message left.
#[derive(Clone, Default)]
struct Known(Arc<Mutex<BTreeSet<String>>>);

/// The job. Each process counts by itself: a gauge that only one sets would be stale with the others.
pub(super) fn job(state: &State, amqp: &AmqpConfig) -> Job {
    let (state, amqp, known) = (state.clone(), amqp.clone(), Known::default());
    let staleness = Staleness {
        begins: "it is not known how many messages wait for agencies",
        ends: "it is known again how many messages wait for agencies",
    };
    Job::watching("answer.agency-queues", "counts the messages that wait for agencies", EVERY, staleness, move || {
        let (state, amqp, known) = (state.clone(), amqp.clone(), known.clone());
        async move {
            let counted = tokio::time::timeout(PATIENCE, count(&state, &amqp)).await.map_err(anyhow::Error::from);
            match counted.and_then(|counted| counted) {
                Ok(waiting) => known.measure(&waiting),
                Err(error) => {
                    known.forget();
                    return Err(error);
                }
            }
            Ok(())
        }
    })
}

/// The messages in the queues of each agency; `None` where the broker does not count one of them.
async fn count(state: &State, amqp: &AmqpConfig) -> anyhow::Result<BTreeMap<String, Option<u32>>> {
    let serving: Vec<(String, Desk)> = agencies::serving(&state.desks.pool).await?;
    if serving.is_empty() {
        return Ok(BTreeMap::new());
    }
    let queues: Vec<&str> = serving.iter().map(|(_, desk)| topology::desk_queue(*desk)).collect();
    let counted = queue::waiting_in(amqp, &queues).await?;
    Ok(by_agency(serving.into_iter().map(|(agency, _)| agency).zip(counted)))
}

/// Adds up the queues of each agency.
fn by_agency(counted: impl Iterator<Item = (String, Option<u32>)>) -> BTreeMap<String, Option<u32>> {
    let mut waiting = BTreeMap::new();
    for (agency, messages) in counted {
        let sum = waiting.entry(agency).or_insert(Some(0_u32));
        *sum = sum.and_then(|sum| Some(sum.saturating_add(messages?)));
    }
    waiting
}

impl Known {
    fn measure(&self, waiting: &BTreeMap<String, Option<u32>>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.extend(waiting.keys().cloned());
        for agency in known.iter() {
            measures::agency_queues(agency, waiting.get(agency).copied().unwrap_or(Some(0)));
        }
    }

    /// Nothing is known of any.
    fn forget(&self) {
        for agency in self.0.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            measures::agency_queues(agency, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_queues_of_an_agency_are_added_up_and_one_that_is_not_counted_leaves_nothing_known() {
        let counted = [("a", Some(2)), ("b", Some(1)), ("a", Some(40)), ("b", None), ("c", Some(0))];
        let waiting = by_agency(counted.map(|(agency, messages)| (agency.to_owned(), messages)).into_iter());
        let expected = [("a", Some(42)), ("b", None), ("c", Some(0))];
        assert_eq!(waiting, expected.map(|(agency, messages)| (agency.to_owned(), messages)).into());
    }
}
