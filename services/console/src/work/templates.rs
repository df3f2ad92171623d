//! Answers that officers give often. Supervisors keep them, and the console fills in what the ticket says.

use audit::Action;
use desk::{ANSWER, Caller, Desks, Digits, MergeField, Refusal, unknown_fields};
use domain::{Desk, Field, Text, TextRule, TicketNumber, catalogue};
use uuid::Uuid;

use super::overview::ago;
use super::rights::supervises;
use crate::store::templates::{self, Saved, Template};

/// The rule of a title: 1 to 100 characters.
const TITLE: TextRule = TextRule::Line { max: 100 };

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TemplateFault {
    /// The title is empty or too long.
    Title(domain::FieldFault),
    /// Another template of the desk has this title.
    TitleTaken,
    /// The text is empty or too long.
    Body(domain::FieldFault),
    /// The text has a merge field that nothing can be put in.
    UnknownField(String),
    /// The form that the template is for has no such field.
    ForeignField(String),
    /// Sixteen digits in a row, and nobody was asked about them.
    Digits,
    /// The desk has as many templates as it can have.
    TooMany,
}

/// The templates of a desk, each with how often it was used lately; the most used ones first.
pub(crate) async fn templates(desks: &Desks, caller: &Caller, desk: Desk) -> Result<Vec<(Template, i64)>, Refusal> {
    if !caller.may_see(desk) {
        return Err(Refusal::UnknownDesk);
    }
    let since = ago(desks.now(), templates::USED_WITHIN * 24);
    Ok(templates::of_desk(&desks.pool, desk, since).await?)
}

/// The template that words for this ticket are said to come from, unless its desk has none such by now.
pub(crate) async fn template_of_ticket(
    desks: &Desks,
    number: TicketNumber,
    named: Option<Uuid>,
) -> Result<Option<Uuid>, Refusal> {
    match named {
        Some(id) if templates::is_for(&desks.pool, number, id).await? => Ok(Some(id)),
        Some(_) | None => Ok(None),
    }
}

/// Writes a template, new or changed; supervisors only. What is wrong with it is told all at once, and nothing is
/// written then.
pub(crate) async fn save_template(
    desks: &Desks,
    caller: &Caller,
    template: Template,
    digits: Digits,
) -> Result<Vec<TemplateFault>, Refusal> {
    supervises(caller, template.desk)?;
    let (title, body) = (Text::parse(&template.title, TITLE), Text::parse(&template.body, ANSWER));
    let mut more: Vec<_> = unknown_fields(&template.body).into_iter().map(TemplateFault::UnknownField).collect();
    more.extend(foreign_fields(&template).into_iter().map(TemplateFault::ForeignField));
    if digits == Digits::Unasked && domain::holds_sixteen_digits(&template.body) {
        more.push(TemplateFault::Digits);
    }
    let (title, body) = match (title, body) {
        (Ok(title), Ok(body)) if more.is_empty() => (title, body),
        (title, body) => {
            let faults = [title.err().map(TemplateFault::Title), body.err().map(TemplateFault::Body)];
            return Ok(faults.into_iter().flatten().chain(more).collect());
        }
    };
    let now = desks.now();
    let entry = caller.entry(now, Action::Template).detail(template.id.to_string());
    let (title, body) = (title.expose().to_owned(), body.expose().to_owned());
    let template = Template { title, body, changed_by: caller.id(), changed_at: now, ..template };
    let mut transaction = desks.pool.begin().await?;
    match templates::save(&mut *transaction, &template).await? {
        Saved::TitleTaken => return Ok(vec![TemplateFault::TitleTaken]),
        Saved::TooMany => return Ok(vec![TemplateFault::TooMany]),
        Saved::Yes => {}
    }
    audit::record(&mut *transaction, &entry).await?;
    transaction.commit().await?;
    Ok(Vec::new())
}

/// Fields in a template for one form that this form does not have.
fn foreign_fields(template: &Template) -> Vec<String> {
    let Some(form) = template.form.and_then(catalogue::by_code) else { return Vec::new() };
    let named = |field: &Field| template.body.contains(&format!("{{{}}}", field.as_str()));
    let foreign = Field::ALL
        .into_iter()
        .filter(|field| named(field) && !MergeField::is_common(field.as_str()) && form.field(*field).is_none());
    foreign.map(|field| field.as_str().to_owned()).collect()
}

/// Removes a template; supervisors only.
pub(crate) async fn remove_template(desks: &Desks, caller: &Caller, desk: Desk, id: Uuid) -> Result<(), Refusal> {
    supervises(caller, desk)?;
    let mut transaction = desks.pool.begin().await?;
    if templates::remove(&mut *transaction, desk, id).await? {
        audit::record(&mut *transaction, &caller.entry(desks.now(), Action::Template).detail(id.to_string())).await?;
        transaction.commit().await?;
    }
    Ok(())
}
