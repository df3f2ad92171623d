//! Macros: one press answers or hands over, and leaves a note. Supervisors keep them; an officer sees what one will do
//! before it is done.

use audit::Action;
use desk::store::cases::{self, Case};
use desk::{Caller, Desks, Digits, Fitting, NewAnswer, REASON, Refusal, Unfit, can_go_to, content, sealed, visible};
use domain::{Desk, FieldFault, FormCode, Stage, Text, TextRule, TicketNumber};
use runtime::telemetry;
use uuid::Uuid;

use super::context::{NOTE, add_note};
use super::overview::ago;
use super::rights::supervises;
use crate::store::macros::{self, Act, Macro, NewMacro, Saved};
use crate::store::templates::{self, USED_WITHIN};

/// The rule of a name: 1 to 100 characters.
const NAME: TextRule = TextRule::Line { max: 100 };

/// A macro as a supervisor typed it.
pub(crate) struct MacroDraft {
    pub(crate) id: Uuid,
    pub(crate) desk: Desk,
    /// `None`: for every form of the desk.
    pub(crate) form: Option<FormCode>,
    pub(crate) name: String,
    pub(crate) act: DraftAct,
    pub(crate) note: String,
}

/// What it is to do.
pub(crate) enum DraftAct {
    /// Answer with this template.
    Answer(Option<Uuid>),
    /// Hand over there, for this reason.
    HandOver(Option<Desk>, String),
}

/// What is wrong with a macro.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MacroFault {
    /// The name is empty or too long.
    Name(FieldFault),
    /// Another macro of the desk has this name.
    NameTaken,
    /// The desk has as many macros as it can have.
    TooMany,
    /// No template of the desk was chosen.
    NoTemplate,
    /// No other desk was chosen that such tickets can go to.
    NoDesk,
    /// The reason is empty or too long.
    Reason(FieldFault),
    /// The note is empty or too long.
    Note(FieldFault),
    /// Sixteen digits in a row: a macro holds nothing personal.
    Digits,
}

/// What a macro has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ran {
    /// It answered.
    Answered,
    /// It handed the ticket over.
    HandedOver,
    /// It is not any more what the officer was shown; nothing was done.
    Changed,
    /// Its answer does not fit the ticket; nothing was done.
    Unfit(Unfit),
}

impl Macro {
    /// Whether it can be used for tickets of this form.
    pub(crate) fn fits(&self, form: FormCode) -> bool {
        let goes = match &self.act {
            Act::Answer { .. } => true,
            Act::HandOver { to, .. } => can_go_to(form, *to),
        };
        goes && self.form.is_none_or(|own| own == form)
    }
}

/// The macros of a desk, each with how often it was used lately; the most used ones first.
pub(crate) async fn macros(desks: &Desks, caller: &Caller, desk: Desk) -> Result<Vec<(Macro, i64)>, Refusal> {
    if !caller.may_see(desk) {
        return Err(Refusal::UnknownDesk);
    }
    Ok(macros::of_desk(&desks.pool, desk, ago(desks.now(), USED_WITHIN * 24)).await?)
}

/// Writes a macro, new or changed; supervisors only. What is wrong with it is told all at once, and nothing is written
/// then.
pub(crate) async fn save_macro(desks: &Desks, caller: &Caller, draft: MacroDraft) -> Result<Vec<MacroFault>, Refusal> {
    supervises(caller, draft.desk)?;
    let now = desks.now();
    let new = match parsed(draft, caller, now) {
        Ok(new) => new,
        Err(faults) => return Ok(faults),
    };
    let mut transaction = desks.pool.begin().await?;
    if let Some(template) = new.template
        && !templates::is_of(&mut *transaction, new.desk, template).await?
    {
        return Ok(vec![MacroFault::NoTemplate]);
    }
    match macros::save(&mut *transaction, &new).await? {
        Saved::NameTaken => return Ok(vec![MacroFault::NameTaken]),
        Saved::NoTemplate => return Ok(vec![MacroFault::NoTemplate]),
        Saved::TooMany => return Ok(vec![MacroFault::TooMany]),
        Saved::Yes => {}
    }
    audit::record(&mut *transaction, &caller.entry(now, Action::Macro).detail(new.id.to_string())).await?;
    transaction.commit().await?;
    Ok(Vec::new())
}

/// Removes a macro; supervisors only.
pub(crate) async fn remove_macro(desks: &Desks, caller: &Caller, desk: Desk, id: Uuid) -> Result<(), Refusal> {
    supervises(caller, desk)?;
    let mut transaction = desks.pool.begin().await?;
    if macros::remove(&mut *transaction, desk, id).await? {
        audit::record(&mut *transaction, &caller.entry(desks.now(), Action::Macro).detail(id.to_string())).await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// Does what a macro says, if it is still what the officer was shown as `version`. Answer or hand-over, note, use and
/// audit entries commit together.
pub(crate) async fn run_macro(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    (id, version): (Uuid, &str),
    digits: Digits,
) -> Result<Ran, Refusal> {
    let mut transaction = desks.pool.begin().await?;
    let case = visible(cases::lock(&mut transaction, number).await?, caller)?;
    let ticket = sealed(&mut *transaction, number).await?;
    free(&case, caller, desks)?;
    let found = macros::find(&mut *transaction, case.desk, id).await?;
    let Some(found) = found.filter(|found| found.version == version && found.fits(case.form)) else {
        return Ok(Ran::Changed);
    };
    let text = |text: &str, rule| Text::parse(text, rule).map_err(|_stored_wrong| Refusal::Content);
    let note = text(&found.note, NOTE)?;
    let (mut given, mut handed) = (None, None);
    match &found.act {
        Act::Answer { template, body, .. } => {
            let content = content(&desks.vault.open_data_key(&ticket.data_key)?, &ticket)?;
            let words = match Fitting::merged(body, &content, &case, digits) {
                Ok(words) => words.from_template(Some(*template)),
                Err(fault) => return Ok(Ran::Unfit(fault)),
            };
            let traceparent = telemetry::current_traceparent();
            let new = NewAnswer { case: &case, ticket: &ticket, words: &words, corrects: None, traceparent };
            given = Some(desk::give(&mut transaction, desks, caller, new).await?);
        }
        Act::HandOver { to, reason } => {
            let reason = text(reason, REASON)?;
            handed = Some(desk::hand_over(&mut transaction, desks, caller, &case, *to, &reason).await?);
        }
    }
    add_note(&mut transaction, desks, caller, (&case, &ticket), &note, None).await?;
    macros::used(&mut *transaction, id, desks.now()).await?;
    transaction.commit().await?;
    if let Some(given) = given {
        given.notify(desks);
    }
    Ok(match handed {
        Some(handed) => {
            handed.notify(desks);
            Ran::HandedOver
        }
        None => Ran::Answered,
    })
}

/// Refuses a case that does not wait for the caller. No macro corrects an answer.
fn free(case: &Case, caller: &Caller, desks: &Desks) -> Result<(), Refusal> {
    match case.stage {
        Stage::Submitted => Err(Refusal::NotReceived),
        Stage::Answered => Err(Refusal::AlreadyAnswered),
        Stage::Received | Stage::Processing if case.is_held_from(caller.id(), desks.now()) => {
            Err(Refusal::ClaimedByAnother)
        }
        Stage::Received | Stage::Processing => Ok(()),
    }
}

/// The macro to write, or all that is wrong with it.
fn parsed(draft: MacroDraft, caller: &Caller, at: jiff::Timestamp) -> Result<NewMacro, Vec<MacroFault>> {
    let mut faults = Vec::new();
    let mut checked = |text: &str, rule, fault: fn(FieldFault) -> MacroFault| match Text::parse(text, rule) {
        Ok(text) => {
            if domain::holds_sixteen_digits(text.expose()) && !faults.contains(&MacroFault::Digits) {
                faults.push(MacroFault::Digits);
            }
            text.expose().to_owned()
        }
        Err(wrong) => {
            faults.push(fault(wrong));
            String::new()
        }
    };
    let name = checked(&draft.name, NAME, MacroFault::Name);
    let note = checked(&draft.note, NOTE, MacroFault::Note);
    let (template, hand_over) = match draft.act {
        DraftAct::Answer(template) => {
            if template.is_none() {
                faults.push(MacroFault::NoTemplate);
            }
            (template, None)
        }
        DraftAct::HandOver(to, reason) => {
            let reason = checked(&reason, REASON, MacroFault::Reason);
            let goes = |to: &Desk| *to != draft.desk && draft.form.is_none_or(|form| can_go_to(form, *to));
            if let Some(to) = to.filter(goes) {
                (None, Some((to, reason)))
            } else {
                faults.push(MacroFault::NoDesk);
                (None, None)
            }
        }
    };
    if !faults.is_empty() {
        return Err(faults);
    }
    let MacroDraft { id, desk, form, .. } = draft;
    Ok(NewMacro { id, desk, form, name, template, hand_over, note, by: caller.id(), at })
}
