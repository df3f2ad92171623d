//! Lets `tests/fuzz` call what this service reads strangers' bytes with, one function a reader. Each function calls
//! what the routes call, and returns plain values.

use axum::response::Response;
use domain::{Form, TicketNumber};
use http::HeaderMap;
use jiff::Timestamp;
use uploads::Accepts;
use vault::Vault;

use crate::accept::{IdempotencyKey, Repeats};
use crate::drafts::Contents;
use crate::names::NameQuery;
use crate::pages::receipt_reference::ReceiptReference;
use crate::reception;
use crate::versioned::Versioned;

/// What the API takes in of a form, without what proves who sends it.
#[must_use]
pub fn accepts(form: &'static Form) -> Accepts {
    reception::accepts(form, &[])
}

/// The answer to a request that may have the text already (`If-None-Match`); `None` only when there is no memory.
#[must_use]
pub fn unless_known(headers: &HeaderMap, text: &str) -> Option<Response> {
    Versioned::new(&text, "no-store").ok().map(|answer| answer.answer(headers))
}

/// Whether the value of `Idempotency-Key` is a key.
#[must_use]
pub fn is_idempotency_key(value: &[u8]) -> bool {
    IdempotencyKey::parse(value).is_ok()
}

/// Whether a field names an open ticket that may be meant.
#[must_use]
pub fn names_open_ticket(value: &str) -> bool {
    Repeats::read(value).is_some()
}

/// What a receipt's reference says: number, time, region, and a reference to the same.
#[must_use]
pub fn receipt(vault: &Vault, reference: &str, now: Timestamp) -> Option<(TicketNumber, Timestamp, String, String)> {
    let opened = ReceiptReference::open(vault, reference, now)?;
    Some((opened.number, opened.submitted_at, opened.region.to_string(), opened.seal(vault).ok()?))
}

/// What the token of kept documents says, as it prints, and a token of the same.
#[must_use]
pub fn draft(vault: &Vault, token: &str) -> Option<(String, String)> {
    let opened = Contents::open(vault, token)?;
    Some((format!("{opened:?}"), opened.seal(vault).ok()?))
}

/// What is looked up for something typed into a field with suggestions: the words, who owns them, and their level.
/// `None` when it is too long, or there is no such list.
#[must_use]
pub fn suggestion(list: &str, typed: &str, owner: &str, level: &str) -> Option<[Option<String>; 3]> {
    let asked = NameQuery::new(list.parse().ok()?, typed)
        .and_then(|query| query.of_country(owner))
        .and_then(|query| query.of_university(owner))
        .and_then(|query| query.of_level(level))
        .ok()?;
    Some([Some(asked.typed), asked.owner, asked.level])
}

/// The questions and answers, to be searched.
#[derive(Debug)]
pub struct Questions(crate::faq::Faq);

impl Questions {
    /// Most questions that a search finds.
    pub const MOST_FOUND: usize = crate::faq::MOST_FOUND;
    /// Characters of a query that are looked at.
    pub const LONGEST_QUERY: usize = crate::faq::LONGEST_QUERY;

    /// Those that are part of the program.
    #[must_use]
    pub fn read() -> Option<Self> {
        crate::faq::Faq::of_files().ok().map(Self)
    }

    /// The titles of what a query finds, best first.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<&str> {
        self.0.search(query).into_iter().map(|found| found.title()).collect()
    }
}
