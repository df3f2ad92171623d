//! Decides which desk gets a submission: a pure function of the rules, the form and the region.

use std::cmp::Reverse;

use domain::{Desk, FormCode, catalogue};

/// An operator's rule: matching submissions go to `desk` instead of the catalogue's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its number.
    pub id: i32,
    /// The form it is about; `None`: every form.
    pub form: Option<FormCode>,
    /// First two to six digits of the NIK; `None`: every region.
    pub region_prefix: Option<String>,
    /// Where matching submissions go.
    pub desk: Desk,
    /// Why, for the next operator.
    pub note: String,
}

/// Where a submission goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The desk that is to solve it.
    pub desk: Desk,
    /// What decided.
    pub reason: Reason,
}

/// What decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The rule with that number.
    Rule(i32),
    /// The catalogue: no rule matched.
    Catalogue,
}

impl Reason {
    /// The rule's number, if a rule decided.
    #[must_use]
    pub fn rule_id(self) -> Option<i32> {
        match self {
            Self::Rule(id) => Some(id),
            Self::Catalogue => None,
        }
    }

    /// For metrics and traces: `rule` or `default`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rule(_) => "rule",
            Self::Catalogue => "default",
        }
    }
}

/// The desk for a submission of `form` from `region` (first six digits of the NIK): that of the most specific matching
/// rule, else the catalogue's. A rule for form and region beats one for the form, which beats one for the region; then
/// the longer prefix wins.
///
/// `None` when no rule matches and the catalogue knows no such form or gives it no desk (self-service).
#[must_use]
pub fn decide(rules: &[Rule], form: FormCode, region: &str) -> Option<Decision> {
    let rule = rules.iter().filter(|rule| rule.matches(form, region)).max_by_key(|rule| rule.rank());
    if let Some(rule) = rule {
        return Some(Decision { desk: rule.desk, reason: Reason::Rule(rule.id) });
    }
    let desk = catalogue::by_code(form)?.desk?;
    Some(Decision { desk, reason: Reason::Catalogue })
}

impl Rule {
    fn matches(&self, form: FormCode, region: &str) -> bool {
        self.form.is_none_or(|wanted| wanted == form)
            && self.region_prefix.as_deref().is_none_or(|prefix| region.starts_with(prefix))
    }

    /// The greater, the more specific. The database allows no two rules for the same match; should there be two, the
    /// older one wins.
    fn rank(&self) -> (bool, usize, Reverse<i32>) {
        (self.form.is_some(), self.region_prefix.as_ref().map_or(0, String::len), Reverse(self.id))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn form(code: &str) -> FormCode {
        code.parse().unwrap()
    }

    fn rule(id: i32, form_code: Option<&str>, prefix: Option<&str>, desk: Desk) -> Rule {
        Rule { id, form: form_code.map(form), region_prefix: prefix.map(str::to_owned), desk, note: String::new() }
    }

    #[test]
    fn the_most_specific_rule_decides() {
        let rules = [
            rule(1, None, Some("31"), Desk::BknAccounts),
            rule(2, None, Some("3174"), Desk::KemendikbudTeacherData),
            rule(3, Some("66"), None, Desk::InstansiComplaints),
            rule(4, Some("66"), Some("31"), Desk::DukcapilGuidance),
            rule(5, Some("66"), Some("317403"), Desk::BknAccounts),
        ];
        let table = [
            ("66", "317403", Some((Desk::BknAccounts, Reason::Rule(5)))), // form and longer prefix
            ("66", "317401", Some((Desk::DukcapilGuidance, Reason::Rule(4)))), // form and region beat region
            ("66", "110101", Some((Desk::InstansiComplaints, Reason::Rule(3)))), // form, elsewhere
            ("67", "317403", Some((Desk::KemendikbudTeacherData, Reason::Rule(2)))), // the longer prefix
            ("67", "310101", Some((Desk::BknAccounts, Reason::Rule(1)))), // the shorter prefix
            ("67", "110101", Some((Desk::BknDataFixes, Reason::Catalogue))), // nothing matches
            ("20", "110101", Some((Desk::KemendikbudTeacherData, Reason::Catalogue))), // another default
            ("04", "110101", None),                                       // self-service has no desk
            ("99", "110101", None),                                       // no such form
            ("99", "310101", Some((Desk::BknAccounts, Reason::Rule(1)))), // a rule can give a form a desk
        ];
        for (code, region, expected) in table {
            let decided = decide(&rules, form(code), region).map(|decision| (decision.desk, decision.reason));
            assert_eq!(decided, expected, "form {code} from {region}");
        }
    }

    #[test]
    fn a_form_rule_beats_the_longest_region_rule() {
        let rules =
            [rule(1, None, Some("317403"), Desk::BknAccounts), rule(2, Some("66"), None, Desk::InstansiComplaints)];
        assert_eq!(decide(&rules, form("66"), "317403").map(|decision| decision.desk), Some(Desk::InstansiComplaints));
    }

    #[test]
    fn without_rules_every_form_with_a_desk_goes_there() {
        for entry in catalogue::FORMS {
            assert_eq!(
                decide(&[], entry.code, "317403").map(|decision| decision.desk),
                entry.desk,
                "form {}",
                entry.code
            );
        }
    }

    prop_compose! {
        fn any_rule()(
            id in 1..1000_i32,
            code in proptest::option::of(prop::sample::select(vec!["66", "67", "09"])),
            prefix in proptest::option::of("[13][17]{1,5}"),
            desk in prop::sample::select(Desk::ALL.to_vec()),
        ) -> Rule {
            rule(id, code, prefix.as_deref(), desk)
        }
    }

    proptest! {
        #[test]
        fn the_order_of_the_rules_does_not_matter(
            mut rules in prop::collection::vec(any_rule(), 0..12),
            code in prop::sample::select(vec!["66", "67", "09"]),
            region in "[13][17]{5}",
        ) {
            rules.sort_by_key(|rule| rule.id);
            rules.dedup_by_key(|rule| rule.id);
            let forwards = decide(&rules, form(code), &region);
            rules.reverse();
            prop_assert_eq!(forwards, decide(&rules, form(code), &region));
        }

        #[test]
        fn no_matching_rule_is_more_specific_than_the_one_that_decided(
            mut rules in prop::collection::vec(any_rule(), 0..12),
            code in prop::sample::select(vec!["66", "67", "09"]),
            region in "[13][17]{5}",
        ) {
            // An id is one rule's, as the database sees to.
            rules.sort_by_key(|rule| rule.id);
            rules.dedup_by_key(|rule| rule.id);
            let matching: Vec<&Rule> = rules.iter()
                .filter(|rule| rule.form.is_none_or(|wanted| wanted == form(code)))
                .filter(|rule| rule.region_prefix.as_ref().is_none_or(|prefix| region.starts_with(prefix.as_str())))
                .collect();
            let decided = decide(&rules, form(code), &region).unwrap();
            match decided.reason {
                Reason::Catalogue => prop_assert!(matching.is_empty()),
                Reason::Rule(id) => {
                    let winner = matching.iter().find(|rule| rule.id == id && rule.desk == decided.desk).unwrap();
                    let length = |rule: &Rule| rule.region_prefix.as_ref().map_or(0, String::len);
                    for other in &matching {
                        prop_assert!(winner.form.is_some() || other.form.is_none());
                        prop_assert!(winner.form.is_some() != other.form.is_some() || length(winner) >= length(other));
                    }
                }
            }
        }
    }
}
