//! What became of the answers that people type.

use crate::Wrong;

/// Answers that came back with a form, by `outcome`.
const CHECKS: &str = "captcha_checks_total";

/// Every outcome, so that each is there from the start.
const OUTCOMES: [&str; 6] = ["right", "missing", "malformed", "expired", "wrong_code", "other_purpose"];

/// Says what is counted.
pub(crate) fn describe() {
    metrics::describe_counter!(CHECKS, "Answers to CAPTCHAs that came back with a form, by what they were");
    for outcome in OUTCOMES {
        metrics::counter!(CHECKS, "outcome" => outcome).increment(0);
    }
}

/// Counts an answer; `None`: it was right.
pub(crate) fn checked(wrong: Option<&Wrong>) {
    let outcome = match wrong {
        None => "right",
        Some(Wrong::Missing) => "missing",
        Some(Wrong::Malformed) => "malformed",
        Some(Wrong::Expired) => "expired",
        Some(Wrong::WrongCode) => "wrong_code",
        Some(Wrong::OtherPurpose) => "other_purpose",
    };
    metrics::counter!(CHECKS, "outcome" => outcome).increment(1);
}
