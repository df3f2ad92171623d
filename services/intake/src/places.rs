//! Hands out places for submissions that are judged and stored at the same moment.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use runtime::crowd::{Bounds, Crowd, Place, WhoLeaves};
use tokio::sync::{Semaphore, SemaphorePermit};
use web::Problem;

use crate::{measures, problems};

/// One of so many places is kept for assisted channels.
const ONE_FOR_CHANNELS_OF: usize = 8;

/// One network has one of so many of the people's places.
const ONE_NETWORK_OF: usize = 8;

/// How long a request waits for a place before it is told that the service is busy.
const WAIT: Duration = Duration::from_millis(500);

/// Taken when the whole of a submission is here: whoever sends slowly keeps nobody else waiting. One network has a
/// share of the places: whoever sends what takes long to judge waits for the own submissions, and nobody else does.
pub(crate) struct Places {
    all: Semaphore,
    /// People who come without a channel.
    people: Arc<Crowd>,
    of_people: Bounds,
}

/// A place among all.
#[derive(Debug)]
pub(crate) struct AnyPlace<'a>(#[expect(dead_code, reason = "held until it is dropped")] SemaphorePermit<'a>);

impl Drop for AnyPlace<'_> {
    fn drop(&mut self) {
        measures::place_free();
    }
}

/// A place for a person's submission.
#[derive(Debug)]
pub(crate) struct PersonsPlace<'a> {
    _among_people: Place,
    _among_all: AnyPlace<'a>,
}

impl Places {
    /// So many at the same moment.
    pub(crate) fn new(at_once: usize) -> Self {
        measures::places(at_once);
        let people = at_once - at_once / ONE_FOR_CHANNELS_OF;
        let of_one = people.div_ceil(ONE_NETWORK_OF);
        Self {
            all: Semaphore::new(at_once),
            people: Crowd::new(WhoLeaves::LargerOnes),
            of_people: Bounds { of_one, of_all: people },
        }
    }

    /// For a channel.
    ///
    /// # Errors
    /// 503 when none becomes free shortly.
    pub(crate) async fn for_channel(&self) -> Result<AnyPlace<'_>, Problem> {
        match tokio::time::timeout(WAIT, self.all.acquire()).await {
            Ok(Ok(place)) => {
                measures::place_taken();
                Ok(AnyPlace(place))
            }
            Ok(Err(_)) | Err(_) => Err(busy()),
        }
    }

    /// For a person who comes without a channel; some places are never theirs.
    ///
    /// # Errors
    /// 503 when none becomes free shortly.
    pub(crate) async fn for_person(&self, network: IpAddr) -> Result<PersonsPlace<'_>, Problem> {
        let among_people = tokio::time::timeout(WAIT, self.people.admitted(network, self.of_people));
        let among_people = among_people.await.map_err(|_elapsed| busy())?;
        Ok(PersonsPlace { _among_people: among_people, _among_all: self.for_channel().await? })
    }
}

fn busy() -> Problem {
    measures::no_place();
    problems::busy()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[tokio::test]
    async fn one_network_that_takes_all_it_can_leaves_room_for_all_others() {
        let places = Places::new(64);
        let mut taken = Vec::new();
        for _ in 0..7 {
            taken.push(places.for_person(network(1)).await.unwrap());
        }
        assert!(places.for_person(network(1)).await.is_err(), "an eighth of the people's places, and no more");
        for other in 2..=8 {
            for _ in 0..7 {
                taken.push(places.for_person(network(other)).await.unwrap());
            }
        }
        assert!(places.for_person(network(9)).await.is_err(), "all of the people's places are taken");
        assert!(places.for_channel().await.is_ok(), "some are never theirs");
        taken.truncate(6);
        assert!(places.for_person(network(1)).await.is_ok(), "a place that is given back is taken again");
    }

    #[tokio::test]
    async fn a_single_place_is_anybodys() {
        let places = Places::new(1);
        let taken = places.for_person(network(1)).await.unwrap();
        assert!(places.for_person(network(2)).await.is_err());
        drop(taken);
        assert!(places.for_person(network(2)).await.is_ok());
    }
}
