//! What the service counts. Nothing here tells who somebody is.

use std::time::Duration;

use jiff::SignedDuration;
use population::Unavailable;

use crate::identity::Outcome;
use crate::making;
use crate::store::codes::Purpose;

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

/// Codes of six digits, by `purpose` and `outcome`.
const CODES: &str = "accounts_codes_total";

/// What became of a code.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Code {
    /// It was sent.
    Sent,
    /// None was sent: there were too many.
    Paused,
    /// Somebody typed it.
    Right,
    /// Somebody typed another one.
    Wrong,
    /// Somebody typed one that counts no more.
    Void,
}

/// Complaints about accounts that came to their end, by `outcome`.
const REMOVALS: &str = "accounts_removals_total";
/// How long the confirmed removal waits that waits longest.
const REMOVAL_OLDEST: &str = "accounts_removal_oldest_seconds";

/// What became of a complaint about an account.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Removal {
    /// The account was removed.
    Removed,
    /// It was released.
    Lifted,
    /// Its period closed before it was removed.
    TooLate,
    /// It had ended otherwise.
    Gone,
}

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
    metrics::describe_counter!(REMOVALS, "Complaints about accounts that came to their end, by how");
    metrics::describe_gauge!(
        REMOVAL_OLDEST,
        "How long the removal of an account waits that waits longest, from when on it was to be done; 0 when none waits"
    );
    metrics::describe_counter!(RECOVERIES, "Attempts to get back into an account, by way and by what became of them");
    metrics::describe_counter!(CODES, "Codes of six digits, by purpose and by what became of them");
}

/// Counts what became of a complaint.
pub(crate) fn removal(outcome: Removal) {
    let outcome = match outcome {
        Removal::Removed => "removed",
        Removal::Lifted => "lifted",
        Removal::TooLate => "too_late",
        Removal::Gone => "gone",
    };
    metrics::counter!(REMOVALS, "outcome" => outcome).increment(1);
}

/// The removal that waits longest waits so long beyond its time.
pub(crate) fn removals_wait(oldest: SignedDuration) {
    metrics::gauge!(REMOVAL_OLDEST).set(oldest.as_secs_f64());
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

/// Counts what became of a code.
pub(crate) fn code(purpose: Purpose, outcome: Code) {
    let outcome = match outcome {
        Code::Sent => "sent",
        Code::Paused => "paused",
        Code::Right => "right",
        Code::Wrong => "wrong",
        Code::Void => "void",
    };
    metrics::counter!(CODES, "purpose" => purpose.as_str(), "outcome" => outcome).increment(1);
}
