//! Tidies what somebody typed so far, so that the same words make the same query.

use domain::{Suggestions as List, typed};

/// Fewest letters and digits that are worth asking for.
const SHORTEST: usize = 2;
/// Most characters of anything typed: no field takes more.
const LONGEST: usize = 100;
/// Most bytes that are looked at: room for doubled spaces and what draws nothing.
const LONGEST_BYTES: usize = 4096;

/// What somebody typed so far, tidied: small letters, single spaces. Marks and punctuation are left to the database.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct NameQuery {
    pub(crate) list: List,
    pub(crate) typed: String,
    /// The country of a city, or the university of a programme.
    pub(crate) owner: Option<String>,
    /// The level of a programme.
    pub(crate) level: Option<String>,
}

/// More was typed than any name has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLong;

impl NameQuery {
    /// Asks a list for what was typed.
    pub(crate) fn new(list: List, typed: &str) -> Result<Self, TooLong> {
        Ok(Self { list, typed: tidied(typed)?.to_lowercase(), owner: None, level: None })
    }

    /// Only cities of this country, by any of its names or its two letters. A country that is not known narrows
    /// nothing.
    pub(crate) fn of_country(self, country: &str) -> Result<Self, TooLong> {
        if self.list == List::Cities { self.of_owner(country) } else { Ok(self) }
    }

    /// Only programmes of this university, where its programmes are known.
    pub(crate) fn of_university(self, university: &str) -> Result<Self, TooLong> {
        if self.list == List::Programmes { self.of_owner(university) } else { Ok(self) }
    }

    /// Only programmes of this level, as the form names it.
    pub(crate) fn of_level(self, level: &str) -> Result<Self, TooLong> {
        let level = if self.list == List::Programmes { some(tidied(level)?) } else { None };
        Ok(Self { level, ..self })
    }

    pub(crate) fn is_too_short(&self) -> bool {
        self.typed.chars().filter(|letter| letter.is_alphanumeric()).take(SHORTEST).count() < SHORTEST
    }

    fn of_owner(self, owner: &str) -> Result<Self, TooLong> {
        Ok(Self { owner: some(tidied(owner)?.to_lowercase()), ..self })
    }
}

/// Without control characters and what draws nothing, and with single spaces between words.
fn tidied(text: &str) -> Result<String, TooLong> {
    if text.len() > LONGEST_BYTES {
        return Err(TooLong);
    }
    let tidy = typed::words(text);
    if tidy.chars().count() > LONGEST { Err(TooLong) } else { Ok(tidy) }
}

fn some(text: String) -> Option<String> {
    if text.is_empty() { None } else { Some(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(typed: &str) -> NameQuery {
        NameQuery::new(List::Cities, typed).unwrap()
    }

    #[test]
    fn spaces_and_capitals_do_not_make_another_query() {
        assert_eq!(query("  New\u{a0}\t YORK "), query("new york"));
    }

    #[test]
    fn two_letters_or_digits_are_a_query() {
        assert!(["", "a", " a ", "..", "a-", "\0a"].iter().all(|typed| query(typed).is_too_short()));
        assert!(!query("é9").is_too_short());
    }

    #[test]
    fn a_hundred_characters_are_a_query_and_one_more_is_none() {
        assert!(NameQuery::new(List::Cities, &"ø".repeat(100)).is_ok());
        assert_eq!(NameQuery::new(List::Cities, &"ø".repeat(101)), Err(TooLong));
        assert_eq!(NameQuery::new(List::Cities, &"a ".repeat(1_000_000)), Err(TooLong));
    }

    #[test]
    fn only_what_a_list_knows_narrows_it() {
        let narrowed = |list| NameQuery::new(list, "kota").unwrap().of_country("NL").unwrap().of_level("S-1").unwrap();
        assert_eq!((narrowed(List::Cities).owner, narrowed(List::Cities).level), (Some("nl".to_owned()), None));
        assert_eq!(
            (narrowed(List::Programmes).owner, narrowed(List::Programmes).level),
            (None, Some("S-1".to_owned()))
        );
        assert_eq!(narrowed(List::Universities), NameQuery::new(List::Universities, "kota").unwrap());
    }
}
