//! A value comes from the variable itself, or from the file that its `_FILE` variant names.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::File;
use std::io::Read as _;

/// A value's file may hold at most this many bytes.
const MAX_FILE_BYTES: u64 = 64 * 1024;

#[derive(Debug)]
pub(super) struct Sources(BTreeMap<String, OsString>);

/// A value and the variable it came from.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) value: String,
    pub(super) from: String,
}

impl Found {
    /// Stands for a value that is set but cannot be read; the problem is recorded already.
    pub(super) fn unreadable(name: &str) -> Self {
        Self { value: String::new(), from: name.to_owned() }
    }

    pub(super) fn is_unreadable(&self) -> bool {
        self.value.is_empty()
    }
}

impl Sources {
    pub(super) fn environment() -> Self {
        let named = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
        Self(named.collect())
    }

    pub(super) fn pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name, value.into())).collect())
    }

    /// The value of `name` from the variable or its file. An empty variable counts as not set.
    /// Errors never repeat the value or the file's path: either may be a secret put in the wrong place.
    pub(super) fn find(&self, name: &str) -> Result<Option<Found>, String> {
        let file_name = format!("{name}_FILE");
        match (self.variable(name)?, self.variable(&file_name)?) {
            (None, None) => Ok(None),
            (Some(_), Some(_)) => Err(format!("is set both directly and by {file_name}; keep one")),
            (Some(value), None) => Ok(Some(Found { value, from: name.to_owned() })),
            (None, Some(path)) => match read_file(&path) {
                Ok(value) => Ok(Some(Found { value, from: file_name })),
                Err(why) => Err(format!("the file that {file_name} names {why}")),
            },
        }
    }

    fn variable(&self, name: &str) -> Result<Option<String>, String> {
        let Some(value) = self.0.get(name).filter(|value| !value.is_empty()) else {
            return Ok(None);
        };
        value.to_str().map(|text| Some(text.to_owned())).ok_or_else(|| "is not UTF-8".to_owned())
    }
}

fn read_file(path: &str) -> Result<String, String> {
    let unreadable = |error: std::io::Error| format!("cannot be read: {}", error.kind());
    let mut text = String::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MAX_FILE_BYTES + 1).read_to_string(&mut text).map_err(unreadable)?;
    if u64::try_from(text.len()).is_ok_and(|length| length > MAX_FILE_BYTES) {
        return Err(format!("holds more than {MAX_FILE_BYTES} bytes"));
    }
    match text.trim_end_matches(['\n', '\r']) {
        "" => Err("is empty".to_owned()),
        value => Ok(value.to_owned()),
    }
}
