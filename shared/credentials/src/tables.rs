//! Whose tables the crate works on.

use database::Schema;

/// The tables of one kind of account: `failed_sign_ins`, `sessions`, `known_devices` and `activations` of a schema, and
/// the column in which they name the account. Each kind has its own, so that a role needs rights on one schema only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tables {
    /// The schema.
    pub schema: Schema,
    /// The column with the account's id, such as `officer_id`.
    pub account: &'static str,
}

impl Tables {
    /// The name of one of the tables in SQL.
    pub(crate) fn name(self, table: &str) -> String {
        format!("{}.{table}", self.schema.name())
    }
}
