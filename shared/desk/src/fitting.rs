//! The words of an answer. One place judges them before anybody gives them, whoever wrote them: an officer, a
//! supervisor for many tickets, an approval, an agency, the guidance responder.
//!
//! Fitting words have the length of an answer. They have no characters that nobody sees, no merge field that nothing
//! was put in, and no sixteen digits in a row that nobody was asked about.

use domain::{Content, Field, FieldFault, Text, TicketNumber};
use uuid::Uuid;

use crate::merge::{MergeField, field, filled, missing, names, values};
use crate::store::cases::{self, Case};
use crate::{ANSWER, Caller, Desks, Refusal, content, sealed, visible};

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
pub struct Fitting {
    text: Text,
    template: Option<Uuid>,
}

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
        Ok(Self { text, template: None })
    }

    /// The words.
    #[must_use]
    pub const fn text(&self) -> &Text {
        &self.text
    }

    /// The same words, which came from this template of the desk.
    #[must_use]
    pub fn from_template(self, template: Option<Uuid>) -> Self {
        Self { template, ..self }
    }

    /// The template that they came from; `None` for words that were written freely.
    #[must_use]
    pub const fn template(&self) -> Option<Uuid> {
        self.template
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

/// Whether sixteen digits in a row are in it, the ticket's own number aside.
fn holds_digits(text: &str, number: Option<TicketNumber>) -> bool {
    let without = number.map(|number| text.replace(&number.to_string(), "#"));
    domain::holds_sixteen_digits(without.as_deref().unwrap_or(text))
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
        let Some(field) = field(name).filter(|_| !MergeField::is_common(name)) else { continue };
        questions.digits |= matches!(field, Field::Nik | Field::Kk);
        let always =
            |form: Option<&domain::Form>| form.and_then(|form| form.field(field)).is_some_and(|spec| spec.required);
        if !forms.iter().copied().all(always) && !questions.fields.iter().any(|other| other == name) {
            questions.fields.push(name.to_owned());
        }
    }
    questions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number() -> TicketNumber {
        "662026112100001".parse().unwrap()
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
