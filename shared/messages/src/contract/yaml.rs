//! Writes JSON data as YAML for people: block style, with the quoting of JSON, which YAML reads the same way.

use serde_json::Value;

/// Writes the value as a YAML document that ends with a line break.
#[must_use]
pub fn yaml(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, 0);
    out
}

fn write(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Object(entries) if !entries.is_empty() => {
            for (key, entry) in entries {
                begin_line(out, indent);
                out.push_str(&word(key));
                out.push(':');
                nested(out, entry, indent);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                begin_line(out, indent);
                out.push('-');
                nested(out, item, indent);
            }
        }
        Value::Object(_) | Value::Array(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            out.push_str(&value.to_string());
            out.push('\n');
        }
    }
}

/// Writes the value after `key:` or `-`: on the same line when it is a scalar or empty, else below and indented.
fn nested(out: &mut String, value: &Value, indent: usize) {
    let is_block = match value {
        Value::Object(entries) => !entries.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    };
    out.push(if is_block { '\n' } else { ' ' });
    write(out, value, indent + 2);
}

fn begin_line(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Writes a key without quotes when no YAML reader could take it for something else.
fn word(key: &str) -> String {
    let plain = key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c));
    let reserved =
        ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&key.to_ascii_lowercase().as_str());
    if plain && !reserved { key.to_owned() } else { Value::from(key).to_string() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn data_is_written_block_by_block() {
        let value = json!({ "a": { "$ref": "#/x", "n": 1 }, "list": [1, { "b": "c: d" }, []], "none": {} });
        let expected = "a:\n  \"$ref\": \"#/x\"\n  \"n\": 1\nlist:\n  - 1\n  -\n    b: \"c: d\"\n  - []\nnone: {}\n";
        assert_eq!(yaml(&value), expected);
    }
}
