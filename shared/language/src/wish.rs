//! Which language a visitor wants who did not say it with the address: what was chosen by a link before, else what the
//! browser prefers.

use http::{HeaderMap, HeaderValue, Uri, header};

use crate::{Language, of_address};

/// Name of the cookie with the language that was chosen. It holds nothing else.
const COOKIE: &str = "bahasa";

/// How long it lasts, in seconds: a year.
const LASTS: u32 = 365 * 24 * 3600;

/// How a visitor came to a page, as far as it tells the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The visitor comes from a page of this site.
    from_here: bool,
    /// That page was in this language.
    before: Option<Language>,
    /// What the cookie says.
    kept: Option<Language>,
}

impl Chosen {
    /// Reads it from a request.
    #[must_use]
    pub fn read(headers: &HeaderMap) -> Self {
        let before = page_before(headers);
        let fetched = headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin");
        Self { from_here: fetched || before.is_some(), before, kept: kept(headers) }
    }

    /// The cookie to set when a link from a page in another language led to `language`.
    #[must_use]
    pub fn cookie(self, language: Language) -> Option<HeaderValue> {
        if self.before? == language || self.kept == Some(language) {
            return None;
        }
        let line = format!("{COOKIE}={}; Path=/; Max-Age={LASTS}; SameSite=Lax; HttpOnly", language.code());
        HeaderValue::try_from(line).ok()
    }

    /// Whether the Indonesian home page leads to the English one. Never for who comes from a page of this site.
    #[must_use]
    pub fn leads_to_english(self, headers: &HeaderMap) -> bool {
        !self.from_here && self.kept.map_or_else(|| prefers_english(headers), Language::is_english)
    }
}

/// The language of the page of this site from which the visitor comes.
fn page_before(headers: &HeaderMap) -> Option<Language> {
    let before: Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    let host = headers.get(header::HOST)?.to_str().ok()?;
    (before.authority()?.as_str() == host).then(|| of_address(before.path()).0)
}

fn kept(headers: &HeaderMap) -> Option<Language> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, code) = pairs.find(|(name, _)| *name == COOKIE)?;
    Language::ALL.into_iter().find(|language| language.code() == code)
}

/// Whether a browser prefers English over Indonesian (RFC 9110, 12.5.4). One that names neither does not.
#[must_use]
pub fn prefers_english(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|line| line.to_str().ok());
    let (mut indonesian, mut english, mut any) = (None, None, 0.0_f32);
    for range in lines.flat_map(|line| line.split(',')).take(MOST_RANGES) {
        let (tag, quality) = read_range(range);
        match tag.split('-').next().map(str::to_ascii_lowercase).as_deref() {
            // `in` is what old systems call Indonesian.
            Some("id" | "in") => indonesian = Some(quality.max(indonesian.unwrap_or(0.0))),
            Some("en") => english = Some(quality.max(english.unwrap_or(0.0))),
            Some("*") => any = quality,
            Some(_) | None => {}
        }
    }
    english.is_some_and(|english| english > indonesian.unwrap_or(any))
}

/// Most languages of a browser that we look at.
const MOST_RANGES: usize = 20;

/// A language and how much it is wanted, from 0 to 1. What is no number counts nothing.
fn read_range(range: &str) -> (&str, f32) {
    let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
    let quality = match parameters.trim().strip_prefix("q=") {
        Some(quality) => quality.trim().parse().ok().filter(|quality| (0.0..=1.0).contains(quality)).unwrap_or(0.0),
        None => 1.0,
    };
    (tag.trim(), quality)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter().copied().chain([("host", "helpdesk.example")]);
        pairs.map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn english_is_preferred_only_where_the_browser_ranks_it_higher() {
        for (accepted, english) in [
            ("en-US,en;q=0.9", true),
            ("en", true),
            ("de, en;q=0.5, id;q=0.4", true),
            ("id;q=0.8, en-GB;q=0.81", true),
            ("en, id;q=0", true),
            ("id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7", false),
            ("id, en", false),
            ("in, en;q=0.9", false),
            ("en;q=0.5, *;q=0.8", false),
            ("jv, ms;q=0.9", false),
            ("*", false),
            ("en;q=0", false),
            ("en;q=rusak", false),
            ("en;q=7, id;q=0.1", false),
            ("", false),
        ] {
            assert_eq!(prefers_english(&headers(&[("accept-language", accepted)])), english, "{accepted}");
        }
        assert!(!prefers_english(&headers(&[])));
    }

    #[test]
    fn who_was_led_to_the_home_page_by_a_link_of_the_site_stays_there() {
        let english = ("accept-language", "en");
        for (others, leads) in [
            (&[][..], true),
            (&[("referer", "https://other.example/en")], true),
            (&[("sec-fetch-site", "cross-site")], true),
            (&[("referer", "https://helpdesk.example/status")], false),
            (&[("referer", "https://helpdesk.example/en/status")], false),
            (&[("sec-fetch-site", "same-origin")], false),
            (&[("cookie", "a=b; bahasa=id")], false),
            (&[("cookie", "bahasa=en")], true),
            (&[("cookie", "bahasa=xx")], true),
        ] {
            let headers = headers(&[&[english], others].concat());
            assert_eq!(Chosen::read(&headers).leads_to_english(&headers), leads, "{others:?}");
        }
        let headers = headers(&[("accept-language", "id"), ("cookie", "bahasa=en")]);
        assert!(Chosen::read(&headers).leads_to_english(&headers), "chosen by a link");
    }

    #[test]
    fn a_link_to_the_other_language_is_kept_and_nothing_else_is() {
        let cookie = |pairs: &[(&'static str, &'static str)], language| {
            let cookie = Chosen::read(&headers(pairs)).cookie(language);
            cookie.map(|cookie| cookie.to_str().unwrap().to_owned())
        };
        let from_english = ("referer", "https://helpdesk.example/en/status?tiket=x");
        let kept = cookie(&[from_english], Language::Indonesian).unwrap();
        assert_eq!(kept, "bahasa=id; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
        assert_eq!(cookie(&[from_english], Language::English), None);
        assert_eq!(cookie(&[from_english, ("cookie", "bahasa=id")], Language::Indonesian), None);
        assert!(cookie(&[from_english, ("cookie", "bahasa=en")], Language::Indonesian).is_some());
        assert_eq!(cookie(&[("referer", "https://other.example/en")], Language::Indonesian), None);
        assert_eq!(cookie(&[], Language::English), None);
    }
}
