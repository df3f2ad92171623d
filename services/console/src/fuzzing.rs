//! What this service reads of strangers and of officers, one function a reader, with plain values going out.
//! `tests/fuzz` needs it. It adds nothing: each function calls what the routes call.

use desk::store::cases::Case;
use desk::{Digits, Fitting, Unfit};
use domain::{Content, Desk, TicketNumber};
use jiff::Timestamp;
use uuid::Uuid;
use vault::Vault;

use crate::work::sketch::Sketch;

pub use crate::pages::fuzzing::{
    audit_place, cookie, filter, form, kept_form, region, return_address, rights, sign_in,
};

/// What stands behind a cursor, written as a cursor again.
#[must_use]
pub fn cursor(text: &str) -> Option<String> {
    desk::cursor::read(text).map(|position| desk::cursor::write(&position))
}

/// An answer as an officer writes it, with what a ticket says in the place of its merge fields; or why it is none.
///
/// # Errors
/// The reason, as a word, and the merge fields without a value.
pub fn answer_of_officer(
    body: &str,
    content: &Content,
    number: TicketNumber,
    digits_are_meant: bool,
) -> Result<String, (&'static str, Vec<String>)> {
    let case = Case {
        number,
        ticket_id: Uuid::nil(),
        form: content.form().code,
        desk: Desk::BknAccounts,
        stage: domain::Stage::Processing,
        submitted_at: Timestamp::UNIX_EPOCH,
        answer_due_at: Timestamp::UNIX_EPOCH,
        claim: None,
        rests_until: None,
        came_back: None,
    };
    judged(Fitting::merged(body, content, &case, Digits::of(digits_are_meant)))
}

/// An answer as an agency's system writes it.
///
/// # Errors
/// As [`answer_of_officer`].
pub fn answer_of_agency(
    body: &str,
    number: TicketNumber,
    digits_are_meant: bool,
) -> Result<String, (&'static str, Vec<String>)> {
    judged(Fitting::plain(body, number, Digits::of(digits_are_meant)))
}

fn judged(words: Result<Fitting, Unfit>) -> Result<String, (&'static str, Vec<String>)> {
    match words {
        Ok(words) => Ok(words.text().expose().to_owned()),
        Err(Unfit::Text(fault)) => Err((fault.code(), Vec::new())),
        Err(Unfit::Fields(names)) => Err(("merge_field", names)),
        Err(Unfit::Digits) => Err(("sixteen_digits", Vec::new())),
    }
}

/// The merge fields of a template that no ticket has.
#[must_use]
pub fn unknown_fields(body: &str) -> Vec<String> {
    desk::unknown_fields(body)
}

/// Whether a template is asked about because of sixteen digits, and the fields that some of the tickets lack.
#[must_use]
pub fn questions(body: &str, numbers: &[TicketNumber]) -> (bool, Vec<String>) {
    let asked = desk::questions(body, numbers);
    (asked.digits, asked.fields)
}

/// The marks by which similar stories are found; `None` for one without words.
#[must_use]
pub fn marks(vault: &Vault, text: &str) -> Option<Vec<i64>> {
    Sketch::of(vault, text).map(|sketch| sketch.minima())
}
