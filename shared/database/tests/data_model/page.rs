//! The test reads the page.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};

/// The services' roles in the order of the page's columns, without `helpdesk_`.
pub(crate) const ROLES: [&str; 9] =
    ["intake", "router", "answer", "console", "status", "notify", "accounts", "stamping", "registration"];

/// What a role may do with a table.
pub(crate) const RIGHTS: [(&str, &str); 4] = [("S", "SELECT"), ("I", "INSERT"), ("U", "UPDATE"), ("D", "DELETE")];

/// Role, table and right, and on which columns; `None`: on the whole table.
pub(crate) type Grants = BTreeMap<(String, String, String), Option<BTreeSet<String>>>;

/// What the page says.
#[derive(Debug, Default)]
pub(crate) struct DataModel {
    pub(crate) tables: BTreeSet<String>,
    pub(crate) grants: Grants,
    /// Role and function.
    pub(crate) functions: BTreeSet<(String, String)>,
    /// Every function, whether a role may execute it or not.
    pub(crate) all_functions: BTreeSet<String>,
    /// Role and schema.
    pub(crate) schemas: BTreeSet<(String, String)>,
    /// How long each table is kept, in its own words.
    pub(crate) kept: BTreeMap<String, String>,
}

impl DataModel {
    pub(crate) fn read() -> Result<Self> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/data-model.md");
        let text = std::fs::read_to_string(path).context("reading docs/data-model.md")?;
        let (mut model, mut heading) = (Self::default(), Vec::new());
        for line in text.lines() {
            let Some(row) = line.strip_prefix("| ").and_then(|line| line.strip_suffix(" |")) else {
                heading.clear();
                continue;
            };
            let cells: Vec<String> = row.split(" | ").map(str::to_owned).collect();
            if heading.is_empty() {
                heading = cells;
            } else if !row.starts_with("---") {
                if cells.len() != heading.len() {
                    bail!("a row of another width than its table: {row}");
                }
                let row = heading.iter().map(String::as_str).zip(cells.iter().map(String::as_str)).collect();
                model.take(&row)?;
            }
        }
        Ok(model)
    }

    fn take(&mut self, row: &BTreeMap<&str, &str>) -> Result<()> {
        let named = |kind: &str| row.get(kind).map(|name| name.trim_matches('`').to_owned());
        if let Some(table) = named("table") {
            self.kept.insert(table.clone(), (*row.get("kept").context("how long it is kept")?).to_owned());
            for role in ROLES {
                for (right, columns) in rights(row.get(role).copied().unwrap_or("-"))? {
                    self.grants.insert((role.to_owned(), table.clone(), right), columns);
                }
            }
            if !self.tables.insert(table.clone()) {
                bail!("{table} stands there twice");
            }
        }
        for (kind, known) in [("function", &mut self.functions), ("schema", &mut self.schemas)] {
            let Some(name) = named(kind) else { continue };
            known.extend(
                ROLES.into_iter().filter(|role| row.get(role) == Some(&"X")).map(|r| (r.to_owned(), name.clone())),
            );
            if kind == "function" {
                self.all_functions.insert(name);
            }
        }
        Ok(())
    }
}

/// `S I(a, b) -` as rights, each with its columns.
fn rights(cell: &str) -> Result<Vec<(String, Option<BTreeSet<String>>)>> {
    let (mut rights, mut rest) = (Vec::new(), cell.trim());
    while !rest.is_empty() && rest != "-" {
        let (letter, behind) = rest.split_at(1);
        let (_, right) = RIGHTS.into_iter().find(|(short, _)| *short == letter).with_context(|| format!("{cell}?"))?;
        let columns = if let Some(inner) = behind.strip_prefix('(') {
            let (names, behind) = inner.split_once(')').with_context(|| format!("{cell}?"))?;
            rest = behind.trim_start();
            Some(names.split(", ").map(str::to_owned).collect())
        } else {
            rest = behind.trim_start();
            None
        };
        rights.push((right.to_owned(), columns));
    }
    Ok(rights)
}

#[test]
fn rights_are_read_with_their_columns() {
    let columns = Some(BTreeSet::from(["a".to_owned(), "b".to_owned()]));
    let read = rights("S(a, b) I D").unwrap();
    assert_eq!(read, [("SELECT".to_owned(), columns), ("INSERT".to_owned(), None), ("DELETE".to_owned(), None)]);
    assert!(rights("-").unwrap().is_empty());
    assert!(rights("X").is_err());
}
