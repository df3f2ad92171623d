//! The pages of a file.

use std::collections::HashSet;

use lopdf::{Dictionary, Object};

use super::Pdf;
use crate::Refusal;

/// Most pages and nodes of their tree.
const MAX_NODES: usize = 2_000;

/// A page and its object.
pub(crate) struct Page {
    pub(crate) number: u32,
    pub(crate) dictionary: Dictionary,
}

/// All pages, in the order in which readers show them.
pub(crate) fn pages(pdf: &Pdf<'_>) -> Result<Vec<Page>, Refusal> {
    let mut pages = Vec::new();
    let mut seen = HashSet::new();
    let mut waiting = vec![pdf.catalog()?.get(b"Pages").cloned().unwrap_or(Object::Null)];
    while let Some(node) = waiting.pop() {
        if seen.len() > MAX_NODES || waiting.len() > MAX_NODES {
            return Err(Refusal::TooComplex);
        }
        let Object::Reference((number, _)) = node else { continue };
        if !seen.insert(number) {
            continue;
        }
        let Object::Dictionary(dictionary) = pdf.object(number)? else { continue };
        if dictionary.has(b"Kids") {
            waiting.extend(pdf.array(&dictionary, b"Kids")?.into_iter().rev());
        } else {
            pages.push(Page { number, dictionary });
        }
    }
    Ok(pages)
}
