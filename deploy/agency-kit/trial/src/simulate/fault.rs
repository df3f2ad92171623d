//! The faults of a simulated agency.

use clap::ValueEnum;

/// A fault. With several, tickets get one after the other, and now and then none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Fault {
    /// Answers late, and reports processing again meanwhile
    Slow,
    /// Reports twice, under the same and under new ids, and in the wrong order
    Duplicate,
    /// Sends reports that break the rules as well as the right ones: invalid bodies, unknown tickets, wrong ids
    Garbage,
    /// Takes tickets and never reports on them; they go back into the queue when the simulation ends
    Silent,
}

impl Fault {
    /// The fault of the ticket with this place, among those chosen.
    pub(super) fn of(chosen: &[Self], at: u64) -> Option<Self> {
        let round = u64::try_from(chosen.len()).ok()? + 1;
        chosen.get(usize::try_from(at % round).ok()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_take_turns_with_none() {
        let chosen = [Fault::Slow, Fault::Silent];
        let turns: Vec<_> = (0..4).map(|at| Fault::of(&chosen, at)).collect();
        assert_eq!(turns, [Some(Fault::Slow), Some(Fault::Silent), None, Some(Fault::Slow)]);
        assert_eq!(Fault::of(&[], 7), None);
    }
}
