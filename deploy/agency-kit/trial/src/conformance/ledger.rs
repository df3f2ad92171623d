//! What the course observed about each rule, and the verdict.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde_json::{Value, json};

use super::rule::Rule;

/// How many descriptions of what broke a rule the ledger stores.
const EXAMPLES: usize = 3;

/// The observations. They never hold content: only numbers of invented tickets, kinds and names of properties.
#[derive(Debug, Default)]
pub(super) struct Ledger(Mutex<BTreeMap<Rule, Seen>>);

#[derive(Debug, Default)]
struct Seen {
    kept: u64,
    broken: u64,
    examples: Vec<String>,
}

/// The verdict on a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    Kept,
    Broken,
    NotSeen,
}

impl Ledger {
    fn seen(&self) -> MutexGuard<'_, BTreeMap<Rule, Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records that the system kept the rule once.
    pub(super) fn kept(&self, rule: Rule) {
        self.seen().entry(rule).or_default().kept += 1;
    }

    /// Records that the system broke the rule, and how.
    pub(super) fn broken(&self, rule: Rule, how: impl Into<String>) {
        let mut seen = self.seen();
        let seen = seen.entry(rule).or_default();
        seen.broken += 1;
        if seen.examples.len() < EXAMPLES {
            seen.examples.push(how.into());
        }
    }

    /// Records either. Returns whether the system kept the rule.
    pub(super) fn judge(&self, rule: Rule, kept: bool, how_not: impl FnOnce() -> String) -> bool {
        if kept {
            self.kept(rule);
        } else {
            self.broken(rule, how_not());
        }
        kept
    }

    pub(super) fn verdict(&self, rule: Rule) -> Verdict {
        match self.seen().get(&rule) {
            Some(seen) if seen.broken > 0 => Verdict::Broken,
            Some(seen) if seen.kept > 0 => Verdict::Kept,
            Some(_) | None => Verdict::NotSeen,
        }
    }

    /// How many rules have this verdict.
    pub(super) fn count(&self, verdict: Verdict) -> usize {
        Rule::ALL.into_iter().filter(|rule| self.verdict(*rule) == verdict).count()
    }

    /// The report for people.
    pub(super) fn text(&self) -> String {
        let mut lines = Vec::new();
        for rule in Rule::ALL {
            let verdict = match self.verdict(rule) {
                Verdict::Kept => "kept",
                Verdict::Broken => "BROKEN",
                Verdict::NotSeen => "not seen",
            };
            lines.push(format!("{verdict:<10}{}", rule.statement()));
            if let Some(Seen { broken: times @ 1.., examples, .. }) = self.seen().get(&rule) {
                lines.extend(examples.iter().map(|example| format!("            {example}")));
                let others = times.saturating_sub(EXAMPLES as u64);
                lines.extend((others > 0).then(|| format!("            and {others} times more")));
            }
        }
        let [kept, broken, not_seen] =
            [Verdict::Kept, Verdict::Broken, Verdict::NotSeen].map(|verdict| self.count(verdict));
        lines.push(String::new());
        lines.push(format!("{kept} rules kept, {broken} broken, {not_seen} not seen"));
        lines.join("\n")
    }

    /// The report for programs.
    pub(super) fn json(&self) -> Value {
        let seen = self.seen();
        let of =
            |rule: Rule| seen.get(&rule).map_or((0, [].as_slice()), |seen| (seen.broken, seen.examples.as_slice()));
        let rows: Vec<(Rule, u64, Vec<String>)> =
            Rule::ALL.map(|rule| (rule, of(rule).0, of(rule).1.to_vec())).to_vec();
        drop(seen);
        let rules: Vec<Value> = rows
            .into_iter()
            .map(|(rule, times, examples)| {
                json!({
                    "rule": rule.code(), "statement": rule.statement(), "verdict": self.verdict(rule),
                    "times_broken": times, "examples": examples,
                })
            })
            .collect();
        json!({
            "kept": self.count(Verdict::Kept), "broken": self.count(Verdict::Broken), "not_seen": self.count(Verdict::NotSeen),
            "rules": rules,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_break_outweighs_all_that_was_kept() {
        let ledger = Ledger::default();
        ledger.kept(Rule::UserId);
        assert_eq!(ledger.verdict(Rule::UserId), Verdict::Kept);
        for at in 0..5 {
            ledger.broken(Rule::UserId, format!("report {at}"));
        }
        ledger.kept(Rule::UserId);
        assert_eq!(ledger.verdict(Rule::UserId), Verdict::Broken);
        let text = ledger.text();
        assert!(
            text.contains("BROKEN    names its own user") && text.contains("report 2\n            and 2 times more"),
            "{text}"
        );
        assert!(text.ends_with("0 rules kept, 1 broken, 20 not seen"), "{text}");
    }

    #[test]
    fn programs_read_every_rule() {
        let json = Ledger::default().json();
        assert_eq!(json["rules"].as_array().map(Vec::len), Some(Rule::ALL.len()));
        assert_eq!(json["rules"][0]["verdict"], "not_seen");
    }
}
