//! What open pages are told while somebody looks at them. One job counts for all of them, with one query each few
//! seconds, however many listen; where nobody listens it asks nothing. How many may listen is bounded.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use domain::Desk;
use officers::Officer;
use tokio::sync::{Notify, watch};
use uuid::Uuid;

use crate::store::counts::{Counted, Counts};

/// Most open pages that one officer is told something in: as many as a browser keeps connections to one site.
pub(crate) const MOST_OF_ONE: usize = 6;

/// Most in one process.
const MOST: usize = 2000;

/// What was counted last. Every listener finds its own in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pulse {
    /// By session; one that is missing is over, unless it began to listen later.
    counts: HashMap<Uuid, Counts>,
    /// Tickets that came to each desk since the job began to count.
    arrived: BTreeMap<Desk, i64>,
    /// The newest step of the timeline that was counted.
    pub(crate) newest: i64,
    /// The how-many-th count it is; 0 before the first.
    pub(crate) round: u64,
    /// The process ends.
    pub(crate) ends: bool,
}

impl Pulse {
    /// The counts of a session.
    pub(crate) fn of(&self, session: Uuid) -> Option<Counts> {
        self.counts.get(&session).copied()
    }

    /// Tickets that came to these desks since the job began to count.
    pub(crate) fn arrived_at(&self, desks: &[Desk]) -> i64 {
        desks.iter().filter_map(|desk| self.arrived.get(desk)).sum()
    }

    /// The next one.
    fn after(&self, counted: Counted) -> Self {
        let mut arrived = self.arrived.clone();
        for (desk, cases) in counted.arrived {
            *arrived.entry(desk).or_default() += cases;
        }
        Self { counts: counted.of, arrived, newest: counted.newest, round: self.round + 1, ends: self.ends }
    }
}

/// Those who listen, and what they are told. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Live(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    /// Officer and session of each page that listens, by a number of its own.
    listeners: Mutex<Listeners>,
    pulse: watch::Sender<Arc<Pulse>>,
    somebody: Notify,
}

#[derive(Debug, Default)]
struct Listeners {
    next: u64,
    by_number: HashMap<u64, (Uuid, Uuid)>,
}

/// One page that listens, for as long as this lives.
#[derive(Debug)]
pub(crate) struct Listening {
    number: u64,
    pub(crate) session: Uuid,
    /// The round before the first one that counts for this page.
    pub(crate) from: u64,
    pub(crate) pulse: watch::Receiver<Arc<Pulse>>,
    live: Live,
}

impl Live {
    pub(crate) fn new() -> Self {
        let pulse = watch::Sender::new(Arc::new(Pulse::default()));
        Self(Arc::new(Shared { listeners: Mutex::default(), pulse, somebody: Notify::new() }))
    }

    /// Lets a page of this officer listen; `None` where too many do, or the process ends.
    pub(crate) fn listen(&self, officer: &Officer) -> Option<Listening> {
        let mut listeners = self.0.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        let of_one = listeners.by_number.values().filter(|(of, _)| *of == officer.id).count();
        let pulse = self.0.pulse.subscribe();
        let (from, ends) = (pulse.borrow().round, pulse.borrow().ends);
        if of_one >= MOST_OF_ONE || listeners.by_number.len() >= MOST || ends {
            return None;
        }
        listeners.next += 1;
        let number = listeners.next;
        listeners.by_number.insert(number, (officer.id, officer.session_id));
        self.0.somebody.notify_one();
        Some(Listening { number, session: officer.session_id, from, pulse, live: self.clone() })
    }

    /// The sessions that listen, each once.
    pub(crate) fn sessions(&self) -> Vec<Uuid> {
        let listeners = self.0.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sessions: Vec<Uuid> = listeners.by_number.values().map(|(_, session)| *session).collect();
        sessions.sort_unstable();
        sessions.dedup();
        sessions
    }

    /// Resolves when somebody listens.
    pub(crate) async fn somebody(&self) {
        while self.sessions().is_empty() {
            self.0.somebody.notified().await;
        }
    }

    /// The newest step of the timeline that was counted; `None` before the first count.
    pub(crate) fn counted_up_to(&self) -> Option<i64> {
        let pulse = self.0.pulse.borrow();
        (pulse.round > 0).then_some(pulse.newest)
    }

    /// Tells what was counted.
    pub(crate) fn tell(&self, counted: Counted) {
        self.0.pulse.send_modify(|pulse| *pulse = Arc::new(pulse.after(counted)));
    }

    /// Tells everybody that the process ends. Nobody listens any more from here on.
    pub(crate) fn end(&self) {
        self.0.pulse.send_modify(|pulse| *pulse = Arc::new(Pulse { ends: true, ..Pulse::clone(pulse) }));
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let mut listeners = self.live.0.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.by_number.remove(&self.number);
    }
}
