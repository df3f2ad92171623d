//! Answers that are given often: kept by supervisors, filled in with what the ticket says.

use std::collections::BTreeMap;

use audit::Action;
use domain::{Content, Desk, Field, Text, TextRule, time};
use uuid::Uuid;

use super::{ANSWER, Refusal};
use crate::App;
use crate::caller::Caller;
use crate::store::cases::Case;
use crate::store::templates::{self, Kept, Template};

/// Merge fields that every form has, with what they stand for. A form's own fields can be merged by their names, too.
pub(crate) const MERGE_FIELDS: &[(&str, &str)] = &[
    ("nama", "nama lengkap pelamar"),
    ("nomor", "nomor tiket"),
    ("formulir", "judul formulir"),
    ("meja", "nama meja"),
    ("tanggal", "tanggal pengaduan"),
];

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
    /// The desk has as many templates as it can have.
    TooMany,
}

/// The templates of a desk by title.
pub(crate) async fn templates(app: &App, caller: &Caller, desk: Desk) -> Result<Vec<Template>, Refusal> {
    if !caller.may_see(desk) {
        return Err(Refusal::UnknownDesk);
    }
    Ok(templates::of_desk(&app.pool, desk).await?)
}

/// Writes a template, new or changed; supervisors only. What is wrong with it is told all at once, and nothing is written then.
pub(crate) async fn keep_template(app: &App, caller: &Caller, template: Template) -> Result<Vec<TemplateFault>, Refusal> {
    if !caller.may_supervise(template.desk) {
        return Err(Refusal::SupervisorsOnly);
    }
    let (title, body) = (Text::parse(&template.title, TITLE), Text::parse(&template.body, ANSWER));
    let unknown = unknown_fields(&template.body).into_iter().map(TemplateFault::UnknownField);
    let (title, body) = match (title, body) {
        (Ok(title), Ok(body)) if unknown.len() == 0 => (title, body),
        (title, body) => {
            let faults = [title.err().map(TemplateFault::Title), body.err().map(TemplateFault::Body)];
            return Ok(faults.into_iter().flatten().chain(unknown).collect());
        }
    };
    let now = app.now();
    let entry = caller.entry(now, Action::Template).detail(template.id.to_string());
    let (title, body) = (title.expose().to_owned(), body.expose().to_owned());
    let template = Template { title, body, changed_by: caller.id(), changed_at: now, ..template };
    let mut transaction = app.pool.begin().await?;
    match templates::keep(&mut *transaction, &template).await? {
        Kept::TitleTaken => return Ok(vec![TemplateFault::TitleTaken]),
        Kept::TooMany => return Ok(vec![TemplateFault::TooMany]),
        Kept::Yes => {}
    }
    audit::record(&mut *transaction, &entry).await?;
    transaction.commit().await?;
    Ok(Vec::new())
}

/// Removes a template; supervisors only.
pub(crate) async fn remove_template(app: &App, caller: &Caller, desk: Desk, id: Uuid) -> Result<(), Refusal> {
    if !caller.may_supervise(desk) {
        return Err(Refusal::SupervisorsOnly);
    }
    let mut transaction = app.pool.begin().await?;
    if templates::remove(&mut *transaction, desk, id).await? {
        audit::record(&mut *transaction, &caller.entry(app.now(), Action::Template).detail(id.to_string())).await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// The text with what this ticket says in the place of its merge fields. What the ticket does not say stays as it is, so that the officer sees it.
pub(crate) fn merged(body: &str, content: &Content, case: &Case) -> String {
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
    filled(body, &|name| values.get(name).cloned())
}

/// The merge fields of a text that no ticket has.
pub(crate) fn unknown_fields(body: &str) -> Vec<String> {
    let mut unknown = Vec::new();
    let known = |name: &str| {
        let field = MERGE_FIELDS.iter().any(|(known, _)| *known == name) || Field::ALL.iter().any(|field| field.as_str() == name);
        field.then(String::new)
    };
    for piece in body.split('{').skip(1) {
        if let Some((name, _)) = piece.split_once('}')
            && known(name).is_none()
            && !unknown.iter().any(|other| other == name)
        {
            unknown.push(name.to_owned());
        }
    }
    unknown
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

    #[test]
    fn fields_are_filled_and_unknown_ones_stay() {
        let value = |name: &str| (name == "nama").then(|| "Siti".to_owned());
        assert_eq!(filled("Yth. {nama}, {nama}: {lain} {", &value), "Yth. Siti, Siti: {lain} {");
        assert_eq!(filled("{{nama}}", &value), "{Siti}");
        assert_eq!(filled("", &value), "");
    }

    #[test]
    fn only_fields_that_tickets_have_can_be_merged() {
        assert_eq!(unknown_fields("Yth. {nama}: {university} {nomr} {nomr} {x"), ["nomr"]);
    }
}
