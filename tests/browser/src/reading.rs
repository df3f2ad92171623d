//! A page as a screen reader gets it: Chromium's accessibility tree as lines of text, one for each thing that is read,
//! deeper inside what contains it. The tests keep such readings beside them, in `readings`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::Page;

/// Set to write the readings anew instead of comparing them.
const RENEW: &str = "RENEW_READINGS";

/// What says nothing of its own: only what is inside is read.
const SILENT: [&str; 9] = [
    "generic",
    "none",
    "InlineTextBox",
    "LineBreak",
    "LayoutTable",
    "LayoutTableRow",
    "LayoutTableCell",
    "ListMarker",
    "LabelText",
];

/// Properties that are read with a thing, unless they are false.
const TOLD: [&str; 11] = [
    "level",
    "required",
    "invalid",
    "checked",
    "expanded",
    "selected",
    "disabled",
    "readonly",
    "multiline",
    "modal",
    "live",
];

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

impl Page {
    /// The page as a screen reader gets it, without what differs from one run to the next: numbers, days and times are
    /// `#`.
    ///
    /// # Errors
    /// When Chromium does not tell.
    pub async fn reading(&self) -> Result<String> {
        self.send("Accessibility.enable", json!({})).await?;
        let answer = self.send("Accessibility.getFullAXTree", json!({})).await?;
        self.send("Accessibility.disable", json!({})).await?;
        let nodes = answer.get("nodes").and_then(Value::as_array).context("a tree")?;
        let by_id: HashMap<&str, &Value> =
            nodes.iter().filter_map(|node| Some((node.get("nodeId")?.as_str()?, node))).collect();
        let mut lines = String::new();
        tell(nodes.first().context("a root")?, &by_id, 0, "", &mut lines);
        Ok(lines)
    }

    /// Holds the page against its reading in `readings`. With `RENEW_READINGS=1` it writes that one anew.
    ///
    /// # Errors
    /// When the page reads otherwise.
    pub async fn reads_as(&self, name: &str) -> Result<()> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("readings").join(format!("{name}.txt"));
        let reading = self.reading().await?;
        if std::env::var_os(RENEW).is_some() {
            return std::fs::write(&file, reading).with_context(|| format!("writing {}", file.display()));
        }
        let kept = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        let differs = kept.lines().zip(reading.lines()).find(|(one, other)| one != other);
        ensure!(
            kept == reading,
            "a screen reader gets {name} otherwise than {} says, first at {differs:?}. If that is meant, run this test \
            with {RENEW}=1, read what changed, and commit it. The page reads:\n{reading}",
            file.display()
        );
        Ok(())
    }
}

/// Tells a node and what is inside. Text that its container is named by is not told again.
fn tell(node: &Value, by_id: &HashMap<&str, &Value>, depth: usize, container: &str, lines: &mut String) {
    let role = text(node, "role");
    let name = steady(&text(node, "name"));
    let is_ignored = node.get("ignored").and_then(Value::as_bool).unwrap_or(false);
    let is_repeated = role == "StaticText" && container.contains(name.as_str());
    let is_told = !is_ignored && !is_silent(&role, &name) && !is_repeated;
    if is_told {
        lines.push_str(&"  ".repeat(depth));
        lines.push_str(&line(node, &role, &name));
        lines.push('\n');
    }
    let (depth, container) = if is_told { (depth + 1, name.as_str()) } else { (depth, container) };
    let children = node.get("childIds").and_then(Value::as_array).into_iter().flatten();
    for child in children.filter_map(Value::as_str).filter_map(|id| by_id.get(id)) {
        tell(child, by_id, depth, container, lines);
    }
}

/// Whether a thing says nothing of its own. Some versions of Chromium give a form without a name the role of a group.
fn is_silent(role: &str, name: &str) -> bool {
    SILENT.contains(&role) || (role == "form" && name.is_empty())
}

/// One thing: what it is, its name, its value, its state, and what describes it.
fn line(node: &Value, role: &str, name: &str) -> String {
    if role == "StaticText" {
        return name.to_owned();
    }
    // Writing to a String cannot fail.
    let mut told = role.to_owned();
    if !name.is_empty() {
        let _ = write!(told, " “{name}”");
    }
    let value = steady(&text(node, "value"));
    if !value.is_empty() {
        let _ = write!(told, " = “{value}”");
    }
    let properties = node.get("properties").and_then(Value::as_array).into_iter().flatten();
    for property in properties {
        let (name, value) = (property.get("name").and_then(Value::as_str), property.pointer("/value/value"));
        let (Some(name), Some(value)) = (name, value) else { continue };
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if TOLD.contains(&name) && !["false", "", "off"].contains(&value.as_str()) {
            let _ = if value == "true" { write!(told, ", {name}") } else { write!(told, ", {name} {value}") };
        }
    }
    let description = steady(&text(node, "description"));
    if !description.is_empty() {
        let _ = write!(told, " – {description}");
    }
    told
}

fn text(node: &Value, part: &str) -> String {
    node.get(part)
        .and_then(|part| part.get("value"))
        .map_or_else(String::new, |value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// The text in one line, with `#` for days, times, sizes, and numbers of four digits or more.
fn steady(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_month = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|word| MONTHS.contains(word));
    let varies = |at: usize, word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let unit = words.get(at + 1).map_or("", |next| next.trim_end_matches(|c: char| !c.is_alphanumeric()));
        digits >= 4
            || MONTHS.contains(&word)
            || (digits > 0 && (is_month(Some(at + 1)) || is_month(at.checked_sub(1))))
            || (digits > 0 && ["detik", "menit", "jam", "KB"].contains(&unit))
    };
    let steady = words.iter().enumerate().map(|(at, word)| if varies(at, word) { "#" } else { word });
    steady.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_told_by_its_name_whatever_the_version_of_chromium() {
        assert!(is_silent("form", "") && is_silent("generic", "") && !is_silent("form", "Cek tiket lain"));
        let ax = |id: &str, role: &str, name: &str, children: &[&str]| json!({ "nodeId": id, "role": { "value": role }, "name": { "value": name }, "childIds": children });
        let page = |role: &str| {
            let nodes = [ax("1", "main", "", &["2"]), ax("2", role, "", &["3"]), ax("3", "button", "Keluar", &[])];
            let by_id = nodes.iter().map(|node| (node["nodeId"].as_str().unwrap(), node)).collect();
            let mut lines = String::new();
            tell(&nodes[0], &by_id, 0, "", &mut lines);
            lines
        };
        assert_eq!(page("form"), "main\n  button “Keluar”\n");
        assert_eq!(page("form"), page("generic"));
    }

    #[test]
    fn what_differs_from_run_to_run_is_left_out() {
        let told = steady("Tiket 662026112900005,\n 29 November 2026 pukul 02.16 WIB (58 KB), 16 angka");
        assert_eq!(told, "Tiket # # # # pukul # WIB # KB), 16 angka");
    }
}
