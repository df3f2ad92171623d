//! What the service counts.

/// Searches by `outcome`: `found` or `nothing`.
const SEARCHES: &str = "registration_searches_total";

/// Checks of a formation's rules by `outcome`: `all_hold` or `one_fails`.
const CHECKS: &str = "registration_checks_total";

/// Documents that were uploaded by `outcome`: `kept` or `refused`.
const UPLOADS: &str = "registration_uploads_total";

/// Stampings that applicants asked for.
const STAMPINGS: &str = "registration_stampings_total";

/// Requests for a card by `outcome`: `issued`, `given` again, `not_filed`, `not_yet` or `failed`.
const CARDS: &str = "registration_cards_total";

/// Checks of documents by `outcome`: `valid`, `replaced`, `cancelled`, `altered`, `unrecorded`, `foreign` or `failed`.
const DOCUMENT_CHECKS: &str = "registration_document_checks_total";

/// Says what the measures mean.
pub(crate) fn describe() {
    metrics::describe_counter!(SEARCHES, "Searches for formations by what they found");
    metrics::describe_counter!(CHECKS, "Checks of a formation's rules by what came out");
    metrics::describe_counter!(UPLOADS, "Documents that were uploaded by what became of them");
    metrics::describe_counter!(STAMPINGS, "Stampings that applicants asked for");
    metrics::describe_counter!(CARDS, "Requests for a registration card by what came of them");
    metrics::describe_counter!(DOCUMENT_CHECKS, "Checks of documents by what came out");
}

/// Counts one search.
pub(crate) fn searched(found: bool) {
    metrics::counter!(SEARCHES, "outcome" => if found { "found" } else { "nothing" }).increment(1);
}

/// Counts one check.
pub(crate) fn checked(all_hold: bool) {
    metrics::counter!(CHECKS, "outcome" => if all_hold { "all_hold" } else { "one_fails" }).increment(1);
}

/// Counts one upload.
pub(crate) fn uploaded(outcome: &'static str) {
    metrics::counter!(UPLOADS, "outcome" => outcome).increment(1);
}

/// Counts one stamping that was asked for.
pub(crate) fn stamping_asked() {
    metrics::counter!(STAMPINGS).increment(1);
}

/// Counts one request for a card.
pub(crate) fn card(outcome: &'static str) {
    metrics::counter!(CARDS, "outcome" => outcome).increment(1);
}

/// Counts one check of a document.
pub(crate) fn document_checked(outcome: &'static str) {
    metrics::counter!(DOCUMENT_CHECKS, "outcome" => outcome).increment(1);
}
