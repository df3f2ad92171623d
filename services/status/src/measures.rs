//! What the service counts.

/// Lookups by `outcome`: `found`, or why not.
const LOOKUPS: &str = "status_lookups_total";

/// Says what the measures mean.
pub(crate) fn describe() {
    metrics::describe_counter!(LOOKUPS, "Lookups by what was answered");
}

/// Counts one lookup.
pub(crate) fn looked_up(outcome: &'static str) {
    metrics::counter!(LOOKUPS, "outcome" => outcome).increment(1);
}
