//! JSON in which no object names a key twice, at any depth. Reading takes time and memory in proportion to the text.
//! The reader bounds the depth, at 128.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Reads any JSON, keeps nothing of it, and refuses a repeated key.
pub(super) struct NoDoubles;

impl<'de> Deserialize<'de> for NoDoubles {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for NoDoubles {
    type Value = Self;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self, A::Error> {
        while let Some(Self) = sequence.next_element()? {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if !keys.insert(key) {
                return Err(A::Error::custom("a key comes twice"));
            }
            map.next_value::<Self>()?;
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(json: &str) -> bool {
        serde_json::from_str::<NoDoubles>(json).is_ok()
    }

    #[test]
    fn a_key_that_comes_twice_is_refused_at_any_depth() {
        assert!(passes(r#"{"a": 1, "b": {"a": [{"a": null}, {"a": -1.5e3}]}, "A": true}"#));
        for json in [
            r#"{"a": 1, "a": 1}"#,
            r#"{"b": {"a": 1, "a": 2}}"#,
            r#"[[{"a": {}}, {"a": 1, "b": 2, "a": 3}]]"#,
            r#"{"nik": 1, "\u006eik": 2}"#,
        ] {
            assert!(!passes(json), "{json}");
        }
    }

    #[test]
    fn depth_ends_the_reading_and_not_the_process() {
        for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
            let deep = format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
            assert!(!passes(&deep));
        }
    }
}
