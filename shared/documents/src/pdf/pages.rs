//! How many pages a document has at most, by any catalog, trailer and revision that a reader may use.

use std::collections::HashMap;

use super::budget::Budget;
use super::objects::{Object, Objects};
use super::value::{Dictionary, Value};
use super::word::Word;
use crate::Refusal;

/// Deepest page tree. Writers stay below ten, and readers walk it by recursion.
const MAX_DEPTH: usize = 64;

/// Counts the pages, up to `enough`; 0 when there is no page tree.
pub(super) fn count(objects: &Objects, enough: usize, budget: &mut Budget) -> Result<usize, Refusal> {
    let mut walk = Walk { objects, budget, enough, counted: HashMap::new() };
    let roots = objects.trailers().filter_map(Object::dictionary).flat_map(|trailer| trailer.every(Word::Root));
    let named = roots.flat_map(|root| objects.resolve_all(root));
    let typed = objects.all().iter().map(Object::value).filter(|value| is_a(value, Word::Catalog));
    let mut pages = 0;
    for catalog in named.chain(typed).filter_map(Value::as_dictionary) {
        walk.budget.steps(1)?;
        for tree in catalog.every(Word::Pages) {
            if objects.resolve_all(tree).any(|tree| tree.as_dictionary().is_some()) {
                pages = pages.max(walk.pages(tree, 0)?);
            }
        }
    }
    Ok(pages)
}

struct Walk<'a, 'b> {
    objects: &'a Objects,
    budget: &'b mut Budget,
    enough: usize,
    /// Pages below an object; none while we count it, so that a circle ends.
    counted: HashMap<u32, usize>,
}

impl<'a> Walk<'a, '_> {
    /// Pages at or below a node: the most of all its revisions.
    fn pages(&mut self, node: &'a Value, depth: usize) -> Result<usize, Refusal> {
        self.budget.steps(1)?;
        if depth > MAX_DEPTH {
            return Err(Refusal::PdfTooComplex);
        }
        let number = if let Value::Reference(number) = node { Some(*number) } else { None };
        if let Some(pages) = number.and_then(|number| self.counted.get(&number)) {
            return Ok(*pages);
        }
        if let Some(number) = number {
            self.counted.insert(number, 0);
        }
        let objects = self.objects;
        let mut most = 0;
        for node in objects.resolve_all(node).filter_map(Value::as_dictionary) {
            most = most.max(self.below(node, depth)?);
        }
        if let Some(number) = number {
            self.counted.insert(number, most);
        }
        Ok(most)
    }

    fn below(&mut self, node: &'a Dictionary, depth: usize) -> Result<usize, Refusal> {
        let objects = self.objects;
        let (mut most, mut is_branch) = (0, false);
        for kids in node.every(Word::Kids).flat_map(|kids| objects.resolve_all(kids)).filter_map(Value::as_array) {
            is_branch = true;
            let mut pages = 0;
            for kid in kids {
                pages += self.pages(kid, depth + 1)?;
                if pages >= self.enough {
                    return Ok(self.enough);
                }
            }
            most = most.max(pages);
        }
        // Some readers trust the number that a branch gives.
        if is_branch {
            let told =
                node.every(Word::Count).flat_map(|count| objects.resolve_all(count)).filter_map(Value::as_number);
            let told = told.filter_map(|count| usize::try_from(count).ok()).max().unwrap_or(0);
            if most > 0 && told >= self.enough {
                return Ok(self.enough);
            }
        }
        Ok(if is_branch { most } else { 1 })
    }
}

fn is_a(value: &Value, kind: Word) -> bool {
    value.as_dictionary().and_then(|dictionary| dictionary.get(Word::Type)).and_then(Value::as_name) == Some(kind)
}
