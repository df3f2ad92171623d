//! What a document must not contain: scripts, attached files and media, and actions that reach out of the document or
//! start by themselves.
//!
//! We refuse the following wherever it stands, used or not:
//! - JavaScript: an action of that kind, a `/JS` with code, a script of a 3D view, an address that starts with
//!   `javascript:`;
//! - embedded files, file attachments, rich media, sound, film, 3D, renditions, slide shows;
//! - actions that start programs (`Launch`), send or fetch form data (`SubmitForm`, `ImportData`) or open other files
//!   (`GoToR`, `GoToE`, the threads of another file);
//! - pages and pictures of other files (`Ref`, `OPI`); the unpacking of streams refuses streams of other files;
//! - links to anything but the web, a mail address or a telephone number;
//! - XFA forms;
//! - what happens on opening (`OpenAction`) or on any other event (`AA`), unless it only turns to a page of the
//!   document.
//!
//! Links that a reader clicks, to a page or to a web address, are fine.

use std::collections::HashMap;

use super::address::Address;
use super::budget::Budget;
use super::objects::Objects;
use super::value::{Dictionary, Value};
use super::word::Word;
use crate::Refusal;

/// Notes what a document must not contain.
pub(super) fn judge(objects: &Objects, budget: &mut Budget, findings: &mut Findings) -> Result<(), Refusal> {
    let mut judge = Judge { objects, budget, judged: HashMap::new(), findings };
    objects.all().iter().try_for_each(|object| judge.object(&object.values))
}

/// The worst finding in a document.
#[derive(Default)]
pub(super) struct Findings(Option<Refusal>);

impl Findings {
    /// Notes one more finding. A script says more to the applicant than what carried it. That a document acts by itself
    /// is the least important finding.
    pub(super) fn note(&mut self, refusal: Refusal) {
        let rank = |refusal: Refusal| match refusal {
            Refusal::PdfScript => 0,
            Refusal::PdfXfa => 1,
            Refusal::PdfAttachment => 2,
            _ => 3,
        };
        if self.0.is_none_or(|found| rank(refusal) < rank(found)) {
            self.0 = Some(refusal);
        }
    }

    /// The verdict.
    pub(super) fn refuse(&self) -> Result<(), Refusal> {
        self.0.map_or(Ok(()), Err)
    }
}

/// Judges all objects of one file. It remembers its verdict for each object number, so a file full of references costs
/// no more than its size.
struct Judge<'a, 'b> {
    objects: &'a Objects,
    budget: &'b mut Budget,
    judged: HashMap<(Word, u32), bool>,
    findings: &'b mut Findings,
}

impl<'a> Judge<'a, '_> {
    fn object(&mut self, values: &'a [Value]) -> Result<(), Refusal> {
        // An object that is only a name or a string is the value of a key elsewhere.
        match values {
            [Value::Name(name), ..] => self.note(forbidden_kind(name.word)),
            [Value::Text(Address::Script), ..] => self.note(Some(Refusal::PdfScript)),
            _ => {}
        }
        let mut waiting: Vec<&Value> = values.iter().collect();
        // Some readers take keys and values outside of any dictionary for its entries.
        for (key, value) in values.iter().zip(values.iter().skip(1)) {
            if let Value::Name(key) = key {
                self.entry(key.word, value);
            }
        }
        while let Some(value) = waiting.pop() {
            self.budget.steps(1)?;
            match value {
                Value::Array(values) => waiting.extend(values),
                Value::Dictionary(dictionary) => {
                    self.dictionary(dictionary);
                    waiting.extend(dictionary.entries.iter().map(|(_, value)| value));
                }
                Value::Null
                | Value::Integer(_)
                | Value::Number(_)
                | Value::Name(_)
                | Value::Text(_)
                | Value::Reference(_)
                | Value::Other => {}
            }
        }
        Ok(())
    }

    fn note(&mut self, refusal: Option<Refusal>) {
        if let Some(refusal) = refusal {
            self.findings.note(refusal);
        }
    }

    fn dictionary(&mut self, dictionary: &'a Dictionary) {
        for (key, value) in &dictionary.entries {
            self.entry(key.word, value);
        }
        // The threads of this file are fine; those of another file are not.
        let is_thread = dictionary.every(Word::S).any(|kind| kind.as_name() == Some(Word::Thread));
        self.note((is_thread && dictionary.has(Word::F)).then_some(Refusal::PdfAction));
    }

    fn entry(&mut self, key: Word, value: &'a Value) {
        let (refused, refusal) = match key {
            Word::S | Word::Type | Word::Subtype => return self.kind(value),
            Word::Uri | Word::Base => return self.address(value),
            Word::RichMediaContent | Word::ThreeDd => (!matches!(value, Value::Null), Refusal::PdfAttachment),
            Word::Js | Word::OnInstantiate => {
                (self.any_revision(key, value, |_, value| is_code(value)), Refusal::PdfScript)
            }
            Word::Ef => (self.any_revision(key, value, |_, value| holds_file(value)), Refusal::PdfAttachment),
            Word::Ref => (self.any_revision(key, value, |_, value| names_file(value)), Refusal::PdfAction),
            Word::Opi => (self.any_revision(key, value, |_, value| names_picture(value)), Refusal::PdfAction),
            Word::Xfa => (self.any_revision(key, value, |_, value| holds_form(value)), Refusal::PdfXfa),
            Word::Aa => (self.any_revision(key, value, Self::has_acting_trigger), Refusal::PdfAction),
            Word::OpenAction => (self.acts(value), Refusal::PdfAction),
            _ => return,
        };
        self.note(refused.then_some(refusal));
    }

    /// Judges the kind of an action, an annotation or an object, given directly or by reference.
    fn kind(&mut self, value: &'a Value) {
        let _any = self.any_revision(Word::Subtype, value, |judge, kind| {
            judge.note(kind.as_name().and_then(forbidden_kind));
            false
        });
    }

    /// Judges an address, or a dictionary with the base address of a document's links.
    fn address(&mut self, value: &'a Value) {
        let leads_nowhere = self.any_revision(Word::Uri, value, |judge, value| {
            match value {
                Value::Text(Address::Script) => judge.note(Some(Refusal::PdfScript)),
                Value::Text(Address::Foreign) => judge.note(Some(Refusal::PdfAction)),
                _ => {}
            }
            false
        });
        self.note(leads_nowhere.then_some(Refusal::PdfAction));
    }

    /// Whether a key's value is such in any revision of the file. A reference that leads nowhere counts as such: other
    /// readers may find something there.
    fn any_revision(
        &mut self,
        key: Word,
        value: &'a Value,
        mut is_such: impl FnMut(&mut Self, &'a Value) -> bool,
    ) -> bool {
        let Value::Reference(number) = value else {
            // A value that we do not read as a reference, but others do, may lead anywhere.
            return matches!(value, Value::Other | Value::Number(_)) || is_such(self, value);
        };
        if let Some(judged) = self.judged.get(&(key, *number)) {
            return *judged;
        }
        // The provisional verdict is no, so that a circle ends when it comes back here.
        self.judged.insert((key, *number), false);
        let objects = self.objects;
        let (mut answer, mut found) = (false, false);
        for object in objects.revisions(*number) {
            found = true;
            answer |= is_such(self, object.value())
                || (object.data.is_some() && matches!(key, Word::Js | Word::OnInstantiate));
        }
        let answer = answer || !found;
        self.judged.insert((key, *number), answer);
        answer
    }

    fn has_acting_trigger(&mut self, events: &'a Value) -> bool {
        let Value::Dictionary(events) = events else { return false };
        events.entries.iter().any(|(key, value)| is_trigger(key.word) && self.acts(value))
    }

    /// Whether an action, or one that follows it, does more than turn to a page of the document. A destination is no
    /// action.
    fn acts(&mut self, first: &'a Value) -> bool {
        let mut waiting = vec![first];
        while let Some(value) = waiting.pop() {
            if self.any_revision(Word::Next, value, |_judge, action| action_acts(action, &mut waiting)) {
                return true;
            }
        }
        false
    }
}

/// Whether one action does more than turn to a page. It adds the actions that follow to `waiting`.
fn action_acts<'a>(action: &'a Value, waiting: &mut Vec<&'a Value>) -> bool {
    let Value::Dictionary(action) = action else { return false };
    let turns_page = turns_page(action);
    for (key, value) in &action.entries {
        match (key.word, value) {
            (Word::S, kind) if !kind.as_name().is_some_and(turns_page) => return true,
            (Word::Next, Value::Array(actions)) => waiting.extend(actions),
            (Word::Next, action) => waiting.push(action),
            _ => {}
        }
    }
    false
}

/// Which refusal the kind of an action, an annotation or an object deserves.
pub(super) fn forbidden_kind(kind: Word) -> Option<Refusal> {
    match kind {
        Word::JavaScript => Some(Refusal::PdfScript),
        Word::Launch | Word::SubmitForm | Word::ImportData | Word::GoToR | Word::GoToE => Some(Refusal::PdfAction),
        Word::EmbeddedFile
        | Word::FileAttachment
        | Word::RichMedia
        | Word::RichMediaExecute
        | Word::Sound
        | Word::Movie
        | Word::Screen
        | Word::Rendition
        | Word::SlideShow
        | Word::ThreeD
        | Word::U3d
        | Word::Prc
        | Word::GoTo3dView => Some(Refusal::PdfAttachment),
        _ => None,
    }
}

/// Whether a value is code: a string. Code in a stream shows in the stream's own object.
fn is_code(value: &Value) -> bool {
    matches!(value, Value::Text(_))
}

/// Whether a value is the dictionary of a file specification that leads to embedded data.
fn holds_file(value: &Value) -> bool {
    let files = [Word::F, Word::Uf, Word::Dos, Word::Mac, Word::Unix];
    value.as_dictionary().is_some_and(|dictionary| dictionary.entries.iter().any(|(key, _)| files.contains(&key.word)))
}

/// Whether a value is a dictionary that names another file.
fn names_file(value: &Value) -> bool {
    value.as_dictionary().is_some_and(|dictionary| dictionary.has(Word::F))
}

/// Whether a value describes a picture that a printer must fetch: by its version, a dictionary that names a file.
fn names_picture(value: &Value) -> bool {
    value
        .as_dictionary()
        .is_some_and(|versions| versions.entries.iter().any(|(_, value)| !matches!(value, Value::Null)))
}

/// Whether a value is an XFA form: a stream or a list of its parts. An empty list is no form.
fn holds_form(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(parts) => !parts.is_empty(),
        _ => true,
    }
}

/// The events of a document, a page, an annotation or a field (ISO 32000-1, tables 194 to 197).
fn is_trigger(key: Word) -> bool {
    let of_annotation = matches!(
        key,
        Word::E | Word::X | Word::D | Word::U | Word::Fo | Word::Bl | Word::Po | Word::Pc | Word::Pv | Word::Pi
    );
    let of_page_or_field = matches!(key, Word::O | Word::C | Word::K | Word::F | Word::V);
    let of_document = matches!(key, Word::Wc | Word::Ws | Word::Ds | Word::Wp | Word::Dp);
    of_annotation || of_page_or_field || of_document
}

/// Which kinds of this action only turn to a page.
fn turns_page(action: &Dictionary) -> impl Fn(Word) -> bool + Copy {
    let turn = action.get(Word::N).and_then(Value::as_name);
    let turns = matches!(turn, Some(Word::FirstPage | Word::LastPage | Word::NextPage | Word::PrevPage));
    move |kind| kind == Word::GoTo || (kind == Word::Named && turns)
}
