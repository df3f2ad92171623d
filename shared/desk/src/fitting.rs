//! The words of an answer, judged in one place before anybody gives them: whoever writes them (an officer, a supervisor
//! for many tickets, an approval, an agency), what an applicant would read is of a length that an answer has, without
//! characters that nobody sees, without a merge field that nothing was put in, and without sixteen digits in a row that
//! nobody was asked about.

use std::collections::BTreeMap;

use domain::{Content, Field, FieldFault, Text, TicketNumber, time};

use super::{ANSWER, Refusal, content, sealed, visible};
use crate::store::cases::{self, Case};
use crate::{Caller, Desks};

/// Merge fields that every ticket has, with what they stand for. A form's own fields can be merged by their names, too.
pub const MERGE_FIELDS: &[(&str, &str)] = &[
    ("nama", "nama lengkap pelamar"),
    ("nomor", "nomor tiket"),
    ("formulir", "judul formulir"),
    ("meja", "nama meja"),
    ("tanggal", "tanggal pengaduan"),
];

/// Characters of the longest name of a field.
const LONGEST_NAME: usize = 40;

/// Whether sixteen digits in a row are meant to be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digits {
    /// Nobody was asked: they may be a NIK.
    #[default]
    Unasked,
    /// Who wrote them was asked, and said so.
    Meant,
}

impl Digits {
    /// As a flag says.
    #[must_use]
    pub const fn of(meant: bool) -> Self {
        if meant { Self::Meant } else { Self::Unasked }
    }
}

/// Why words are no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Empty, too long, or with characters that nobody sees.
    Text(FieldFault),
    /// Merge fields that the ticket has nothing for, or that there are none of.
    Fields(Vec<String>),
    /// Sixteen digits in a row, and nobody was asked.
    Digits,
}

/// Words that an applicant may read. Nothing else is ever given as an answer.
pub struct Fitting(Text);

impl Fitting {
    /// What an officer wrote, with what the ticket says in the place of its merge fields.
    ///
    /// # Errors
    /// What is to be mended in the words.
    pub fn merged(body: &str, content: &Content, case: &Case, digits: Digits) -> Result<Self, Unfit> {
        let values = values(content, case);
        let value = |name: &str| values.get(name).filter(|value| !value.is_empty()).cloned();
        let missing = missing(body, &value);
        if !missing.is_empty() {
            return Err(Unfit::Fields(missing));
        }
        Self::judged(&filled(body, &value), Some(case.number), digits)
    }

    /// What an agency's system wrote: nothing is put in.
    ///
    /// # Errors
    /// What is to be mended in the words.
    pub fn plain(body: &str, number: TicketNumber, digits: Digits) -> Result<Self, Unfit> {
        let left = missing(body, &|_| None);
        if left.is_empty() { Self::judged(body, Some(number), digits) } else { Err(Unfit::Fields(left)) }
    }

    fn judged(text: &str, number: Option<TicketNumber>, digits: Digits) -> Result<Self, Unfit> {
        let text = Text::parse(text, ANSWER).map_err(Unfit::Text)?;
        if digits == Digits::Unasked && holds_digits(text.expose(), number) {
            return Err(Unfit::Digits);
        }
        Ok(Self(text))
    }

    /// The words.
    #[must_use]
    pub const fn text(&self) -> &Text {
        &self.0
    }
}

/// Judges what an officer wrote for this ticket.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn fitting(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    body: &str,
    digits: Digits,
) -> Result<Result<Fitting, Unfit>, Refusal> {
    let case = visible(cases::find(&desks.pool, number).await?, caller)?;
    let ticket = sealed(&desks.pool, number).await?;
    let content = content(&desks.vault.open_data_key(&ticket.data_key)?, &ticket)?;
    Ok(Fitting::merged(body, &content, &case, digits))
}

/// The text with what this ticket says in the place of its merge fields. What the ticket does not say stays as it is,
/// so that the officer sees it; it is not sent like this.
#[must_use]
pub fn merged(body: &str, content: &Content, case: &Case) -> String {
    let values = values(content, case);
    filled(body, &|name| values.get(name).filter(|value| !value.is_empty()).cloned())
}

/// Whether sixteen digits in a row are in it, the ticket's own number aside.
fn holds_digits(text: &str, number: Option<TicketNumber>) -> bool {
    let without = number.map(|number| text.replace(&number.to_string(), "#"));
    domain::holds_sixteen_digits(without.as_deref().unwrap_or(text))
}

/// The merge fields of a text that no ticket has.
#[must_use]
pub fn unknown_fields(body: &str) -> Vec<String> {
    let known = |name: &str| {
        let field = MERGE_FIELDS.iter().any(|(known, _)| *known == name) || field(name).is_some();
        field.then(String::new)
    };
    let mut unknown = Vec::new();
    for name in names(body).filter(|name| known(name).is_none()) {
        if !unknown.iter().any(|other| other == name) {
            unknown.push(name.to_owned());
        }
    }
    unknown
}

/// What a text for many tickets is asked about before it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// Sixteen digits in a row would be in it.
    pub digits: bool,
    /// Some of the tickets have nothing for these merge fields: they are passed over.
    pub fields: Vec<String>,
}

/// What is to be asked about a text for tickets with these numbers, as far as their forms tell; what single tickets say
/// shows later, at each.
pub fn questions(body: &str, numbers: &[TicketNumber]) -> Questions {
    let mut forms: Vec<_> = numbers.iter().map(|number| number.form()).collect();
    forms.sort_unstable();
    forms.dedup();
    let forms: Vec<_> = forms.into_iter().map(domain::catalogue::by_code).collect();
    let mut questions = Questions { digits: domain::holds_sixteen_digits(body), fields: Vec::new() };
    for name in names(body) {
        let Some(field) = field(name).filter(|_| !MERGE_FIELDS.iter().any(|(common, _)| *common == name)) else {
            continue;
        };
        questions.digits |= matches!(field, Field::Nik | Field::Kk);
        let always =
            |form: Option<&domain::Form>| form.and_then(|form| form.field(field)).is_some_and(|spec| spec.required);
        if !forms.iter().copied().all(always) && !questions.fields.iter().any(|other| other == name) {
            questions.fields.push(name.to_owned());
        }
    }
    questions
}

fn field(name: &str) -> Option<Field> {
    Field::ALL.into_iter().find(|field| field.as_str() == name)
}

/// What stands between braces, in its order.
fn names(body: &str) -> impl Iterator<Item = &str> {
    body.split('{').skip(1).filter_map(|piece| piece.split_once('}').map(|(name, _)| name))
}

/// The merge fields without a value, each once. Braces around anything that is no name are just braces.
fn missing(body: &str, value: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    for name in names(body).filter(|name| looks_like_a_field(name) && value(name).is_none()) {
        if !missing.iter().any(|other| other == name) {
            missing.push(name.to_owned());
        }
    }
    missing
}

fn looks_like_a_field(name: &str) -> bool {
    let name = name.trim();
    name.chars().count() <= LONGEST_NAME
        && name.starts_with(char::is_alphabetic)
        && name.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | '.' | ' '))
}

fn values(content: &Content, case: &Case) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, String> =
        content.values().map(|(field, value)| (field.as_str().to_owned(), value.into_owned())).collect();
    let common = [
        ("nama", content.full_name().expose().to_owned()),
        ("nomor", case.number.to_string()),
        ("formulir", content.form().title.to_owned()),
        ("meja", case.desk.label().to_owned()),
        ("tanggal", time::wib_day(case.submitted_at).strftime("%d-%m-%Y").to_string()),
    ];
    values.extend(common.map(|(name, value)| (name.to_owned(), value)));
    values
}

/// Puts values in the place of `{name}`.
fn filled(body: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        rest = after;
        if let Some((value, after)) = after.split_once('}').and_then(|(name, after)| Some((value(name)?, after))) {
            text.push_str(&value);
            rest = after;
        } else {
            text.push('{');
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number() -> TicketNumber {
        "662026112100001".parse().unwrap()
    }

    #[test]
    fn fields_are_filled_and_unknown_ones_stay() {
        let value = |name: &str| (name == "nama").then(|| "Siti".to_owned());
        assert_eq!(filled("Yth. {nama}, {nama}: {lain} {", &value), "Yth. Siti, Siti: {lain} {");
        assert_eq!(filled("{{nama}}", &value), "{Siti}");
        assert_eq!(filled("", &value), "");
        assert_eq!(missing("Yth. {nama}: {lain} {Lain} { lain } {1} {a: b} {", &value), ["lain", "Lain", " lain "]);
    }

    #[test]
    fn only_fields_that_tickets_have_can_be_merged() {
        assert_eq!(unknown_fields("Yth. {nama}: {university} {nomr} {nomr} {x"), ["nomr"]);
    }

    #[test]
    fn what_some_forms_lack_is_asked_about() {
        let asked = |body: &str| questions(body, &[number()]);
        assert_eq!(asked("Yth. {nama}, tiket {nomor}."), Questions::default());
        assert!(asked("NIK {nik}").digits && asked("NIK 3171234512345678").digits);
        assert_eq!(asked("{educator_certificate} {educator_certificate}").fields, ["educator_certificate"]);
        assert_eq!(questions("{full_name}", &[number()]).fields, Vec::<String>::new());
    }

    #[test]
    fn an_agencys_words_are_judged_like_an_officers() {
        let judged = |body: &str| {
            Fitting::plain(body, number(), Digits::Unasked).map(|fitting| fitting.text().expose().to_owned())
        };
        assert_eq!(
            judged("Sudah diperbaiki: tiket 662026112100001.").unwrap(),
            "Sudah diperbaiki: tiket 662026112100001."
        );
        assert_eq!(judged("Yth. {nama}").unwrap_err(), Unfit::Fields(vec!["nama".to_owned()]));
        assert_eq!(judged("NIK 3171 2345 1234 5678").unwrap_err(), Unfit::Digits);
        assert!(matches!(judged(&"x".repeat(4001)), Err(Unfit::Text(FieldFault::TooLong { .. }))));
        assert!(Fitting::plain("NIK 3171 2345 1234 5678", number(), Digits::Meant).is_ok());
    }
}
