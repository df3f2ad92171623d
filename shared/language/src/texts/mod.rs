//! What people read, by its id. Each language has one file, which the program contains and reads once.
//!
//! A text is one line, however many the file writes it in. An id that ends with `-html` has markup of ours; links in it
//! have Indonesian addresses and lead to pages of the text's own language.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::{Language, current};

type Bundle = FluentBundle<FluentResource>;

static INDONESIAN: LazyLock<Texts> = LazyLock::new(|| Texts::read(Language::Indonesian));
static ENGLISH: LazyLock<Texts> = LazyLock::new(|| Texts::read(Language::English));

/// The texts of one language.
struct Texts {
    /// Those that nothing is put into.
    plain: HashMap<String, String>,
    bundle: Bundle,
}

/// Something to put into a text.
pub trait Value {
    /// As the text takes it: a number decides between one and many.
    fn value(&self) -> FluentValue<'_>;
}

impl<T: Value + ?Sized> Value for &T {
    fn value(&self) -> FluentValue<'_> {
        (**self).value()
    }
}

impl Value for str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self)
    }
}

impl Value for String {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}

impl Value for Cow<'_, str> {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_ref())
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl Value for $number {
            fn value(&self) -> FluentValue<'_> {
                FluentValue::from(*self)
            }
        })*
    };
}

numbers!(u8 u16 u32 u64 usize);

/// A text into which nothing is put. An id that no file has is shown as it is; tests find it.
#[must_use]
pub fn text(id: &'static str) -> &'static str {
    Texts::of(current()).plain.get(id).map_or(id, String::as_str)
}

/// A text with something put into it.
#[must_use]
pub fn fill(id: &'static str, values: &[(&'static str, &dyn Value)]) -> String {
    Texts::of(current()).fill(id, values.iter().map(|(name, value)| (*name, value.value())))
}

/// A text with markup, and with something put into it, which is escaped.
#[must_use]
pub fn html(id: &'static str, values: &[(&'static str, &dyn Value)]) -> String {
    let escaped = values.iter().map(|(name, value)| {
        let value = match value.value() {
            FluentValue::String(text) => FluentValue::from(escape(&text)),
            other @ (FluentValue::Number(_) | FluentValue::Custom(_) | FluentValue::None | FluentValue::Error) => other,
        };
        (*name, value)
    });
    Texts::of(current()).fill(id, escaped)
}

/// Words of the catalogue or of another list, which are Indonesian in the code: what the language that is being spoken
/// calls them, or the Indonesian words.
#[must_use]
pub fn shown(id: &str, indonesian: &'static str) -> &'static str {
    match current() {
        Language::Indonesian => indonesian,
        Language::English => ENGLISH.plain.get(id).map_or(indonesian, String::as_str),
    }
}

impl Texts {
    fn of(language: Language) -> &'static Self {
        match language {
            Language::Indonesian => &INDONESIAN,
            Language::English => &ENGLISH,
        }
    }

    fn read(language: Language) -> Self {
        let (resource, faults) = match FluentResource::try_new(one_line_each(&source(language))) {
            Ok(resource) => (resource, 0),
            Err((resource, faults)) => (resource, faults.len()),
        };
        let mut bundle = Bundle::new_concurrent(language.code().parse().into_iter().collect());
        // Marks that set a text apart from the direction of writing around it: both languages write the same way.
        bundle.set_use_isolating(false);
        let plain = bundle.add_resource(resource).map(|()| plain(&bundle, &ids(language)));
        if faults > 0 || plain.is_err() {
            tracing::error!(language = language.code(), faults, "texts cannot be read whole");
        }
        Self { plain: plain.unwrap_or_default(), bundle }
    }

    fn fill<'a>(&self, id: &'static str, values: impl Iterator<Item = (&'static str, FluentValue<'a>)>) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(Cow::Borrowed(name), value);
        }
        format(&self.bundle, id, Some(&args)).map_or_else(|| id.to_owned(), |(text, _)| text)
    }
}

/// The file of a language; links in it lead to its own pages.
fn source(language: Language) -> String {
    match language {
        Language::Indonesian => include_str!("../../texts/id.ftl").to_owned(),
        Language::English => {
            let source = include_str!("../../texts/en.ftl").replace("href=\"/", "href=\"/en/");
            source.replace("href=\"/en/\"", "href=\"/en\"")
        }
    }
}

/// Joins the lines of a text, as a browser would.
fn one_line_each(source: &str) -> String {
    let mut joined = String::with_capacity(source.len());
    for line in source.lines() {
        let words = line.trim_start();
        let goes_on = words.len() < line.len() && !words.starts_with(['.', '[', '*', '}']);
        joined.push(if goes_on { ' ' } else { '\n' });
        joined.push_str(if goes_on { words } else { line });
    }
    joined
}

/// The ids of all texts of a language, such as `nav-home` and `status-nik.help`.
#[must_use]
pub fn ids(language: Language) -> Vec<String> {
    let (mut ids, mut message) = (Vec::new(), String::new());
    for line in one_line_each(&source(language)).lines() {
        let Some((name, _)) = line.split_once(" =") else { continue };
        match name.trim_start().strip_prefix('.') {
            Some(attribute) => ids.push(format!("{message}.{attribute}")),
            None if name.starts_with(|first: char| first.is_ascii_lowercase()) => {
                name.clone_into(&mut message);
                ids.push(message.clone());
            }
            None => {}
        }
    }
    ids
}

/// The text with this id, with these values put into it, and what was wrong with that.
fn format(bundle: &Bundle, id: &str, values: Option<&FluentArgs<'_>>) -> Option<(String, bool)> {
    let mut faults = Vec::new();
    let text = match id.split_once('.') {
        Some((message, attribute)) => {
            let attribute = bundle.get_message(message)?.get_attribute(attribute)?;
            bundle.format_pattern(attribute.value(), values, &mut faults).into_owned()
        }
        None => bundle.format_pattern(bundle.get_message(id)?.value()?, values, &mut faults).into_owned(),
    };
    Some((text, faults.is_empty()))
}

/// All texts that need nothing put into them.
fn plain(bundle: &Bundle, ids: &[String]) -> HashMap<String, String> {
    let whole = |id: &String| {
        let (text, is_whole) = format(bundle, id, None)?;
        is_whole.then(|| (id.clone(), text))
    };
    ids.iter().filter_map(whole).collect()
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => escaped.push_str("&#38;"),
            '<' => escaped.push_str("&#60;"),
            '>' => escaped.push_str("&#62;"),
            '"' => escaped.push_str("&#34;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(one),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
