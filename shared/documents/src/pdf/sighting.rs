//! A look at bytes that does not depend on how they divide into objects, strings and comments: readers disagree about
//! that in a file that somebody broke on purpose. We refuse what no innocent text says, wherever it stands.

use super::active::{Findings, forbidden_kind};
use super::budget::Budget;
use super::lexer::{Lexer, name_at_start};
use super::word::Word;
use crate::Refusal;

/// How far behind its key we look for a name.
const FAR: usize = 512;

/// Notes whether bytes hold the name of a forbidden action, annotation or object behind the key that gives it its
/// meaning.
pub(super) fn look(bytes: &[u8], budget: &mut Budget, findings: &mut Findings) -> Result<(), Refusal> {
    budget.steps(bytes.len() / 64)?;
    for at in slashes(bytes) {
        let Some(rest) = bytes.get(at + 1..) else { break };
        // Cheap test first: each of the three names below begins with `S` or `T`, unless it is escaped.
        if !matches!(rest.first(), Some(b'S' | b'T' | b'#')) {
            continue;
        }
        let (name, length) = name_at_start(rest.get(..rest.len().min(64)).unwrap_or_default());
        if !matches!(Word::of(&name), Word::S | Word::Type | Word::Subtype) {
            continue;
        }
        let near = rest.get(length..).unwrap_or_default();
        let near = near.get(..near.len().min(FAR)).unwrap_or_default();
        let mut lexer = Lexer::new(near, 0);
        skip_blank(&mut lexer, near);
        if let Some([b'/', rest @ ..]) = near.get(lexer.at()..) {
            let (kind, _) = name_at_start(rest);
            let end = kind.iter().position(|byte| *byte == 0).unwrap_or(kind.len());
            if let Some(refusal) = forbidden_kind(Word::of(kind.get(..end).unwrap_or(&kind))) {
                findings.note(refusal);
            }
        }
    }
    Ok(())
}

/// Whether an object's text names the keys of an object stream, however it hides them.
pub(super) fn may_hold_objects(text: &[u8]) -> bool {
    let (mut count, mut first) = (false, false);
    for at in slashes(text) {
        let (name, _) = name_at_start(text.get(at + 1..).unwrap_or_default());
        let end = name.iter().position(|byte| *byte == 0).unwrap_or(name.len());
        match Word::of(name.get(..end).unwrap_or(&name)) {
            Word::ObjStm => return true,
            Word::N => count = true,
            Word::First => first = true,
            _ => {}
        }
    }
    count && first
}

fn slashes(bytes: &[u8]) -> impl Iterator<Item = usize> {
    bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at)
}

/// Skips what any reader takes for white space, and comments, but not far.
fn skip_blank(lexer: &mut Lexer<'_>, bytes: &[u8]) {
    for _ in 0..8 {
        let start = lexer.at();
        lexer.skip_space();
        while matches!(bytes.get(lexer.at()), Some(0x80 | 0xff)) {
            lexer.go_to(lexer.at() + 1);
        }
        if lexer.at() == start {
            break;
        }
    }
}
