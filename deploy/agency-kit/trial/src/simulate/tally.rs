//! Counts what happens in a simulation.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use messages::ReplyRejected;
use runtime::terminal::table;
use uuid::Uuid;

/// For how many wrong reports it waits for rejections. Beyond that it no longer knows that they were wrong on purpose.
const MOST_MEANT: usize = 100_000;

/// Counts.
#[derive(Debug, Default)]
pub(super) struct Tally(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    taken: u64,
    answered: u64,
    left_out: u64,
    kept_silently: u64,
    unreadable: u64,
    reports: u64,
    wrong_reports: u64,
    /// Ids of reports that were wrong on purpose and have not come back yet.
    meant: HashSet<Uuid>,
    /// By reason: those that were wrong on purpose, and others.
    rejected: BTreeMap<String, (u64, u64)>,
}

impl Tally {
    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a ticket that it begins. Returns its place, from 0.
    pub(super) fn took(&self) -> u64 {
        let mut counts = self.counts();
        counts.taken += 1;
        counts.taken - 1
    }

    /// Tickets that it began.
    pub(super) fn taken(&self) -> u64 {
        self.counts().taken
    }

    pub(super) fn answered(&self) {
        self.counts().answered += 1;
    }

    pub(super) fn left_out(&self) {
        self.counts().left_out += 1;
    }

    pub(super) fn unreadable(&self) {
        self.counts().unreadable += 1;
    }

    pub(super) fn reported(&self) {
        self.counts().reports += 1;
    }

    /// Counts one more ticket that it keeps without a report, if it keeps fewer than `most`.
    pub(super) fn keep_silently(&self, most: u64) -> bool {
        let mut counts = self.counts();
        let room = counts.kept_silently < most;
        counts.kept_silently += u64::from(room);
        room
    }

    /// Counts a report that is wrong on purpose. `None` has no id that a rejection could name.
    pub(super) fn meant_wrong(&self, id: Option<Uuid>) {
        let mut counts = self.counts();
        counts.wrong_reports += 1;
        if let Some(id) = id.filter(|_| counts.meant.len() < MOST_MEANT) {
            counts.meant.insert(id);
        }
    }

    /// Counts a rejection. One without an id can only belong to a report that was wrong on purpose.
    pub(super) fn rejected(&self, rejection: &ReplyRejected) {
        let mut counts = self.counts();
        let meant = rejection.rejected_id.is_none_or(|id| counts.meant.remove(&id));
        let (on_purpose, others) = counts.rejected.entry(rejection.reason.clone()).or_default();
        if meant {
            *on_purpose += 1;
        } else {
            *others += 1;
        }
    }

    /// Whether every wrong report came back.
    pub(super) fn is_settled(&self) -> bool {
        let counts = self.counts();
        counts.rejected.values().map(|(on_purpose, _)| on_purpose).sum::<u64>() >= counts.wrong_reports
    }

    /// One line of progress.
    pub(super) fn line(&self) -> String {
        let counts = self.counts();
        let rejected: u64 = counts.rejected.values().map(|(on_purpose, others)| on_purpose + others).sum();
        format!("{} taken, {} answered, {} reports, {rejected} rejected", counts.taken, counts.answered, counts.reports)
    }

    /// The whole summary.
    pub(super) fn account(&self, lasted: Duration) -> String {
        let counts = self.counts();
        let line = |what: &str, count: u64| vec![what.to_owned(), count.to_string()];
        let mut lines = vec![
            line("tickets taken", counts.taken),
            line("answered", counts.answered),
            line("left out (handed over or erased)", counts.left_out),
            line("kept silently, back in the queue", counts.kept_silently),
            line("messages that were no tickets", counts.unreadable),
            line("reports sent", counts.reports),
            line("wrong reports sent on purpose", counts.wrong_reports),
        ];
        for (reason, (on_purpose, others)) in &counts.rejected {
            lines.push(line(&format!("rejected: {reason}, on purpose"), *on_purpose));
            if *others > 0 {
                lines.push(line(&format!("rejected: {reason}, NOT on purpose"), *others));
            }
        }
        lines.push(vec!["seconds".to_owned(), lasted.as_secs().to_string()]);
        table(&lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejection(id: Option<Uuid>) -> ReplyRejected {
        ReplyRejected {
            version: 1,
            event_id: Uuid::nil(),
            rejected_id: id,
            reason: "malformed".to_owned(),
            explanation: String::new(),
            at: "2026-11-21T03:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn a_rejection_that_was_not_meant_stands_out() {
        let tally = Tally::default();
        let id = Uuid::from_u128(1);
        tally.meant_wrong(Some(id));
        assert!(!tally.is_settled());
        tally.rejected(&rejection(Some(id)));
        assert!(tally.is_settled());
        assert!(!tally.account(Duration::ZERO).contains("NOT on purpose"));
        tally.rejected(&rejection(Some(id)));
        let account = tally.account(Duration::ZERO);
        assert!(
            account.contains("rejected: malformed, on purpose      1") && account.contains("malformed, NOT on purpose"),
            "{account}"
        );
    }

    #[test]
    fn only_so_many_are_kept_silently() {
        let tally = Tally::default();
        assert!(tally.keep_silently(1) && !tally.keep_silently(1));
    }
}
