//! The import makes its statements of the names of lists and columns and of nothing else. They name a temporary table,
//! so the compiler cannot check them. The tests run each of them.

use std::time::Duration;

use domain::Suggestions;

use super::columns::{Column, columns};

/// Rows shown of each kind of change.
const SHOWN: u32 = 5;

/// A register of all programmes takes longer than a service's statement may.
pub(super) const PATIENCE: Duration = Duration::from_mins(5);
/// Suggestions are read meanwhile.
pub(super) const RENEW_SUGGESTIONS: &str = "REFRESH MATERIALIZED VIEW CONCURRENTLY reference.imported_terms";
/// Plans depend on how many there are.
pub(super) const COUNT_SUGGESTIONS: &str = "ANALYZE reference.imported_terms";

/// The statements for one list.
pub(super) struct Statements {
    table: String,
    columns: &'static [Column],
}

impl Statements {
    pub(super) fn of(list: Suggestions) -> Self {
        Self { table: format!("reference.{list}"), columns: columns(list) }
    }

    /// Nobody else writes the list until the end of the transaction.
    pub(super) fn lock(&self) -> String {
        format!("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", self.table)
    }

    /// The table that takes the file's rows.
    pub(super) fn staging(&self) -> String {
        let columns = self.all(|column| format!("{} {} NOT NULL", column.name, column.kind.sql_type()));
        format!("CREATE TEMPORARY TABLE incoming ({columns}, PRIMARY KEY ({})) ON COMMIT DROP", self.key())
    }

    /// Takes a batch, one array of texts a column. The first of repeated rows counts.
    pub(super) fn take(&self) -> String {
        let values = self.all(|column| format!("{}::{}", column.name, column.kind.sql_type()));
        let arrays: Vec<String> = (1..=self.columns.len()).map(|number| format!("${number}::text[]")).collect();
        let (names, arrays) = (self.names(), arrays.join(", "));
        format!(
            "INSERT INTO incoming ({names}) SELECT {values} FROM unnest({arrays}) AS given ({names}) ON CONFLICT DO \
            NOTHING"
        )
    }

    /// Counts rows that only the file has, and shows the first.
    pub(super) fn added(&self) -> String {
        let shown = self.shown("incoming");
        counted(&format!(
            "SELECT {shown} AS line FROM incoming WHERE NOT EXISTS (SELECT FROM {} AS list WHERE {})",
            self.table,
            self.same()
        ))
    }

    /// Counts rows that the file has otherwise, and shows the first as they are and as they will be.
    pub(super) fn changed(&self) -> String {
        let (before, after) = (self.shown("list"), self.shown("incoming"));
        let (same, differs) = (self.same(), self.differs());
        counted(&format!(
            "SELECT {before} || ' → ' || {after} AS line FROM incoming JOIN {} AS list ON {same} WHERE {differs}",
            self.table
        ))
    }

    /// Counts rows that the file lacks, and shows the first.
    pub(super) fn missing(&self) -> String {
        let shown = self.shown("list");
        counted(&format!(
            "SELECT {shown} AS line FROM {} AS list WHERE NOT EXISTS (SELECT FROM incoming WHERE {})",
            self.table,
            self.same()
        ))
    }

    /// Adds and changes.
    pub(super) fn bring_in(&self) -> String {
        let Self { table, columns } = self;
        let (names, key) = (self.names(), self.key());
        let set: Vec<String> = columns
            .iter()
            .filter(|column| !column.key)
            .map(|column| format!("{0} = excluded.{0}", column.name))
            .collect();
        let conflict = if set.is_empty() { "NOTHING".to_owned() } else { format!("UPDATE SET {}", set.join(", ")) };
        let wanted =
            format!("NOT EXISTS (SELECT FROM {table} AS list WHERE {} AND NOT ({}))", self.same(), self.differs());
        format!(
            "INSERT INTO {table} ({names}) SELECT {names} FROM incoming WHERE {wanted} ON CONFLICT ({key}) DO \
            {conflict}"
        )
    }

    /// Removes what the file lacks.
    pub(super) fn remove(&self) -> String {
        format!("DELETE FROM {} AS list WHERE NOT EXISTS (SELECT FROM incoming WHERE {})", self.table, self.same())
    }

    fn all(&self, text: impl Fn(&Column) -> String) -> String {
        self.columns.iter().map(text).collect::<Vec<_>>().join(", ")
    }

    fn names(&self) -> String {
        self.all(|column| column.name.to_owned())
    }

    fn key(&self) -> String {
        self.columns.iter().filter(|column| column.key).map(|column| column.name).collect::<Vec<_>>().join(", ")
    }

    /// A row of `source` as one line; empty values are left out.
    fn shown(&self, source: &str) -> String {
        format!("concat_ws(', ', {})", self.all(|column| format!("nullif({source}.{}::text, '')", column.name)))
    }

    /// Whether a row of `incoming` is a row of `list`.
    fn same(&self) -> String {
        let equal = |column: &Column| format!("list.{0} = incoming.{0}", column.name);
        self.columns.iter().filter(|column| column.key).map(equal).collect::<Vec<_>>().join(" AND ")
    }

    /// Whether the same row has other values.
    fn differs(&self) -> String {
        let other = |column: &Column| format!("list.{0} <> incoming.{0}", column.name);
        let differing: Vec<String> = self.columns.iter().filter(|column| !column.key).map(other).collect();
        if differing.is_empty() { "false".to_owned() } else { differing.join(" OR ") }
    }
}

/// How many lines there are, and the first of them.
fn counted(lines: &str) -> String {
    format!(
        "WITH lines AS ({lines}) SELECT count(*) AS count, ARRAY(SELECT line FROM lines ORDER BY line LIMIT {SHOWN}) \
        AS first FROM lines"
    )
}
