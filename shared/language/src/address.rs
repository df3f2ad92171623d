//! Where a page is found in each language: its Indonesian address, and the same behind `/en`.

use std::borrow::Cow;

use crate::{Language, current};

/// What every address of an English page begins with.
pub const ENGLISH: &str = "/en";

impl Language {
    /// The address of a page in this language. `address` is its Indonesian one, of this site.
    #[must_use]
    pub fn path(self, address: &str) -> Cow<'_, str> {
        match (self, address) {
            (Self::Indonesian, _) => Cow::Borrowed(address),
            (Self::English, "/") => Cow::Borrowed(ENGLISH),
            (Self::English, _) => match address.strip_prefix('/') {
                Some(rest) if rest.starts_with('?') || rest.starts_with('#') => Cow::Owned(format!("{ENGLISH}{rest}")),
                Some(_) => Cow::Owned(format!("{ENGLISH}{address}")),
                None => Cow::Borrowed(address),
            },
        }
    }
}

/// The address of a page in the language that is being spoken. `address` is its Indonesian one.
#[must_use]
pub fn path(address: &str) -> Cow<'_, str> {
    current().path(address)
}

/// Markup with links to pages of this site, which lead to those of the language that is being spoken then.
#[must_use]
pub fn links(markup: &str) -> Cow<'_, str> {
    let leads = "href=\"/";
    if current() == Language::Indonesian || !markup.contains(leads) {
        return Cow::Borrowed(markup);
    }
    let mut led = String::with_capacity(markup.len() + 64);
    for (at, part) in markup.split(leads).enumerate() {
        if at > 0 {
            led.push_str(if part.starts_with('"') { "href=\"/en" } else { "href=\"/en/" });
        }
        led.push_str(part);
    }
    Cow::Owned(led)
}

/// The language of an address, and its Indonesian one.
#[must_use]
pub fn of_address(address: &str) -> (Language, &str) {
    match address.strip_prefix(ENGLISH) {
        Some("") => (Language::English, "/"),
        Some(rest) if rest.starts_with('/') => (Language::English, rest),
        Some(_) | None => (Language::Indonesian, address),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_english_address_is_the_indonesian_one_behind_en() {
        for (indonesian, english) in
            [("/", "/en"), ("/status", "/en/status"), ("/faq?q=nik", "/en/faq?q=nik"), ("/?x=y", "/en?x=y")]
        {
            assert_eq!(Language::English.path(indonesian), english);
            assert_eq!(Language::Indonesian.path(indonesian), indonesian);
        }
    }

    #[tokio::test]
    async fn links_in_officers_texts_stay_in_the_language() {
        let text = r#"<a href="/">a</a> <a href="/formulir/x">b</a> <a href="https://bkn.go.id/">c</a>"#;
        let english = r#"<a href="/en">a</a> <a href="/en/formulir/x">b</a> <a href="https://bkn.go.id/">c</a>"#;
        assert_eq!(links(text), text);
        crate::speaking("/en/faq", async { assert_eq!(links(text), english) }).await;
    }

    #[test]
    fn an_address_tells_its_language() {
        for (address, language, rest) in [
            ("/en", Language::English, "/"),
            ("/en/", Language::English, "/"),
            ("/en/status", Language::English, "/status"),
            ("/", Language::Indonesian, "/"),
            ("/entah", Language::Indonesian, "/entah"),
            ("/status/en", Language::Indonesian, "/status/en"),
        ] {
            assert_eq!(of_address(address), (language, rest), "{address}");
        }
    }
}
