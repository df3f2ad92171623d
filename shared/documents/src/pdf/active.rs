//! What a document must not hold: scripts, attached files and media, and actions that reach out of the document or start by themselves.
//!
//! Refused wherever it stands, used or not:
//! - JavaScript: an action of that kind, a `/JS` with code, a script of a 3D view, an address that starts with `javascript:`;
//! - embedded files, file attachments, rich media;
//! - actions that start programs (`Launch`), send or fetch form data (`SubmitForm`, `ImportData`) or open other files (`GoToR`, `GoToE`);
//! - XFA forms;
//! - what happens on opening (`OpenAction`) or on any other event (`AA`), unless it only turns to a page of the document.
//!
//! Links that a reader clicks, to a page or to a web address, are fine.

use std::collections::HashMap;

use super::objects::Objects;
use super::value::{Dictionary, Value};
use super::word::Word;
use crate::Refusal;

/// Refuses a document for the first thing in it that must not be there.
pub(super) fn refuse(objects: &Objects) -> Result<(), Refusal> {
    let mut judge = Judge { objects, judged: HashMap::new(), acts_by_itself: false };
    objects.all().try_for_each(|object| judge.object(object))?;
    // Said last: what it does by itself is mostly something of the above, which tells the applicant more.
    if judge.acts_by_itself { Err(Refusal::PdfAction) } else { Ok(()) }
}

/// Judges all objects of one file. Remembers what it said of a number, so that a file full of references costs no more than its size.
struct Judge<'a> {
    objects: &'a Objects,
    judged: HashMap<(Word, u32), bool>,
    acts_by_itself: bool,
}

impl<'a> Judge<'a> {
    fn object(&mut self, object: &'a Value) -> Result<(), Refusal> {
        // An object that is nothing but a name or a string stands for it elsewhere.
        match object {
            Value::Name(word) => forbidden_kind(*word)?,
            Value::Text { script: true } => return Err(Refusal::PdfScript),
            _ => {}
        }
        let mut waiting = vec![object];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(values) => waiting.extend(values),
                Value::Dictionary(dictionary) => {
                    dictionary.entries.iter().try_for_each(|(key, value)| self.entry(*key, value))?;
                    waiting.extend(dictionary.entries.iter().map(|(_, value)| value));
                }
                Value::Null | Value::Integer(_) | Value::Name(_) | Value::Text { .. } | Value::Reference(_) | Value::Other => {}
            }
        }
        Ok(())
    }

    fn entry(&mut self, key: Word, value: &'a Value) -> Result<(), Refusal> {
        let refused = match key {
            Word::S | Word::Type | Word::Subtype => return value.as_name().map_or(Ok(()), forbidden_kind),
            Word::Uri if matches!(value, Value::Text { script: true }) => Refusal::PdfScript,
            Word::RichMediaContent if !matches!(value, Value::Null) => Refusal::PdfAttachment,
            Word::Js | Word::OnInstantiate if self.any_revision(key, value, |_, value| is_code(value)) => Refusal::PdfScript,
            Word::Ef if self.any_revision(key, value, |_, value| holds_file(value)) => Refusal::PdfAttachment,
            Word::Xfa if self.any_revision(key, value, |_, value| holds_form(value)) => Refusal::PdfXfa,
            Word::Aa => {
                self.acts_by_itself |= self.any_revision(key, value, Self::has_acting_trigger);
                return Ok(());
            }
            Word::OpenAction => {
                self.acts_by_itself |= self.acts(value);
                return Ok(());
            }
            _ => return Ok(()),
        };
        Err(refused)
    }

    /// Whether a key's value is such in any revision of the file. A reference that leads nowhere counts as such: it may lead somewhere for others.
    fn any_revision(&mut self, key: Word, value: &'a Value, mut is_such: impl FnMut(&mut Self, &'a Value) -> bool) -> bool {
        let Value::Reference(number) = value else { return is_such(self, value) };
        if let Some(judged) = self.judged.get(&(key, *number)) {
            return *judged;
        }
        // Says no to a circle that comes back here while it is judged.
        self.judged.insert((key, *number), false);
        let revisions = self.objects.revisions(*number);
        let answer = revisions.is_empty() || revisions.into_iter().any(|value| is_such(self, value));
        self.judged.insert((key, *number), answer);
        answer
    }

    fn has_acting_trigger(&mut self, events: &'a Value) -> bool {
        let Value::Dictionary(events) = events else { return false };
        events.entries.iter().any(|(key, value)| is_trigger(*key) && self.acts(value))
    }

    /// Whether an action, or one that follows it, does more than turn to a page of the document. A destination is no action.
    fn acts(&mut self, first: &'a Value) -> bool {
        let mut waiting = vec![first];
        while let Some(value) = waiting.pop() {
            if self.any_revision(Word::Next, value, |_, action| action_acts(action, &mut waiting)) {
                return true;
            }
        }
        false
    }
}

/// What an action, an annotation or an object must not be.
fn forbidden_kind(kind: Word) -> Result<(), Refusal> {
    match kind {
        Word::JavaScript => Err(Refusal::PdfScript),
        Word::Launch | Word::SubmitForm | Word::ImportData | Word::GoToR | Word::GoToE => Err(Refusal::PdfAction),
        Word::EmbeddedFile | Word::FileAttachment | Word::RichMedia | Word::RichMediaExecute => Err(Refusal::PdfAttachment),
        _ => Ok(()),
    }
}

/// Code is a string or a stream.
fn is_code(value: &Value) -> bool {
    match value {
        Value::Text { .. } => true,
        Value::Dictionary(dictionary) => dictionary.data.is_some(),
        _ => false,
    }
}

/// The dictionary of a file specification that leads to embedded data.
fn holds_file(value: &Value) -> bool {
    let files = [Word::F, Word::Uf, Word::Dos, Word::Mac, Word::Unix];
    value.as_dictionary().is_some_and(|dictionary| dictionary.entries.iter().any(|(key, _)| files.contains(key)))
}

/// An XFA form is a stream or a list of its parts; an empty list is none.
fn holds_form(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(parts) => !parts.is_empty(),
        _ => true,
    }
}

/// The events of a document, a page, an annotation or a field (ISO 32000-1, tables 194 to 197).
fn is_trigger(key: Word) -> bool {
    let of_annotation =
        matches!(key, Word::E | Word::X | Word::D | Word::U | Word::Fo | Word::Bl | Word::Po | Word::Pc | Word::Pv | Word::Pi);
    let of_page_or_field = matches!(key, Word::O | Word::C | Word::K | Word::F | Word::V);
    let of_document = matches!(key, Word::Wc | Word::Ws | Word::Ds | Word::Wp | Word::Dp);
    of_annotation || of_page_or_field || of_document
}

/// Whether one action does more than turn to a page; the actions that follow it are put to the waiting ones.
fn action_acts<'a>(action: &'a Value, waiting: &mut Vec<&'a Value>) -> bool {
    let Value::Dictionary(action) = action else { return false };
    let turns_page = turns_page(action);
    for (key, value) in &action.entries {
        match (key, value) {
            (Word::S, kind) if !kind.as_name().is_some_and(turns_page) => return true,
            (Word::Next, Value::Array(actions)) => waiting.extend(actions),
            (Word::Next, action) => waiting.push(action),
            _ => {}
        }
    }
    false
}

/// Which kinds of this action only turn to a page.
fn turns_page(action: &Dictionary) -> impl Fn(Word) -> bool + Copy {
    let turn = action.get(Word::N).and_then(Value::as_name);
    let turns = matches!(turn, Some(Word::FirstPage | Word::LastPage | Word::NextPage | Word::PrevPage));
    move |kind| kind == Word::GoTo || (kind == Word::Named && turns)
}
