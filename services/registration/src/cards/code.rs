//! The code of a document, by which everybody can check it: 20 characters of Crockford's base32, 100 random bits.

use std::fmt;

use domain::typed;
use vault::VaultError;

/// The characters: without I, L, O and U, which look like others or make words.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many of them a code has.
const LENGTH: usize = 20;
/// More characters than anybody types for a code, separators included.
const LONGEST_TYPED: usize = 200;

/// The code of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Code(String);

impl Code {
    /// A new one that nobody can guess.
    ///
    /// # Errors
    /// Without randomness.
    pub(crate) fn random() -> Result<Self, VaultError> {
        let bytes = vault::random_bytes::<LENGTH>()?;
        Ok(Self(
            bytes.into_iter().filter_map(|byte| ALPHABET.get(usize::from(byte % 32))).map(|c| char::from(*c)).collect(),
        ))
    }

    /// Reads a code as a person types it: the case, blanks and hyphens do not matter, and what looks alike is the same
    /// (O is 0, I and L are 1).
    pub(crate) fn read(raw: &str) -> Option<Self> {
        if raw.chars().nth(LONGEST_TYPED).is_some() {
            return None;
        }
        let text: String = typed::code(raw)
            .to_uppercase()
            .chars()
            .map(|character| match character {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let is_code = text.len() == LENGTH && text.bytes().all(|byte| ALPHABET.contains(&byte));
        is_code.then_some(Self(text))
    }

    /// The codes that a file names in addresses of the check, as they are written there; the first few.
    pub(crate) fn named_in(file: &[u8]) -> Vec<Self> {
        const MOST: usize = 4;
        let before = super::CHECK_PATH.as_bytes();
        let mut found: Vec<Self> = Vec::new();
        for (at, window) in file.windows(before.len() + 1 + LENGTH).enumerate() {
            // Cheap first: most windows begin with another byte.
            if window.first() != before.first() || !window.starts_with(before) {
                continue;
            }
            let Some((b'/', code)) = window.get(before.len()..).and_then(<[u8]>::split_first).map(|(s, c)| (*s, c))
            else {
                continue;
            };
            // A longer word is another address.
            if file.get(at + window.len()).is_some_and(u8::is_ascii_alphanumeric) {
                continue;
            }
            let code = std::str::from_utf8(code).ok().and_then(Self::read);
            if let Some(code) = code.filter(|code| !found.contains(code)) {
                found.push(code);
            }
            if found.len() == MOST {
                break;
            }
        }
        found
    }

    /// As addresses and the database write it.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups of five, as pages show it.
    pub(crate) fn spaced(&self) -> String {
        let groups: Vec<&str> = (0..LENGTH).step_by(5).filter_map(|at| self.0.get(at..at + 5)).collect();
        groups.join(" ")
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = Code::read("7QK3M9X2TD4W0HZ61RVA").unwrap();
        for typed in
            ["7qk3m9x2td4w0hz61rva", " 7QK3M 9X2TD 4WOHZ 6IRVA ", "7QK3M-9X2TD-4W0HZ-6LRVA", "7qk3m9x2td4wohz6lrva"]
        {
            assert_eq!(Code::read(typed).as_ref(), Some(&code), "{typed}");
        }
        assert_eq!(Code::read(&code.spaced()).as_ref(), Some(&code));
        for typed in ["", "7QK3M9X2TD4W0HZ61RV", "7QK3M9X2TD4W0HZ61RVAA", "UQK3M9X2TD4W0HZ61RVA", &"7 ".repeat(1000)] {
            assert_eq!(Code::read(typed), None, "{typed}");
        }
    }

    #[test]
    fn no_two_codes_are_the_same_and_all_read_back() {
        let codes: std::collections::HashSet<String> = (0..1000).map(|_| Code::random().unwrap().to_string()).collect();
        assert_eq!(codes.len(), 1000);
        assert!(codes.iter().all(|code| Code::read(code).is_some_and(|read| read.as_str() == code)));
    }

    #[test]
    fn a_file_names_the_codes_in_its_addresses() {
        let file = b"/URI (https://a.test/cek-dokumen/7QK3M9X2TD4W0HZ61RVA) x /cek-dokumen/7QK3M9X2TD4W0HZ61RVAA /cek-dokumen/short";
        let named: Vec<String> = Code::named_in(file).iter().map(Code::to_string).collect();
        assert_eq!(named, ["7QK3M9X2TD4W0HZ61RVA"]);
        assert!(Code::named_in(b"").is_empty());
    }
}
