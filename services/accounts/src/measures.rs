//! What the service counts. Nothing here tells who somebody is.

use std::time::Duration;

use population::Unavailable;

use crate::identity::Outcome;
use crate::making;

/// Checks of identities, by `outcome`.
const CHECKS: &str = "accounts_identity_checks_total";
/// Questions to the population register, by `answer`.
const ASKED: &str = "accounts_register_requests_total";
/// How long the register took.
const TOOK: &str = "accounts_register_request_seconds";
/// Drafts that were begun.
const BEGUN: &str = "accounts_drafts_begun_total";

/// Confirmations of the last step, by `outcome`.
const CONFIRMED: &str = "accounts_confirmations_total";

/// Attempts to sign in, by `outcome`.
const SIGN_INS: &str = "accounts_sign_ins_total";

/// Attempts to get back in, by `way` and `outcome`.
const RECOVERIES: &str = "accounts_recoveries_total";

/// How somebody wanted to get back in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    /// With the answer to the first question, or one that counts once in its place.
    FirstAnswer,
    /// With the answer to the second one, to get an answer to the first.
    SecondAnswer,
    /// The last step: a new password.
    NewPassword,
}

/// What became of it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Recovery {
    /// It went on.
    Right,
    /// Something does not belong together.
    Wrong,
    /// Something was not typed, or can not be taken.
    Incomplete,
    /// Too many failed before.
    Paused,
    /// What was proved counts no more.
    Over,
    /// The database was away, too many were before the door, or something else failed.
    Failed,
}

/// What became of an attempt to sign in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SignIn {
    /// Somebody is in.
    Right,
    /// They are right, and the account is frozen.
    Frozen,
    /// NIK and password do not belong together, or one was not typed.
    Wrong,
    /// Too many were wrong before.
    Paused,
    /// A code against robots was asked for.
    Captcha,
    /// Too many passwords were being compared.
    Busy,
    /// The database was away, or something else failed.
    Failed,
}

/// Says what the measures mean.
pub(crate) fn describe() {
    metrics::describe_counter!(CHECKS, "Checks of identities, by what people were told");
    metrics::describe_counter!(ASKED, "Questions to the population register, by what came of them");
    metrics::describe_histogram!(TOOK, metrics::Unit::Seconds, "How long the population register took to answer");
    metrics::describe_counter!(CONFIRMED, "Accounts that somebody wanted to be made, by what came of it");
    metrics::describe_counter!(BEGUN, "Accounts that somebody began to make");
    metrics::describe_counter!(SIGN_INS, "Attempts of applicants to sign in, by what became of them");
    metrics::describe_counter!(RECOVERIES, "Attempts to get back into an account, by way and by what became of them");
}

/// Counts a check.
pub(crate) fn checked(outcome: Outcome) {
    metrics::counter!(CHECKS, "outcome" => outcome.as_str()).increment(1);
}

/// Counts a question to the register.
pub(crate) fn asked(answer: Result<(), &Unavailable>, took: Duration) {
    let answer = match answer {
        Ok(()) => "verdict",
        Err(Unavailable::Timeout) => "timeout",
        Err(Unavailable::Unreachable(_)) => "unreachable",
        Err(Unavailable::QuotaSpent) => "quota_spent",
        Err(Unavailable::Refused(_) | Unavailable::RefusedWith(_)) => "refused",
        Err(Unavailable::Malformed) => "malformed",
        Err(Unavailable::Resting) => "resting",
    };
    metrics::counter!(ASKED, "answer" => answer).increment(1);
    if answer != "resting" {
        metrics::histogram!(TOOK).record(took);
    }
}

/// Counts a draft.
pub(crate) fn begun() {
    metrics::counter!(BEGUN).increment(1);
}

/// Counts a confirmation.
pub(crate) fn confirmed(outcome: making::Outcome) {
    metrics::counter!(CONFIRMED, "outcome" => outcome.as_str()).increment(1);
}

/// Counts an attempt to sign in.
pub(crate) fn signed_in(outcome: SignIn) {
    let outcome = match outcome {
        SignIn::Right => "right",
        SignIn::Frozen => "frozen",
        SignIn::Wrong => "wrong",
        SignIn::Paused => "paused",
        SignIn::Captcha => "captcha",
        SignIn::Busy => "busy",
        SignIn::Failed => "failed",
    };
    metrics::counter!(SIGN_INS, "outcome" => outcome).increment(1);
}

/// Counts an attempt to get back in.
pub(crate) fn recovery(way: Way, outcome: Recovery) {
    let way = match way {
        Way::FirstAnswer => "first_answer",
        Way::SecondAnswer => "second_answer",
        Way::NewPassword => "new_password",
    };
    let outcome = match outcome {
        Recovery::Right => "right",
        Recovery::Wrong => "wrong",
        Recovery::Incomplete => "incomplete",
        Recovery::Paused => "paused",
        Recovery::Over => "over",
        Recovery::Failed => "failed",
    };
    metrics::counter!(RECOVERIES, "way" => way, "outcome" => outcome).increment(1);
}
