//! How many pages a document has, by walking its page tree.

use std::collections::HashSet;

use super::objects::Objects;
use super::value::{Dictionary, Value};
use super::word::Word;

/// Most kids of all branches together, those that lead nowhere included.
const MAX_KIDS: usize = 100_000;

/// The number of pages, counted up to `enough`; 0 when there is no page tree.
pub(super) fn count(objects: &Objects, enough: usize) -> usize {
    let Some(root) = page_tree(objects) else { return 0 };
    let mut pages = 0;
    let mut looked_at = 0;
    let mut entered = HashSet::new();
    let mut waiting = vec![root];
    while let Some(value) = waiting.pop() {
        let Some(node) = objects.resolve(value).and_then(Value::as_dictionary) else { continue };
        let kids = node.get(Word::Kids).and_then(|kids| objects.resolve(kids)).and_then(Value::as_array);
        match (kids, value) {
            (None, _) => pages += 1,
            // A branch that is entered again is a circle, or counted already.
            (Some(_), Value::Reference(number)) if !entered.insert(*number) => {}
            (Some(kids), _) => {
                looked_at += kids.len();
                waiting.extend(kids);
            }
        }
        if pages >= enough || looked_at > MAX_KIDS {
            return enough;
        }
    }
    pages
}

/// The root of the page tree: of the newest trailer that leads to one, else of any catalog.
fn page_tree(objects: &Objects) -> Option<&Value> {
    let pages_of = |catalog: &'_ Dictionary| -> bool {
        let pages = catalog.get(Word::Pages).and_then(|pages| objects.resolve(pages));
        pages.and_then(Value::as_dictionary).is_some()
    };
    let roots = objects.trailers().into_iter().filter_map(|trailer| objects.resolve(trailer.get(Word::Root)?));
    let catalogs = objects.all().filter(|value| is_catalog(value));
    roots.chain(catalogs).filter_map(Value::as_dictionary).find(|catalog| pages_of(catalog))?.get(Word::Pages)
}

fn is_catalog(value: &Value) -> bool {
    value.as_dictionary().and_then(|dictionary| dictionary.get(Word::Type)).and_then(Value::as_name) == Some(Word::Catalog)
}
