//! Whether somebody may apply for a formation, rule by rule. What is known of the person is personal data: it lives as
//! long as its request, and none of these types prints.

mod education;
mod grade;
mod typed;
mod verdict;

pub(crate) use grade::{Grade, Scale};
pub(crate) use typed::{Fault, Person, Typed, grade_help};
pub(crate) use verdict::{Rule, Verdict, judge};
