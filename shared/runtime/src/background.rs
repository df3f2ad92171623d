//! Long calculations, such as comparing a password, may wait. A crew does them on a few threads that stay, and that
//! step back whenever a request wants their processor.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use tokio::sync::{Semaphore, oneshot};

use crate::telemetry::cause;

/// How much later than others such a thread has its turn. Where all processors are wanted, it gets a ninth of what
/// another thread gets.
const NICENESS: i32 = 10;

/// Calculations that lie ready for each thread, beside the one that it does: it goes on without waiting for anybody.
const READY: usize = 1;

/// There is no result: no turn came in time, no thread could start, or the calculation panicked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unfinished;

/// Threads at low priority, each with a `T` of its own that it works with again and again. They end with the last clone
/// of the crew.
pub struct Crew<T> {
    turns: Arc<Semaphore>,
    work: mpsc::SyncSender<Work<T>>,
}

type Work<T> = Box<dyn FnOnce(&mut T) + Send>;

impl<T: Default + 'static> Crew<T> {
    /// Starts so many threads of this name. One that the machine refuses is missing from then on, and logged.
    #[must_use]
    pub fn new(name: &str, threads: usize) -> Self {
        let places = threads.saturating_mul(1 + READY);
        let (work, waiting) = mpsc::sync_channel::<Work<T>>(places);
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..threads {
            let waiting = Arc::clone(&waiting);
            if let Err(error) = std::thread::Builder::new().name(name.to_owned()).spawn(move || labour(&waiting)) {
                tracing::error!(error = cause(&error), "a thread for calculations did not start");
            }
        }
        Self { turns: Arc::new(Semaphore::new(places)), work }
    }

    /// Waits for a turn, `patience` at most, and calculates. What has begun goes on to its end when nobody waits for it
    /// any more; what has not is left out.
    ///
    /// # Errors
    /// [`Unfinished`].
    pub async fn run<R: Send + 'static>(
        &self,
        patience: Duration,
        calculate: impl FnOnce(&mut T) -> R + Send + 'static,
    ) -> Result<R, Unfinished> {
        let turn = tokio::time::timeout(patience, Arc::clone(&self.turns).acquire_owned());
        let turn = turn.await.map_err(|_elapsed| Unfinished)?.map_err(|_closed| Unfinished)?;
        let (done, result) = oneshot::channel();
        let work: Work<T> = Box::new(move |own| {
            if !done.is_closed() {
                // Whoever asked may be gone by now.
                done.send(calculate(own)).ok();
            }
            drop(turn);
        });
        // There is a place for each turn; without any thread nobody is there to receive.
        self.work.try_send(work).map_err(|_nobody| Unfinished)?;
        result.await.map_err(|_dropped| Unfinished)
    }
}

/// One calculation after the other, for as long as there is a crew.
fn labour<T: Default>(waiting: &Mutex<mpsc::Receiver<Work<T>>>) {
    if let Err(error) = step_back() {
        tracing::debug!(error = cause(&error), "calculations keep their priority");
    }
    let mut own = T::default();
    loop {
        let work = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(work) = work else { return };
        if catch_unwind(AssertUnwindSafe(|| work(&mut own))).is_err() {
            own = T::default();
        }
    }
}

/// On Linux a thread's niceness is its own.
fn step_back() -> io::Result<()> {
    rustix::process::nice(NICENESS)?;
    Ok(())
}

impl<T> Clone for Crew<T> {
    fn clone(&self) -> Self {
        Self { turns: Arc::clone(&self.turns), work: self.work.clone() }
    }
}

impl<T> std::fmt::Debug for Crew<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Crew").field("free", &self.turns.available_permits()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(20);

    #[tokio::test]
    async fn a_calculation_steps_back_and_its_caller_does_not() {
        let niceness = || rustix::process::getpriority_process(None).unwrap();
        let before = niceness();
        let crew = Crew::<()>::new("test", 1);
        assert_eq!(crew.run(LONG, move |()| niceness()).await, Ok((before + NICENESS).min(19)));
        assert_eq!(niceness(), before);
    }

    #[tokio::test]
    async fn a_calculation_that_panics_is_unfinished_and_the_next_begins_anew() {
        let crew = Crew::<Vec<u8>>::new("test", 1);
        assert_eq!(crew.run(LONG, |own| own.push(1)).await, Ok(()));
        let panics: fn(&mut Vec<u8>) -> u8 = |_own| panic!("on purpose");
        assert_eq!(crew.run(LONG, panics).await, Err(Unfinished));
        assert_eq!(crew.run(LONG, |own| own.len()).await, Ok(0));
    }

    #[tokio::test]
    async fn each_thread_works_with_its_own_and_who_finds_no_turn_is_told() {
        let crew = Crew::<Vec<u8>>::new("test", 2);
        let both = Arc::new(std::sync::Barrier::new(3));
        let held: Vec<_> = (0..4)
            .map(|_| {
                let (crew, both) = (crew.clone(), Arc::clone(&both));
                tokio::spawn(async move {
                    let work = move |own: &mut Vec<u8>| {
                        both.wait();
                        own.push(1);
                        own.len()
                    };
                    crew.run(LONG, work).await
                })
            })
            .collect();
        while crew.turns.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(crew.run(Duration::from_millis(1), |_own| ()).await, Err(Unfinished));
        // Two at once, and two more: each thread does its second with what it has from its first.
        tokio::task::spawn_blocking(move || (both.wait(), both.wait())).await.unwrap();
        let mut lengths = Vec::new();
        for one in held {
            lengths.push(one.await.unwrap().unwrap());
        }
        lengths.sort_unstable();
        assert_eq!(lengths, [1, 1, 2, 2]);
    }

    #[tokio::test]
    async fn who_gives_up_before_the_turn_costs_nothing_and_who_gives_up_later_frees_it_at_the_end() {
        let crew = Crew::<Vec<u8>>::new("test", 1);
        let (go, wait) = mpsc::channel::<()>();
        let (begun, begins) = oneshot::channel();
        let first = tokio::spawn({
            let crew = crew.clone();
            async move {
                let work = move |own: &mut Vec<u8>| {
                    begun.send(()).unwrap();
                    wait.recv().unwrap();
                    own.push(1);
                };
                crew.run(LONG, work).await
            }
        });
        begins.await.unwrap();
        let second = tokio::spawn({
            let crew = crew.clone();
            async move { crew.run(LONG, |own| own.push(2)).await }
        });
        while crew.turns.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        first.abort();
        second.abort();
        assert!(second.await.is_err_and(|error| error.is_cancelled()));
        go.send(()).unwrap();
        assert_eq!(crew.run(LONG, |own| own.clone()).await, Ok(vec![1]), "the second was left out");
    }

    #[tokio::test]
    async fn a_crew_without_threads_has_no_turns() {
        assert_eq!(Crew::<()>::new("test", 0).run(Duration::from_millis(1), |()| ()).await, Err(Unfinished));
    }
}
