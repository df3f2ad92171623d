//! Formations as a JSON array of objects.

use serde_json::{Map, Value};

use super::fields::{PASSED_OVER, REQUIRED, named};
use super::record::{self, Texts};
use super::{Faults, MOST_ROWS};
use crate::catalogue::Formation;

/// Reads all rows that can be read, each with the line on which it begins, and tells the faults of the others.
pub(super) fn read(text: &[u8], faults: &mut Faults) -> Vec<(u64, Formation)> {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let listed = match serde_json::from_slice::<Vec<Map<String, Value>>>(text) {
        Ok(listed) => listed,
        Err(error) => {
            faults.tell(error.line() as u64, "", "is not an array of JSON objects from here on");
            return Vec::new();
        }
    };
    let lines = lines_of_objects(text);
    let mut rows = Vec::new();
    for (at, object) in listed.into_iter().enumerate() {
        let line = lines.get(at).copied().unwrap_or_default();
        if at == MOST_ROWS {
            faults.tell(line, "", format!("is behind {MOST_ROWS} formations, the most of a file"));
            break;
        }
        if let Some(texts) = texts(line, object, faults)
            && let Some(formation) = record::read(line, &texts, faults)
        {
            rows.push((line, formation));
        }
    }
    rows
}

/// The texts of an object. What JSON knows beside texts is written as CSV has it.
fn texts(line: u64, object: Map<String, Value>, faults: &mut Faults) -> Option<Texts> {
    let mut sound = true;
    let mut texts = Texts::with_capacity(object.len());
    for (name, value) in object {
        let Some(field) = named(&name) else {
            if !PASSED_OVER.contains(&name.as_str()) {
                faults.tell(line, &name.chars().take(40).collect::<String>(), "is no field of a formation");
                sound = false;
            }
            continue;
        };
        let text = match value {
            Value::Null => String::new(),
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Bool(set) => if set { "1" } else { "0" }.to_owned(),
            Value::Array(_) if name == "syarat_admin" => value.to_string(),
            Value::Array(_) | Value::Object(_) => {
                faults.tell(line, field.0, "is neither a text nor a number");
                sound = false;
                continue;
            }
        };
        texts.insert(field, text);
    }
    for required in REQUIRED {
        texts.entry(required).or_default();
    }
    sound.then_some(texts)
}

/// The line of the opening brace of each object in the array, from 1. The text is known to be JSON.
fn lines_of_objects(text: &[u8]) -> Vec<u64> {
    let (mut lines, mut line, mut depth, mut in_text, mut escaped) = (Vec::new(), 1, 0_u32, false, false);
    for byte in text {
        match byte {
            b'\n' => line += 1,
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => {
                if depth == 1 {
                    lines.push(line);
                }
                depth += 1;
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_found_by_their_lines_whatever_their_texts_hold() {
        let text = "[\n  {\"a\": \"}{\\\"[\"},\n\n  {\"b\": [{\"c\": 1}]}, {}\n]";
        assert_eq!(lines_of_objects(text.as_bytes()), [2, 4, 4]);
    }
}
