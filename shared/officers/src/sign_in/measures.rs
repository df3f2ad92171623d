//! How officers' attempts to sign in end. Nothing here tells whose they were.

use super::{Code, FirstStep};
use crate::Failure;

/// Steps of signing in, by `outcome`.
const SIGN_INS: &str = "officer_sign_ins_total";

/// Every outcome, so that each is there from the start.
const OUTCOMES: [&str; 6] = ["entered", "password_right", "password_wrong", "code_wrong", "paused", "failed"];

/// Says what is counted.
pub(crate) fn describe() {
    metrics::describe_counter!(SIGN_INS, "Steps of officers' sign-ins, by how they ended");
    for outcome in OUTCOMES {
        count(outcome, 0);
    }
}

/// Counts a first step.
pub(super) fn first_step(step: &Result<FirstStep, Failure>) {
    let outcome = match step {
        Ok(FirstStep::Right(_)) => "password_right",
        Ok(FirstStep::Wrong) => "password_wrong",
        Ok(FirstStep::Wait(_)) => "paused",
        Err(_) => "failed",
    };
    count(outcome, 1);
}

/// Counts a second step.
pub(super) fn second_step(step: &Result<Code, Failure>) {
    let outcome = match step {
        Ok(Code::Right(_)) => "entered",
        Ok(Code::Wrong | Code::Used | Code::Over) => "code_wrong",
        Ok(Code::Wait(_)) => "paused",
        Err(_) => "failed",
    };
    count(outcome, 1);
}

fn count(outcome: &'static str, steps: u64) {
    metrics::counter!(SIGN_INS, "outcome" => outcome).increment(steps);
}
